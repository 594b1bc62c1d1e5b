"""What stands among the paragraphs of an article and is none of it."""

from __future__ import annotations

import pytest

from newsclean.lines import split_lines
from newsclean.prompts import put_prompts
from newsclean.records import Kind

PARAGRAPH = "The ferry to Marrow Bay was late again on Tuesday, and nobody was surprised."


def kinds_of(*between: str, kind: Kind = Kind.BODY) -> list[Kind]:
    """The kinds of lines between two paragraphs that all were taken for text."""
    lines = split_lines("\n\n".join([PARAGRAPH, *between, PARAGRAPH]))
    kinds = [Kind.BODY, *[kind] * len(between), Kind.BODY]
    put_prompts(lines, kinds)
    assert kinds[0] is kinds[-1] is Kind.BODY
    return kinds[1:-1]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ADVERTISEMENT", Kind.ADVERTISEMENT),
        ("– Advertisement - Scroll to continue –", Kind.ADVERTISEMENT),
        ("REKLAM", Kind.ADVERTISEMENT),
        ("Реклама:", Kind.ADVERTISEMENT),
        ("विज्ञापन", Kind.ADVERTISEMENT),
        ("[広告]", Kind.ADVERTISEMENT),
        ("La suite après cette publicité", Kind.ADVERTISEMENT),
        ("Advertisement is the oldest trade of the harbour", Kind.BODY),
        ("Learn more", Kind.ADVERTISEMENT),
        ("Related: Eggs are dear again in Marrow Bay", Kind.RELATED),
        ("Main article: Harbours of the north", Kind.RELATED),
        ("Related work is done at night", Kind.BODY),
        ("If you buy an oar through our links, we may earn a small commission.", Kind.LEGAL),
        ("Marrow.com earns commissions from some of these shops.", Kind.LEGAL),
        ("Agents of the harbour earn a commission of two oars.", Kind.BODY),
        ("— Ann Bell (@annbell) May 3, 2024", Kind.SHARING),
        ("[Buy now]", Kind.ADVERTISEMENT),
        ("Jetzt kaufen »", Kind.ADVERTISEMENT),
        ("Voir l’offre", Kind.ADVERTISEMENT),
        ("$110 at Bell & Sons", Kind.ADVERTISEMENT),
        ("£349 Now £325 on Marrow", Kind.ADVERTISEMENT),
        ("Check Price - Marrow", Kind.ADVERTISEMENT),
        ("Learn more:", Kind.BODY),
        ("Learn more about the harbour", Kind.BODY),
        ("$110 at the harbour", Kind.BODY),
        ("Get started with a small boat", Kind.BODY),
        ("Read also: Eggs are dear again", Kind.RELATED),
        (">> READ MORE: Eggs are dear again.", Kind.RELATED),
        ("À lire aussi Les œufs sont chers", Kind.RELATED),
        ("İLGİLİ HABER: Yumurta fiyatları arttı", Kind.RELATED),
        ("यह भी पढ़ें: बारिश के बाद सब्जियों के दाम बढ़े", Kind.RELATED),
        ("延伸閱讀：大雨過後菜價飆漲", Kind.RELATED),
        ("Artículo anteriorLos huevos están caros", Kind.RELATED),
        ("Lire l'enquête : Les œufs sont chers", Kind.RELATED),
        ("이 기사를 공유합니다", Kind.SHARING),
        ("ख़बर सुनें", Kind.SHARING),
        ("Artikel anhören", Kind.SHARING),
        ("▶ Ouvir notícia", Kind.SHARING),
        ("View this post on Instagram", Kind.SHARING),
        ("A post shared by Ann Bell (@bell)", Kind.SHARING),
        ("A post on Instagram shared the list of late boats.", Kind.BODY),
        ("Haberi dinle ve paylaş, dedi liman başkanı.", Kind.BODY),
        ("Read more than one of them, the harbour master says", Kind.BODY),
        ("Read also The Bell, which said so long before.", Kind.BODY),
        ("Lee más libros que nadie", Kind.BODY),
        ("Lesedauer: 4 Minuten", Kind.OTHER),
        ("3 min read", Kind.OTHER),
        ("5 min.", Kind.BODY),
        ("Sign up to our newsletter and get the news of the harbour every morning.", Kind.SIGNUP),
        ("Tilaa uutiskirjeemme ja saat sataman uutiset joka aamu.", Kind.SIGNUP),
        ("Prenumeruokite mūsų naujienlaiškį ir gaukite uosto naujienas el. paštu.", Kind.SIGNUP),
        ("Limanın haberleri için bültenimize abone olun!", Kind.SIGNUP),
        ("بندرگاہ کی خبروں کے لیے ہمارا نیوز لیٹر سبسکرائب کریں۔", Kind.SIGNUP),
        ("আরও খবর পেতে আমাদের নিউজলেটার সাবস্ক্রাইব করুন।", Kind.SIGNUP),
        ("港の知らせはメールマガジンに登録してご覧ください。", Kind.SIGNUP),
        ("“Sign up to our newsletter”, the harbour master says to everybody.", Kind.BODY),
        ("The newsletter of the harbour has 1,200 readers.", Kind.BODY),
        ("Прочетете още: Яйцата пак поскъпнаха", Kind.RELATED),
        ("Preberite tudi: Jajca so spet dražja", Kind.RELATED),
        ("Loe ka: Munad on jälle kallid", Kind.RELATED),
        ("Կարդացեք նաև՝ Ձվերը նորից թանկ են", Kind.RELATED),
        ("[관련기사] 다시 비싸진 달걀", Kind.RELATED),
        ("Từ khóa: trứng gà, bến cảng", Kind.TAGS),
        ("குறிச்சொற்கள்:", Kind.TAGS),
        ("Tags: they are what the harbour master writes on eggs.", Kind.BODY),
    ],
)
def test_one_line(line: str, kind: Kind) -> None:
    assert kinds_of(line) == [kind]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["Read also:", "Eggs are dear again"], [Kind.RELATED, Kind.RELATED]),
        (["Read also:", "The harbour master did not read it."], [Kind.RELATED, Kind.BODY]),
        (["Read more", "Eggs are dear again"], [Kind.RELATED, Kind.BODY]),
    ],
)
def test_the_headline_below_a_prompt(lines: list[str], kinds: list[Kind]) -> None:
    assert kinds_of(*lines) == kinds


def test_the_headline_below_a_prompt_that_the_model_knows() -> None:
    lines = split_lines("\n\n".join([PARAGRAPH, "Read also:", "Eggs are dear again", PARAGRAPH]))
    kinds = [Kind.BODY, Kind.RELATED, Kind.BODY, Kind.BODY]
    put_prompts(lines, kinds)
    assert kinds == [Kind.BODY, Kind.RELATED, Kind.RELATED, Kind.BODY]


def test_a_heading_of_a_part_is_no_prompt() -> None:
    assert kinds_of("See also", kind=Kind.SUBHEADING) == [Kind.SUBHEADING]
    assert kinds_of("See also:", kind=Kind.SUBHEADING) == [Kind.RELATED]
