"""Word alignment by longest common subsequence: which words of a dump are words of a known text.

`kept_share` is the training label of every dump line: the share of its words that belong to the gold text.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from newsclean.lab.score import SPACELESS, words

Indices = NDArray[np.int64]

LINK_NUMBER = re.compile(r"\[(\d+)\]")

LONGEST = 40_000  # words; the alignment's bit matrix takes LONGEST² / 8 bytes (200 MB)
SHINGLE = 4  # words of an anchor at which longer inputs are cut
RUN = 3.0  # weight a run of matched words needs to count on its own (a CJK or Thai character weighs half)
NEAR = 60  # dump words between two runs of one block: room for a caption or a related box
BLOCK = 8.0  # weight a block of near runs needs, so that common phrases in menus do not count
MOVED = 6.0  # weight of a run found out of order


def without_link_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without lynx's link numbers (`[12]word`), if numbers count up as lynx's do."""
    numbers = [int(number) for line in lines for number in LINK_NUMBER.findall(line)]
    steps = sum(after == before + 1 for before, after in pairwise(numbers))
    if len(numbers) < 5 or steps < 0.8 * (len(numbers) - 1):
        return list(lines)
    return [LINK_NUMBER.sub(" ", line) for line in lines]


def matched_pairs(left: Sequence[str], right: Sequence[str]) -> tuple[Indices, Indices]:
    """Indices of the words of two sequences that a longest common subsequence pairs, both ascending.

    Inputs of more than LONGEST words are first cut in two at a shingle that is unique in both.
    """
    codes: dict[str, str] = {}
    first, second = _encoded(left, codes), _encoded(right, codes)
    starts: list[tuple[int, int, int]] = []
    pending = [(0, len(first), 0, len(second))]
    while pending:
        a, b, c, d = pending.pop()
        if max(b - a, d - c) > LONGEST and min(b - a, d - c) > 1:
            middle, other = _cut(first[a:b], second[c:d])
            pending += [(a + middle, b, c + other, d), (a, a + middle, c, c + other)]
            continue
        for op in LCSseq.opcodes(first[a:b], second[c:d]):
            if op.tag == "equal":
                starts.append((a + op.src_start, c + op.dest_start, op.src_end - op.src_start))
    if not starts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    table = np.array(starts, np.int64)
    offsets = np.arange(table[:, 2].sum()) - np.repeat(np.cumsum(table[:, 2]) - table[:, 2], table[:, 2])
    return np.repeat(table[:, 0], table[:, 2]) + offsets, np.repeat(table[:, 1], table[:, 2]) + offsets


def _encoded(sequence: Iterable[str], codes: dict[str, str]) -> str:
    """A sequence as a string, one character a word: rapidfuzz is fastest on strings."""
    for word in sequence:
        if word not in codes:
            code = len(codes) + 1
            codes[word] = chr(code if code < 0xD800 else code + 0x800)  # no surrogates
    return "".join([codes[word] for word in sequence])


def _cut(left: str, right: str) -> tuple[int, int]:
    """Where to cut two long sequences: the shingle unique in both that is nearest the longer one's middle."""
    places: list[dict[str, int]] = []
    for sequence in (left, right):
        found: dict[str, int] = {}
        for start in range(len(sequence) - SHINGLE + 1):
            shingle = sequence[start : start + SHINGLE]
            found[shingle] = -1 if shingle in found else start
        places.append({shingle: start for shingle, start in found.items() if start > 0})
    shared = places[0].keys() & places[1].keys()
    if not shared:
        return len(left) // 2, len(right) // 2
    longer, middle = (0, len(left) // 2) if len(left) >= len(right) else (1, len(right) // 2)
    best = min(shared, key=lambda shingle: (abs(places[longer][shingle] - middle), shingle))
    return places[0][best], places[1][best]


def kept_share(lines: Sequence[str], text: str) -> NDArray[np.float64]:
    """For each dump line the share (0..1) of its words that belong to `text`; 0 for lines without words.

    Isolated matches do not count: a matched word must be in a run of words in order in both, and
    the run in a block of near runs; shorter runs count where they fill a line and the gold words around them
    are matched next to it (a one-word subheading). Passages that the dump has in another order are looked for
    in a second pass.
    """
    tokens = [words(line) for line in without_link_numbers(lines)]
    sizes = np.array([len(line) for line in tokens], np.int64)
    dump = [word for line in tokens for word in line]
    gold = words(text)
    line_of = np.repeat(np.arange(len(lines)), sizes)
    kept = np.zeros(len(dump), bool)
    if not dump or not gold:
        return np.zeros(len(lines))
    found, gold_found = matched_pairs(dump, gold)
    weights = np.array([0.5 if SPACELESS.match(word) else 1.0 for word in dump])
    good = _trusted(found, gold_found, weights, line_of, sizes, len(gold))
    kept[found[good]] = True
    gold_kept = np.zeros(len(gold), bool)
    gold_kept[gold_found[good]] = True
    _extend(dump, gold, kept, gold_kept, found[good], gold_found[good])
    _keep_moved(dump, gold, kept, gold_kept, weights, line_of, sizes)
    share = np.bincount(line_of[kept], minlength=len(lines)) / np.maximum(sizes, 1)
    return np.asarray(share, np.float64)


def _runs(found: Indices, other: Indices) -> Indices:
    """The number of the run each matched pair is in: pairs that follow each other in both sequences."""
    breaks = (np.diff(found) != 1) | (np.diff(other) != 1)
    return np.concatenate([np.zeros(min(1, len(found)), np.int64), np.cumsum(breaks)])


def _trusted(
    found: Indices,
    gold_found: Indices,
    weights: NDArray[np.float64],
    line_of: Indices,
    sizes: Indices,
    gold_size: int,
) -> NDArray[np.bool_]:
    """Which matched pairs count: those of long enough runs in heavy enough blocks, or that fill a line."""
    if not len(found):
        return np.zeros(0, bool)
    run = _runs(found, gold_found)
    heavy = np.bincount(run, weights[found]) >= RUN
    first = np.flatnonzero(np.diff(run, prepend=-1))
    last = np.append(first[1:], len(run)) - 1
    lines_filled = _filling(found, run, line_of, sizes)
    before, after = gold_found[first] - 1, gold_found[last] + 1
    joined_before = (before < 0) | np.isin(before, gold_found)
    joined_after = (after >= gold_size) | np.isin(after, gold_found)
    close = np.concatenate([[NEAR + 1], found[first[1:]] - found[last[:-1]] - 1])
    nearest = np.minimum(close, np.append(close[1:], NEAR + 1))
    step = np.concatenate([[NEAR + 1], gold_found[first[1:]] - gold_found[last[:-1]] - 1])
    bridged = (np.maximum(close, step) <= 2) | np.append(np.maximum(close, step)[1:] <= 2, False)
    wanted = heavy | (lines_filled & joined_before & joined_after & (nearest <= NEAR)) | bridged
    pairs = np.flatnonzero(wanted[run])
    if not len(pairs):
        return np.zeros(len(found), bool)
    block = np.concatenate([[0], np.cumsum(np.diff(found[pairs]) > NEAR)])
    enough = np.bincount(block, weights[found[pairs]]) >= min(BLOCK, 0.5 * gold_size)
    good = np.zeros(len(found), bool)
    good[pairs[enough[block]]] = True
    return good


def _filling(found: Indices, run: Indices, line_of: Indices, sizes: Indices) -> NDArray[np.bool_]:
    """For each run whether some line of it is covered by the run from its first word to its last."""
    key = run * (len(sizes) + 1) + line_of[found]
    keys, counts = np.unique(key, return_counts=True)
    full = counts == sizes[keys % (len(sizes) + 1)]
    filled = np.zeros(int(run[-1]) + 1, bool)
    filled[keys[full] // (len(sizes) + 1)] = True
    return filled


def _extend(
    dump: list[str],
    gold: list[str],
    kept: NDArray[np.bool_],
    gold_kept: NDArray[np.bool_],
    found: Indices,
    gold_found: Indices,
) -> None:
    """Lengthen runs by equal words that a subsequence as long had paired with a stray word elsewhere."""
    run = _runs(found, gold_found)
    starts = np.flatnonzero(np.diff(run, prepend=-1))
    ends = np.append(starts[1:], len(run)) - 1 if len(run) else starts
    for edges, step in ((starts, -1), (ends, 1)):
        for i, j in zip(found[edges].tolist(), gold_found[edges].tolist(), strict=True):
            i, j = i + step, j + step
            while 0 <= i < len(dump) and 0 <= j < len(gold) and dump[i] == gold[j]:
                if kept[i] or gold_kept[j]:
                    break
                kept[i] = gold_kept[j] = True
                i, j = i + step, j + step


def _keep_moved(
    dump: list[str],
    gold: list[str],
    kept: NDArray[np.bool_],
    gold_kept: NDArray[np.bool_],
    weights: NDArray[np.float64],
    line_of: Indices,
    sizes: Indices,
) -> None:
    """Mark dump words of gold passages that stand elsewhere than in the gold's order (a summary box)."""
    rest, gold_rest = np.flatnonzero(~kept), np.flatnonzero(~gold_kept)
    if len(gold_rest) < RUN or not len(rest):
        return
    left, right = matched_pairs([dump[i] for i in rest], [gold[j] for j in gold_rest])
    found, gold_found = rest[left], gold_rest[right]
    if not len(found):
        return
    run = _runs(found, gold_found)
    moved = found[(np.bincount(run, weights[found]) >= MOVED)[run]]
    share = np.bincount(line_of[moved], minlength=len(sizes)) / np.maximum(sizes, 1)
    kept[moved[share[line_of[moved]] >= 0.5]] = True
