"""Fuzzing as far as it is the same each time: the seeds, what was found so far, and bytes made from both."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import Findings
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, TooSlow, in_time
from tests.hostile import MARKUP, TEXTS

CASES = sorted(path for path in (Path(__file__).parent / "cases").glob("*/*"))
#: What is put between the pieces of seeds.
TOKENS = st.sampled_from(
    [b"\n", b"\r\n", b"\0", b"\xff\xfe", b"\x1b[2J", b"<", b"&#", b"{", b"](", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0", b" "]
    + [text.encode("utf-8", "replace") for text in TEXTS]
)


@st.composite
def inputs(draw: st.DrawFn, target: str) -> bytes:
    """Bytes of any kind, or pieces of seeds in any order with other bytes between them."""
    if draw(st.integers(0, 3)) == 0:
        return draw(st.binary(max_size=300) | MARKUP.map(lambda text: text.encode("utf-8", "surrogatepass")))
    made = b""
    for _ in range(draw(st.integers(1, 4))):
        seed = draw(st.sampled_from(seeds(target)))
        start = draw(st.integers(0, len(seed)))
        piece = seed[start : start + draw(st.integers(0, 3000))]
        made += piece * draw(st.sampled_from([1, 1, 1, 7])) + draw(TOKENS | st.binary(max_size=8))
    return made[:20_000]


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    for data in seeds(name):
        TARGETS[name](data)


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_stays_mended(case: Path) -> None:
    TARGETS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_made_inputs(name: str) -> None:
    @settings(derandomize=True, database=None, max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(inputs(name))
    def run(data: bytes) -> None:
        TARGETS[name](data)

    run()


def test_time_is_an_oracle() -> None:
    with pytest.raises(TooSlow), in_time(-41_000):
        pass


def test_findings_are_kept_once_a_place_and_small(tmp_path: Path) -> None:
    findings = Findings(tmp_path / "lines")
    for data in (b"long", b"s", b"longer"):
        try:
            raise ValueError(data)
        except ValueError as error:
            findings.keep(error, data)
    kept = [path for path in (tmp_path / "lines").iterdir() if path.suffix != ".txt"]
    assert [path.read_bytes() for path in kept] == [b"s"]
