"""--report: what it holds, that nothing of the page is markup in it, and how it behaves in a browser."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from newsclean.batch import clean_many
from newsclean.lab.browser import chromium, missing
from newsclean.records import Kind, Page
from newsclean.settings import Settings
from newsclean.writing import DISPLAY_WRITERS

PAGES = Path(__file__).parent / "pages"
NAMES = ("comments-and-teasers", "rtl-hebrew", "japanese", "wire-lynx")
#: What would run, load or restyle something if a report took it for markup.
HOSTILE = (
    "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\"> </td></table></script>"
    " <!-- --> <![CDATA[ <style>*{display:none}</style> &lt;b&gt; javascript:alert(1) \" ' ` <!--pages-->"
    " newsclean-style <meta http-equiv=refresh content='0;url=https://example.org/'> \u202edesrever\u202c \x1b[2J"
)


def report(*pages: Page) -> str:
    stream = io.StringIO()
    settings = Settings(format="report", lines=True)
    DISPLAY_WRITERS["report"](clean_many(pages, settings), stream, settings)
    return stream.getvalue()


def pages() -> list[Page]:
    return [Page(text=(PAGES / name / "dump.txt").read_text("utf-8"), source=f"{name}.txt") for name in NAMES]


def hostile() -> Page:
    text = (PAGES / NAMES[0] / "dump.txt").read_text("utf-8")
    for word in ("Home\n", "Stallholders said", "Marrow Bay to close", "national\n", "Travel\n"):
        text = text.replace(word, f"{HOSTILE} {word}")
    return Page(text=text, source=f"{HOSTILE}.txt", id=HOSTILE, url=f"javascript:{HOSTILE}")


def parsed(document: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(document)


def test_report_is_valid_and_holds_every_line_paragraph_and_removed_run() -> None:
    given = pages()
    tree = parsed(report(*given))
    sections = tree.findall(".//section")
    assert len(sections) == len(given)
    for page, section in zip(given, sections, strict=True):
        (cleaned,) = clean_many([page], Settings(lines=True))
        rows = section.findall(".//tr[@data-kind]")
        numbers = ["".join(row.find("th").itertext()).strip() for row in rows if row.find("th") is not None]
        assert numbers == [str(line.line) for line in cleaned.article.lines]
        shown = ["".join(row.find("td[@class='text']").itertext()) for row in rows if row.find("th") is not None]
        source = page.text.split("\n")
        assert shown == [" ".join(source[line.line - 1].split("\n")).strip() for line in cleaned.article.lines]
        removed = section.findall(".//div[@class='removed-list']/div")
        assert len(removed) == len(cleaned.article.removed)
        assert len(section.findall(".//div[@data-kind]")) == len(removed)
        reasons = {"".join(row.itertext()).strip() for row in rows if row.get("class") == "reason"}
        assert {run.reason for run in cleaned.article.removed} <= reasons | {removed_reason(one) for one in removed}


def removed_reason(block: Any) -> str:
    return "".join(block.findall("div")[-1].itertext())


def test_links_lead_somewhere_and_ids_are_unique() -> None:
    squeezed = Page(text=" ".join((PAGES / NAMES[0] / "dump.txt").read_text("utf-8").split()))
    tree = parsed(report(*pages(), squeezed))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href") for one in tree.iter("a")]
    assert len(links) > 200
    assert all(link[0] == "#" and link[1:] in ids for link in links)


def test_nothing_is_loaded_and_the_policy_allows_the_own_style_and_script_only() -> None:
    document = report(*pages())
    tree = parsed(document)
    for one in tree.iter():
        assert not {"src", "srcset", "action", "data", "style"} & set(one.attrib)
        assert not [name for name in one.attrib if name.startswith("on")]
        assert one.tag not in ("link", "iframe", "object", "embed", "img", "base", "form")
    (policy,) = [one.get("content") for one in tree.iter("meta") if one.get("http-equiv")]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (held,) = re.findall(rf"<{tag}>(.*?)</{tag}>", document, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not re.search(r"\w://|url\(|@import|fetch|XMLHttp", held)
        assert "http" not in held and "url(" not in held and "@import" not in held and "innerHTML" not in held


def test_hostile_pages_stay_text() -> None:
    document = report(hostile(), *pages()[:1])
    tree = parsed(document)
    assert len(list(tree.iter("script"))) == len(list(tree.iter("style"))) == 1
    assert len(list(tree.iter("img"))) == 0
    assert len(list(tree.iter("section"))) == 2
    text = "".join(tree.find(".//main").itertext())
    assert "<script>document.title = 'owned'</script>" in text
    assert "\x1b" not in document


def test_no_page_is_no_report() -> None:
    assert report() == ""
    empty = parsed(report(Page(text="")))
    assert "No article was found" in "".join(empty.find(".//main").itertext())


def test_every_kind_has_a_colour() -> None:
    document = report(Page(text="a"))
    for kind in Kind:
        assert f".k-{kind}" in document


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if reason := missing():
        pytest.skip(reason)
    with chromium(1400, 1000) as window:
        yield window


def opened(browser: Any, tmp_path: Path, document: str, scheme: str = "light") -> Any:
    path = tmp_path / "report.html"
    path.write_text(document, encoding="utf-8")
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(path.as_uri())
    return browser


def every(browser: Any, selector: str) -> list[Any]:
    return [one for one in browser.find_elements("css selector", selector) if one.is_displayed()]


def click(browser: Any, selector: str) -> None:
    browser.find_element("css selector", selector).click()


def target(browser: Any, selector: str, start: str = "") -> Any:
    """The shown target of a link just clicked, whose text starts so: a click returns before the page has moved."""
    from selenium.webdriver.support.wait import WebDriverWait

    def found(browser: Any) -> Any:
        match every(browser, f"{selector}:target"):
            case [one] if one.text.startswith(start):
                return one
        return None

    return WebDriverWait(browser, 10).until(found, f"no {selector}:target that starts with {start!r}")


def test_from_paragraph_to_line_and_back(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, report(*pages()))
    click(browser, "#p1 .pane.article .block.body .where a")
    line = target(browser, "tr")
    assert line.get_attribute("id") == "p1-l36" and "The town of Marrow Bay" in line.text
    box = line.rect
    assert (
        browser.execute_script("return scrollY") <= box["y"] <= browser.execute_script("return scrollY + innerHeight")
    )
    line.find_element("css selector", "a").click()
    target(browser, ".block", "line 36 body")
    # The words themselves lead there too, and to what is not shown yet.
    click(browser, "#p1 tr.line.removed .text")
    block = target(browser, ".pane.removed .block")
    assert "short menu-like lines" in block.text
    assert every(browser, "#p1 .pane.removed")


def test_filter_by_kind(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, report(*pages()))
    before = len(every(browser, "#p1 tr.line"))
    menus = len(every(browser, '#p1 tr.line[data-kind="navigation"]'))
    assert menus > 10
    click(browser, '#kinds input[value="navigation"]')
    assert not every(browser, '[data-kind="navigation"]')
    assert len(every(browser, "#p1 tr.line")) == before - menus
    click(browser, "#all")
    assert len(every(browser, "#p1 tr.line")) == before
    click(browser, "#doubtful")
    doubtful = every(browser, "#p1 tr.line")
    assert 0 < len(doubtful) < before
    assert all(float(row.find_element("css selector", ".sure").text) <= 0.5 for row in doubtful)


def test_panes_stand_beside_each_other(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, report(*pages()))
    assert [len(every(browser, f"#p1 .pane.{name}")) for name in ("lines", "article", "removed")] == [1, 1, 0]
    click(browser, "button[data-pane=lines]")
    click(browser, "button[data-pane=removed]")
    article, removed = (every(browser, f"#p1 .pane.{name}")[0].rect for name in ("article", "removed"))
    assert article["x"] + article["width"] <= removed["x"]
    assert abs(article["y"] - removed["y"]) < 2


def test_keys_alone(browser: Any, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    opened(browser, tmp_path, report(*pages()))
    body = browser.find_element("css selector", "body")

    def hash_after(key: str) -> str:
        browser.switch_to.active_element.send_keys(key)
        return str(browser.execute_script("return location.hash"))

    body.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "To the index of pages"
    assert hash_after(Keys.ENTER) == "#index"
    assert hash_after("j") == "#p1-l1"
    assert hash_after("j") == "#p1-l30"
    assert hash_after("k") == "#p1-l1"
    assert hash_after("n") == "#p1"
    assert hash_after("n") == "#p2"
    assert hash_after("p") == "#p1"
    # What can be clicked can be reached with the tabulator, and a box be unticked with the space bar.
    opened(browser, tmp_path, report(*pages()))
    reached = set()
    for _ in range(60):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        active = browser.switch_to.active_element
        reached.add(active.get_attribute("data-pane"))
        if active.get_attribute("value") == "navigation":
            active.send_keys(Keys.SPACE)
            break
    assert {"lines", "article", "removed"} <= reached
    assert not every(browser, '[data-kind="navigation"]')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser: Any, tmp_path: Path, scheme: str) -> None:
    checker = pytest.importorskip("axe_core_python.selenium", reason="axe-core-python is in the extra newsclean[dev]")
    opened(browser, tmp_path, report(*pages()[:2]), scheme)
    click(browser, "button[data-pane=removed]")
    found = checker.Axe().run(browser)
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_a_hostile_report_runs_and_loads_nothing(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, report(hostile()))
    browser.get_log("performance")
    browser.refresh()
    assert browser.title == "newsclean report"
    assert browser.get_log("browser") == []  # neither errors of the script, nor anything that the policy refused
    requested = re.findall(r'"Network.requestWillBeSent".*?"url":"([^"]+)"', str(browser.get_log("performance")))
    assert {url.partition(":")[0] for url in requested} <= {"file"}
    assert every(browser, "tr.line")


def test_pictures(browser: Any, tmp_path: Path) -> None:
    """Light and dark are two pictures, and both show something."""
    sizes = []
    for scheme in ("light", "dark"):
        opened(browser, tmp_path, report(*pages()), scheme)
        picture = tmp_path / f"{scheme}.png"
        assert browser.save_screenshot(str(picture))
        sizes.append(picture.read_bytes())
        colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert colour == {"light": "rgb(255, 255, 255)", "dark": "rgb(13, 17, 23)"}[scheme]
    assert sizes[0] != sizes[1] and min(map(len, sizes)) > 20_000
