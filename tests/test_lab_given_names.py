"""The list of given names that ships is the one that the lab makes."""

from __future__ import annotations

import pytest

from newsclean.fields.people.names import is_given
from newsclean.shipped import text


def test_the_list_is_what_the_command_writes() -> None:
    pytest.importorskip("faker", reason="a library of the lab")
    from newsclean.lab.given_names import table

    shipped, made = text("given_names.txt"), table()
    if shipped.split("\n")[1] != made.split("\n")[1]:
        pytest.skip(f"the list was made with another Faker: {shipped.splitlines()[1]}")
    assert shipped == made


@pytest.mark.parametrize("name", ["Ann", "Łucja", "Jean-Pierre", "Иван", "Γιώργος", "Ayşe", "Sibusiso", "ÉLODIE"])
def test_given_names(name: str) -> None:
    assert is_given(name)


@pytest.mark.parametrize("word", ["Correspondent", "Reading", "Agentur", "Meistgelesen", ""])
def test_other_words(word: str) -> None:
    assert not is_given(word)
