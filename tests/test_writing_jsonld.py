"""JSON-LD, read back by rdflib as RDF and held against the terms of schema.org."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from rdflib import RDF, SDO, Graph, Literal, URIRef
from rdflib.term import Node

from newsclean.records import Article, Caption, Cleaned, Comment
from newsclean.writing.values import legal
from tests.hostile import ANY, FAILURE, FULL, NO_ARTICLE, TEXTS, page, written

#: rdflib's reader of JSON-LD uses what rdflib itself gave up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

#: What https://schema.org/docs/jsonldcontext.json says of the terms that are used here: no network in tests.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
    "dateModified": {"@type": "Date"},
    "dateCreated": {"@type": "Date"},
}
#: Properties of schema.org's types, with those of the types above them, as far as they can be known from a page
#: (https://schema.org/NewsArticle, Comment, ImageObject, Person).
PROPERTIES = {
    "NewsArticle": {
        "articleBody", "articleSection", "author", "backstory", "comment", "commentCount", "copyrightNotice",
        "creditText", "dateline", "dateModified", "datePublished", "description", "headline", "identifier", "image",
        "inLanguage", "isBasedOn", "keywords", "mainEntityOfPage", "url", "wordCount",
    },
    "Comment": {"author", "dateCreated", "downvoteCount", "text", "upvoteCount"},
    "ImageObject": {"caption", "creditText"},
    "Person": {"name"},
}  # fmt: skip


def graph(document: dict[str, Any]) -> Graph:
    """The triples of a document, read with the context above in place of the one it names."""
    assert document["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps(document | {"@context": CONTEXT}), format="json-ld")


def check(document: dict[str, Any]) -> Graph:
    """Every property is one of schema.org, and one of the type of what has it."""
    triples = graph(document)
    for subject, predicate, value in triples:
        if predicate == RDF.type:
            assert str(value).removeprefix(str(SDO)) in PROPERTIES
            continue
        name = str(predicate).removeprefix(str(SDO))
        assert name in SDO
        kind = str(triples.value(subject, RDF.type)).removeprefix(str(SDO))
        assert name in PROPERTIES[kind], f"{kind} has no {name}"
    return triples


def values(triples: Graph, subject: Node, name: str) -> set[str]:
    return {str(value) for value in triples.objects(subject, SDO[name])}


def test_a_page() -> None:
    text = written(FULL, format="jsonld")
    document = json.loads(text)
    assert text == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    triples = check(document)
    (article,) = triples.subjects(RDF.type, SDO.NewsArticle)
    expected = {
        "identifier": {"7"},
        "headline": {"Bridge closed"},
        "description": {"In short."},
        "articleSection": {"Local"},
        "dateline": {"MARROW BAY"},
        "creditText": {"By ADA EXAMPLE and BO SAMPLE"},
        "keywords": {"bridges", "weather"},
        "inLanguage": {"en"},
        "commentCount": {"5"},
        "copyrightNotice": {"© 2024 Example"},
        "articleBody": {FULL.article.text},
    }
    assert {name: values(triples, article, name) for name in expected} == expected
    assert triples.value(article, SDO.url) == URIRef("https://news.example/a?b=1&c=2")
    assert triples.value(article, SDO.datePublished) == Literal("2024-05-03T14:05+09:00", datatype=SDO.Date)
    assert document["author"] == [{"@type": "Person", "name": name} for name in FULL.article.authors]
    assert document["image"] == [{"@type": "ImageObject", "caption": "The bridge.", "creditText": "A. Photographer"}]
    assert document["comment"][0] == {
        "@type": "Comment",
        "author": {"@type": "Person", "name": "Reader"},
        "dateCreated": "2024-05-05",
        "upvoteCount": 3,
        "downvoteCount": 1,
        "text": "Well said.\n\nTruly.",
    }


def test_what_is_not_known_is_not_there() -> None:
    bare = Article(date="yesterday", url="javascript:alert(1)", captions=[Caption("")], comments=[Comment("", "", "x")])
    document = json.loads(written(Cleaned(bare, []), format="jsonld"))
    assert document == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "image": [{"@type": "ImageObject"}],
        "comment": [{"@type": "Comment", "text": "x"}],
        "articleBody": "",
    }


def test_several_pages_are_an_array() -> None:
    array = json.loads(written(FULL, FAILURE, NO_ARTICLE, format="jsonld"))
    assert [document["identifier"] for document in array] == ["7", "n"]
    assert array[1]["articleBody"] == ""
    assert written(FAILURE, format="jsonld") == "" and written(FAILURE, FAILURE, format="jsonld") == "[]\n"


def holds(text: str) -> None:
    document = json.loads(written(page(text, url="http://x.example/"), format="jsonld"))
    triples = check(document)
    (article,) = triples.subjects(RDF.type, SDO.NewsArticle)
    assert values(triples, article, "articleBody") == {legal(f"{text}\n\n{text}")}
    assert values(triples, article, "dateline") == ({legal(text)} if legal(text) else set())
    assert document["comment"][0]["text"] == legal(f"{text}\n\n{text}")


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_stay_text(text: str) -> None:
    holds(text)


@given(ANY)
@settings(max_examples=50, deadline=None)
def test_any_text_stays_text(text: str) -> None:
    holds(text)
