"""What a training run is made of."""

from __future__ import annotations

import msgspec

#: How often a page of each group (see `labels`) is drawn, relative to its number of pages.
GROUPS = {
    "wcxb": 1.0, "fundus": 3.5, "readability": 1.5, "extra": 1.0, "silver": 0.6, "web": 0.3, "none": 0.05,
}  # fmt: skip
#: How often each group of hints of an HTML page is hidden (see `newsclean.html.hints.GROUPS`).
HIDDEN = {"names": 0.3, "tags": 0.1, "blocks": 0.1, "shape": 0.1, "areas": 0.1, "prose": 0.1, "evidence": 0.3}


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What a training run is made of; the defaults are those of the shipped model."""

    #: Batches, and pages in each.
    steps: int = 2800
    batch: int = 12
    #: AdamW's learning rate at its peak, and its weight decay.
    rate: float = 3e-3
    decay: float = 1e-4
    #: Units of every layer, and numbers that stand for a word.
    hidden: int = 96
    embedding: int = 24
    #: Shares of units, of words (which become their shapes) and of features that are left out.
    dropout: float = 0.35
    word_dropout: float = 0.3
    feature_dropout: float = 0.05
    #: Standard deviation of what is added to normalised features.
    noise: float = 0.05
    #: A word or pair of words is in the vocabulary if it occurs on so many sites.
    sites: int = 8
    #: Weight of the kinds' cross-entropy beside that of article text.
    kinds_weight: float = 0.7
    #: Weight of (1 - the soft word F1 of the page) beside the cross-entropy.
    f1_weight: float = 0.5
    #: Kinds weigh by (their share of labelled Lines) to minus this power, between 1/3 and 4 times the mean.
    kinds_balance: float = 0.3
    #: What a kind read off the HTML weighs beside one that somebody gave by hand.
    distant: float = 0.3
    #: Lines weigh by their words to this power.
    line_power: float = 0.5
    #: Lines of a page that are seen at once.
    longest: int = 500
    seed: int = 0
    groups: dict[str, float] = msgspec.field(default_factory=lambda: dict(GROUPS))
    #: How much more often a page with hand labels is drawn.
    hand: float = 3.0
    #: Share of draws that take an augmented variant of the page.
    variants: float = 0.4
    hidden_hints: dict[str, float] = msgspec.field(default_factory=lambda: dict(HIDDEN))
