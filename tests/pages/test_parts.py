"""The parts of a page hold what they are given, escaped, and mean the same to eye and ear."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from amends.pages import Paragraph, nested, render
from amends.pages.page import _environment
from amends.pages.wording import share
from amends.problems import visible

HOSTILE: Final = (
    '<script>alert("x")</script>',
    "</td></table><h1>taken over</h1>",
    "\" onmouseover='alert(1)' x=\"",
    "&lt;b&gt; & &amp;",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnorw\u202c \u2067abc",
    "\x00\x1b[31m\ud800",
)


def part(call: str, **values: object) -> str:
    """What a call of one of the parts makes, as a template of the package would get it."""
    shared = _environment("amends.pages")
    source = '{% from "pages/parts.html" import written, outside_link, summary, table, bar,'
    source += " prose, references, contents %}{{ " + call + " }}"
    return shared.from_string(source).render(values)


class _Read(HTMLParser):
    """The text of some HTML, and the elements in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said, self.elements = "", list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_from_outside_is_only_ever_text(text: str) -> None:
    read = _Read(part("written(text)", text=text))
    assert read.elements == ["bdi"]
    assert read.said.strip() == visible(text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "call",
    [
        'table(text, [text, "n"], [(text, 1)])',
        "summary([(text, text)])",
        'references([text], 2, "a file")',
        'contents([("there", text)])',
        'outside_link("https://law.example/", text)',
    ],
)
def test_no_part_lets_a_text_become_an_element(call: str, text: str) -> None:
    harmless = _Read(part(call, text="harmless"))
    assert _Read(part(call, text=text)).elements == harmless.elements


@given(st.text())
def test_what_cannot_be_seen_is_named(text: str) -> None:
    seen = visible(text)
    assert seen.encode("utf-8").decode("utf-8") == seen
    assert all(character.isprintable() or character.isspace() for character in seen)
    assert visible(seen) == seen


def test_a_mark_that_turns_the_text_round_is_named() -> None:
    assert visible("theft \u202e 3") == "theft [U+202E] 3"


def test_a_link_goes_to_the_web_or_nowhere() -> None:
    assert "href" in part('outside_link("https://law.example/1", "the law")')
    for address in ("javascript:alert(1)", "data:text/html,x", "", "//law.example"):
        assert _Read(part("outside_link(address, 'the law')", address=address)).elements == []


def test_a_table_says_its_columns_to_those_who_hear_it_and_on_a_narrow_screen() -> None:
    text = part('table("Rows", ["File", "Rows", "Why"], [("a.csv", 12345, "since")])')
    assert '<th scope="col" role="columnheader" class="number">Rows</th>' in text
    assert '<th scope="row" role="rowheader">a.csv</th>' in text
    assert '<td role="cell" class="number" data-column="Rows">12,345</td>' in text
    assert '<td role="cell" data-column="Why">since</td>' in text


def test_a_table_without_rows_is_nothing() -> None:
    assert part('table("Rows", ["File"], [])').strip() == ""


def test_a_bar_says_its_share_in_words_too() -> None:
    assert part("bar(1, 3)") == (
        '<span class="share">33%</span><span class="bar" style="inline-size: 33.3%"></span>'
    )
    assert part("bar(0, 0)") == '<span class="share">0%</span>'


@pytest.mark.parametrize(
    ("some", "whole", "said"),
    [
        (0, 0, "0%"),
        (0, 9, "0%"),
        (1, 10_000, "under 1%"),
        (9_999, 10_000, "over 99%"),
        (9, 9, "100%"),
        (1, 3, "33%"),
    ],
)
def test_a_share_is_none_or_all_only_where_it_is(some: int, whole: int, said: str) -> None:
    assert share(some, whole) == said


def test_lines_nest_by_their_depth_and_none_is_lost() -> None:
    lines = [(0, "first"), (1, "a"), (2, "a1"), (1, "b"), (0, ""), (0, "last"), (2, "deep")]
    assert nested(lines) == (
        Paragraph("first", (Paragraph("a", (Paragraph("a1"),)), Paragraph("b"))),
        Paragraph("last", (Paragraph("deep"),)),
    )


def test_references_say_how_many_more_there_are_and_where() -> None:
    assert _Read(part('references(["A/1", "A/2"], 0, "x.csv")')).said.strip() == "A/1, A/2"
    more = _Read(part('references(["A/1"], 1200, "x.csv")')).said
    assert more.strip() == "A/1 and 1,200 more; see x.csv"


def test_a_page_that_lacks_a_value_is_never_made() -> None:
    with pytest.raises(UndefinedError):
        render("amends.runs", "report.html", {})


def test_a_template_of_any_name_is_escaped() -> None:
    shared = _environment("amends.pages")
    assert shared.autoescape is True
    assert shared.undefined is StrictUndefined
    plain = Environment(loader=DictLoader({"a": "{{ x }}"}), autoescape=shared.autoescape)
    assert plain.get_template("a").render(x="<") == "&lt;"
