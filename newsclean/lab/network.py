"""The tagger's network in torch, for training; `newsclean.tagger` is the same forward pass in numpy.

A Line is its normalised features and the attention-pooled embeddings of its words. Two dense layers, five
residual dilated convolutions over the Lines and an attention-pooled vector of the whole page lead to one
logit (is the Line article text?) and one a kind.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

DILATIONS = (1, 2, 4, 8, 16)
#: Ways in which attention looks at the page.
HEADS = 4


class Network(nn.Module):
    """Maps a batch of pages to logits of shape pages × lines × (1 + kinds).

    `entries` is the size of the vocabulary with shapes and bigrams; entry 0 is never looked up and stays zero.
    """

    def __init__(self, entries: int, features: int, kinds: int, *, hidden: int, embedding: int, dropout: float) -> None:
        super().__init__()
        self.embedding = nn.Parameter(torch.randn(entries, embedding) * 0.1)
        self.salience = nn.Parameter(torch.zeros(entries))
        self.dense1 = nn.Linear(embedding + features, hidden)
        self.dense2 = nn.Linear(hidden, hidden)
        self.convolutions = nn.ModuleList(nn.Conv1d(hidden, hidden, 3, padding=d, dilation=d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(hidden) for _ in DILATIONS)
        self.attention = nn.Linear(hidden, HEADS)
        self.page = nn.Linear((HEADS + 1) * hidden, hidden)
        self.mix = nn.Linear(2 * hidden, hidden)
        self.out = nn.Linear(hidden, 1 + kinds)
        self.dropout = nn.Dropout(dropout)

    def forward(self, features: Tensor, entries: Tensor, owners: Tensor, mask: Tensor) -> Tensor:
        """`features` B × N × F; `entries` and `owners` (b·N + line) of the words, flat; `mask` B × N."""
        pages, lines, _ = features.shape
        weight = torch.exp(functional.embedding(entries, self.salience[:, None])[:, 0].clamp(-4, 4)) * (entries > 0)
        words = functional.embedding(entries, self.embedding) * weight[:, None]
        pooled = words.new_zeros(pages * lines, words.shape[1]).index_add(0, owners, words)
        total = words.new_zeros(pages * lines).index_add(0, owners, weight)
        lexical = (3 * pooled / (total + 1)[:, None]).view(pages, lines, -1)
        shown = mask[..., None]
        first = functional.relu(self.dense1(torch.cat([self.dropout(lexical), features], 2)))
        first = self.dropout(functional.relu(self.dense2(first))) * shown
        x = first
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            step = convolution((norm(x) * shown).transpose(1, 2)).transpose(1, 2)
            x = x + self.dropout(functional.relu(step)) * shown
        attention = self.attention(x).masked_fill(shown == 0, -1e9).softmax(1)
        focus = torch.einsum("bnk,bnh->bkh", attention, x).reshape(pages, -1)
        mean = (x * shown).sum(1) / shown.sum(1)
        x = x + self.dropout(functional.relu(self.page(torch.cat([focus, mean], 1))))[:, None]
        mixed: Tensor = self.out(self.dropout(functional.relu(self.mix(torch.cat([x, first], 2)))))
        return mixed
