"""The model file: what is refused, that numpy and torch agree, and that answers do not depend on history."""

from __future__ import annotations

import io
from importlib import resources
from typing import Any

import numpy as np
import pytest

import newsclean
from newsclean.errors import ModelError
from newsclean.features import encode
from newsclean.lines import split_lines
from newsclean.tagger import KINDS, MODEL_FILE, Tagger, default_tagger
from newsclean.tokens import LINE, TokenTable, tokenize
from tests.test_lines import PARAGRAPHS

DATA = resources.files("newsclean").joinpath("data", MODEL_FILE).read_bytes()
PAGE = "\n\n".join(["Home", "News", "Marrow Bay ferry is late again", *PARAGRAPHS, "© 2024 The Bell"])


def rewritten(**changes: Any) -> bytes:
    """The model file with arrays replaced."""
    with np.load(io.BytesIO(DATA)) as archive:
        arrays = {name: archive[name] for name in archive.files}
    out = io.BytesIO()
    np.savez(out, **(arrays | changes))
    return out.getvalue()


def described(**changes: str) -> bytes:
    with np.load(io.BytesIO(DATA)) as archive:
        text = archive["description"].tobytes().decode()
    for old, new in changes.items():
        text = text.replace(f'"{old}"', f'"{new}"', 1)
    return rewritten(description=np.frombuffer(text.encode(), np.uint8))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "damaged"),
        (b"not an archive", "damaged"),
        (DATA[:5000], "damaged"),
        (rewritten(description=np.frombuffer(b"{}", np.uint8)), "damaged"),
        (described(characters="letters"), "other features"),
        (described(headline="title"), "other kinds"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Tagger(data)


def test_nothing_is_unpickled() -> None:
    with pytest.raises(ModelError, match="damaged"):
        Tagger(rewritten(mean=np.array([{"an": "object"}], dtype=object)))


def test_the_shipped_file_is_small_and_says_what_it_is() -> None:
    assert len(DATA) <= 2_000_000
    card = default_tagger().description.card
    assert {"command", "seeds", "sources", "labels", "pages"} <= set(card)


def test_probabilities() -> None:
    scores = default_tagger().scores(split_lines(PAGE))
    assert scores.keep.shape == (len(split_lines(PAGE)),)
    assert ((scores.keep >= 0) & (scores.keep <= 1)).all()
    assert scores.kinds.sum(axis=1) == pytest.approx(2)
    assert default_tagger().scores([]).keep.shape == (0,)


def test_answers_do_not_depend_on_what_was_read_before() -> None:
    lines = split_lines(PAGE)
    fresh = Tagger(DATA)
    before = fresh.scores(lines)
    for limit in (200_000, 5000, 100, 0):
        fresh._table().limit = limit
        fresh.scores(split_lines("\n".join(f"word{n} Wort{n} 字 {n}" for n in range(3000))))
        after = fresh.scores(lines)
        assert (before.keep == after.keep).all() and (before.kinds == after.kinds).all()


def test_pieces_of_words_are_not_in_the_vocabulary() -> None:
    # "বাংলা" stands in menus of languages.
    paragraph = "সোমবার সকাল থেকে বন্দরের ফেরি বন্ধ আছে, কারণ ইঞ্জিনে আগুন লেগেছিল। যন্ত্রাংশ আসতে দেরি হবে।"
    page = "\n\n".join(["বন্দরের ফেরি বন্ধ", *[f"{paragraph} {number}" for number in range(5)], "© 2024 বন্দর"])
    assert paragraph in newsclean.clean(page).text


def test_threads_get_the_same_answers() -> None:
    from concurrent.futures import ThreadPoolExecutor

    pages = [split_lines(PAGE.replace("ferry", f"ferry number {n}")) for n in range(24)]
    alone = [Tagger(DATA).scores(page).keep for page in pages]
    shared = Tagger(DATA)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda page: shared.scores(page).keep, pages * 4))
    for number, keep in enumerate(together):
        assert (keep == alone[number % len(pages)]).all()


def test_long_pages_are_tagged_in_windows() -> None:
    lines = split_lines("\n\n".join(f"{text} {n}" for n in range(900) for text in PARAGRAPHS))
    assert len(lines) > 6000
    assert default_tagger().scores(lines).keep.shape == (len(lines),)


def test_numpy_and_torch_agree() -> None:
    torch = pytest.importorskip("torch", reason="torch is in the extra newsclean[lab]")
    from newsclean.features import NAMES, encode
    from newsclean.lab.batches import Trained
    from newsclean.lab.model import pack
    from newsclean.lab.network import Network
    from newsclean.lab.vocabulary import Vocabulary
    from newsclean.tokens import SHAPES, TokenTable

    torch.manual_seed(1)
    words = ["ferry", "harbour", "the", "master"]
    pairs = np.array([2 * 4 + 0, 2 * 4 + 1])
    entries = 1 + SHAPES + len(words) + len(pairs)
    network = Network(entries, len(NAMES), len(KINDS), hidden=64, embedding=24, dropout=0.2).eval()
    mean, deviation = np.zeros(len(NAMES), np.float32), np.ones(len(NAMES), np.float32)
    table = TokenTable(words)
    lines = split_lines(PAGE)
    encoded = encode(lines, table)
    vocabulary = Vocabulary(words, pairs, table.entry, table.shape(np.arange(len(table))))
    trained = Trained(network, vocabulary, mean, deviation, np.ones(len(KINDS), np.float32))
    tagger = Tagger(pack([trained], {}))
    # What the file holds is rounded to 8 bits: compare with a network that is rounded alike.
    member = tagger._members[0].weights
    network.load_state_dict({name: torch.from_numpy(member[name].copy()) for name in network.state_dict()})
    entries, bigrams = vocabulary.look_up(encoded)
    owners = np.concatenate([encoded.owner, encoded.owner]).astype(np.int64)
    with torch.no_grad():
        wanted = network(
            torch.from_numpy(np.clip(encoded.matrix, -4, 4)[None]),
            torch.from_numpy(np.concatenate([entries, bigrams])),
            torch.from_numpy(owners),
            torch.ones(1, len(lines)),
        )[0].numpy()
    tagger_table = tagger._table()
    assert tagger.judge(tagger._look(encode(lines, tagger_table), tagger_table)) == pytest.approx(wanted, abs=1e-4)


@pytest.mark.parametrize("text", [*PARAGRAPHS, "a_b\u2028c  d\te\xa0“f’”", "1.5—x", "\u0301 é ́x", "№ 5 ①² ٣", "🚢 ok"])
def test_a_text_has_the_same_tokens_whatever_script_is_beside_it(text: str) -> None:
    assert [*tokenize([text]), LINE, "港"] == tokenize([text, "港"])


def test_what_begins_a_line_among_the_tokens_is_none_of_a_text() -> None:
    assert tokenize(["a\0b", "c"]) == [LINE, "a", "b", LINE, "c"]
    assert tokenize(["\0", "c"]) == [LINE, "\ufffd", LINE, "c"]


def test_features_do_not_depend_on_the_pieces_they_are_summed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = split_lines("The ferry was late.\nHome | News\n\n3 May 2024\n" + "a " * 50)
    whole = encode(lines, TokenTable()).matrix
    for size in (1, 7):
        monkeypatch.setattr("newsclean.features._PIECE", size)
        assert (encode(lines, TokenTable()).matrix == whole).all()
