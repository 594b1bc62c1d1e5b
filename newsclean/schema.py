"""The JSON Schema of the output, made from `Article`.

The package ships it as `data/article.schema.json`. After a change of the records write it anew:

    python -m newsclean.schema > newsclean/data/article.schema.json
"""

from __future__ import annotations

from typing import Any

import msgspec

from newsclean.records import Article
from newsclean.shipped import text

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: A day, or a time of it with or without seconds and offset.
MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2})?)?$"

#: What each key holds, as the contract says it.
DESCRIPTIONS = {
    "id": "the record's id, where the input gives one",
    "source": "name of the file, also of an archive, or `-` for standard input",
    "url": "the page's address, if known",
    "fetched": "when the page was fetched (ISO 8601), where the archive tells",
    "input": "the form of the page: `text` or `html`",
    "language": "ISO 639-1 code",
    "title": "the headline",
    "standfirst": "the summary between headline and text",
    "section": "the part of the site or the kicker above the headline, as printed",
    "dateline": "place, and agency, with which the report begins, as printed: alone or at the start of a paragraph",
    "authors": "names of persons, without `By`, roles, agencies and addresses; of HTML pages whose markup names only "
    "an agency or the site, that",
    "byline": "the byline as printed",
    "date": "time of publication in ISO 8601: a day, or a minute or second, with offset where the page prints one",
    "date_modified": "time of the last change, written like `date`",
    "text": "standfirst, subheadings and body paragraphs joined by blank lines; empty if there is no article",
    "paragraphs": "the parts of `text`, in page order",
    "captions": "captions of pictures, charts and videos, `credit` apart; `text` is empty if only a credit is printed",
    "comments": "readers' comments in page order; `date` is written like the article's",
    "comment_count": "the number of comments that the page itself states",
    "tags": "topics, one each",
    "related": "headlines of other stories, without labels and dates",
    "copyright": "copyright notices, each once",
    "confidence": "how far to trust this result",
    "removed": "runs of lines that are neither text nor a field, with the evidence that decided",
    "lines": "every line's kind; null unless asked for",
}


def build() -> dict[str, Any]:
    """The schema of one document: every key is required, and there are no others."""
    _, definitions = msgspec.json.schema_components([Article], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        definition.pop("description", None)
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition["additionalProperties"] = False
            for member in definition["properties"].values():
                member.pop("default", None)
    article = definitions.pop("Article")
    for key, description in DESCRIPTIONS.items():
        article["properties"][key]["description"] = description
    article["properties"]["confidence"] |= {"minimum": 0, "maximum": 1}
    article["properties"]["input"]["enum"] = ["text", "html"]
    moment = [article["properties"][key] for key in ("date", "date_modified")]
    for member in [*moment, definitions["Comment"]["properties"]["date"]]:
        for choice in member["anyOf"]:
            if choice["type"] == "string":
                choice["pattern"] = MOMENT
    header = {"$schema": DIALECT, "description": "One page cleaned by newsclean."}
    document: dict[str, Any] = header | article | {"title": "newsclean article", "$defs": definitions}
    return document


def rendered() -> str:
    """The schema as the file holds it."""
    return msgspec.json.format(msgspec.json.encode(build()), indent=2).decode() + "\n"


def shipped() -> str:
    """The schema file of the package."""
    return text("article.schema.json")


if __name__ == "__main__":
    print(rendered(), end="")
