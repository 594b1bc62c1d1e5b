"""Where an article begins and ends: lines that are surely none of its text say so of what stands above or below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsclean.fields.people.cues import tells_of_author
from newsclean.fields.words import LETTER
from newsclean.headline import HEADLINE
from newsclean.records import Kind
from newsclean.tagger import KINDS
from newsclean.tokens import FloatArray

#: How sure the model is of a line that bounds the article.
SURE = 0.5
#: No more than this part of the text's characters stands above the headline, or below what ends the article; there
#: their mean probability is below the third figure. By models that have not seen a page's site, in six styles of the
#: folds' 784 pages, 30,409 words of junk are taken out by these bounds on 109 pages, and 4,374 words of text on 5.
MOST_ABOVE, MOST_BELOW, LIKELY_BELOW = 0.5, 0.5, 0.75
#: No more than this part tells of the author, below a label that says so.
MOST_OF_AUTHOR = 0.3

SHARING, COPYRIGHT = map(KINDS.index, (Kind.SHARING, Kind.COPYRIGHT))
Sizes = npt.NDArray[np.float64]


def begins_at(size: Sizes, joint: FloatArray, headlines: Sequence[int]) -> int:
    """The number of the line, one of `headlines`, above which no text of the article stands; 0 if none is sure.

    `size` has the characters of each of n lines that is text, 0 for others, and `joint` the probabilities of all kinds
    (n × kinds).
    """
    sure = [line for line in headlines if joint[line, HEADLINE] >= SURE]
    if not sure or not size[: sure[-1]].any():
        return 0
    above = size.cumsum()
    return max((line for line in sure if above[line] <= MOST_ABOVE * above[-1]), default=0)


def ends_at(texts: Sequence[str], size: Sizes, probability: FloatArray, joint: FloatArray) -> int:
    """The number of the line that ends the article, n if none does. `probability` is that of each line to be text.

    What stands among the text again and again, as in a live ticker, ends nothing.
    """
    below = size[::-1].cumsum()[::-1]
    if not below.any():
        return len(texts)
    few = np.flatnonzero((below > 0) & (below <= MOST_OF_AUTHOR * below[0])).tolist()
    about = next((line for line in few if tells_of_author(texts[line])), len(texts))
    signs = np.flatnonzero(
        (size == 0) & (below > 0) & (below < below[0]) & (np.maximum(joint[:, SHARING], joint[:, COPYRIGHT]) >= SURE)
    ).tolist()
    likely = (size * probability)[::-1].cumsum()[::-1] if signs else below
    seen: set[str] = set()
    for line in signs:
        if line >= about:
            break
        little = below[line] <= MOST_BELOW * below[0] and likely[line] < LIKELY_BELOW * below[line]
        if little and texts[line] not in seen and LETTER.search(texts[line]):
            return int(line)
        seen.add(texts[line])
    return about
