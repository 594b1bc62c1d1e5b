"""What the model makes of single words and of pairs: the candidates for `data/telling_words.txt`.

    python -m newsclean.lab.telling                    # kind, probability and words of all candidates
    python -m newsclean.lab.telling --check            # words of the list that are so no more

The model is asked for a page of one line that says only this, and is otherwise like the mean of the training.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np

from newsclean.evidence import telling_words
from newsclean.records import ARTICLE_KINDS, Kind
from newsclean.tagger import KINDS, Seen, Tagger, default_tagger

#: The least probability of a candidate; lower where a kind is rare in the training and the model seldom sure.
LEAST, LEAST_OF = 0.4, {Kind.AUTHOR_BIO: 0.1, Kind.COMMENT: 0.1}


def probabilities(tagger: Tagger, entries: list[int], pair: int = 0) -> dict[Kind, float]:
    """The probability of each kind for a line of one or two words, given as entries of the embedding."""
    bigrams = np.zeros(len(entries), np.int64)
    bigrams[0] = pair
    seen = Seen(tagger.mean[None, :], np.array(entries), bigrams, np.zeros(len(entries), np.int32))
    logits = tagger.judge(seen)[0, 1:]
    share = np.exp(logits - logits.max())
    return dict(zip(KINDS, (share / share.sum()).tolist(), strict=True))


def of_words(tagger: Tagger, words: str) -> dict[Kind, float]:
    """The same for a word or a pair of words; empty if the model does not know them."""
    entries = [tagger.entry(word) for word in words.split(" ")]
    pair = tagger.entry(words) if len(entries) == 2 else 0
    return probabilities(tagger, entries, pair) if all(entries) and (pair or len(entries) == 1) else {}


def candidates(tagger: Tagger) -> Iterator[tuple[Kind, float, str]]:
    """All words and pairs of the model that speak for a kind of junk: kind, probability, words."""
    for words in tagger.vocabulary():
        found = of_words(tagger, words)
        kind = max(set(found) - ARTICLE_KINDS, key=lambda one: (found[one], one))
        if found[kind] >= LEAST_OF.get(kind, LEAST):
            yield kind, found[kind], words


def outdated(tagger: Tagger) -> list[str]:
    """Words of the list that the model knows and takes for their kind no more, as "kind: words"."""
    return [
        f"{kind}: {words}"
        for kind, listed in telling_words().items()
        for words in listed
        if (found := of_words(tagger, words)) and found[kind] < LEAST_OF.get(kind, LEAST)
    ]


def main() -> None:
    """Print the candidates, or what is outdated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only words of the list that are so no more")
    if parser.parse_args().check:
        print(*outdated(default_tagger()), sep="\n")
        return
    for kind, probability, words in sorted(candidates(default_tagger())):
        print(f"{kind}\t{probability:.2f}\t{words}")


if __name__ == "__main__":
    main()
