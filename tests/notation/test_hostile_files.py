"""A hostile or broken file gets a problem: no traceback, no hang, no endless recursion."""

from contextlib import suppress

import pytest

from amends.notation import read
from amends.problems import ProblemsFound

HEAD = """scheme        Lamplighters (Relief) Act 1931
id            lamplighters-relief-1931
citation      1931 c. 99
jurisdiction  Nowhere
status        enacted
in force      always
matter        conviction
effect        pardon by operation of law, where section 1  pardoned
of the conviction
  recorded  on duty  yes or no
  recorded  convicted  date
"""
PART = HEAD + "section 1  pardoned\n"
RIGHT = PART + "  on duty\n"


def codes(text: str | bytes) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read(text, "hostile.scheme")
    return [problem.code for problem in found.value.problems]


def test_a_byte_order_mark_and_line_ends_of_another_system_are_read() -> None:
    assert read(b"\xef\xbb\xbf" + RIGHT.encode(), "x") == read(RIGHT, "x")
    assert read("\ufeff" + RIGHT.replace("\n", "\r\n"), "x") == read(RIGHT, "x")


@pytest.mark.parametrize("text", ["", "\n\n", "  \n", "-- a comment\n"])
def test_an_empty_file_is_told_as_such(text: str) -> None:
    assert codes(text) == ["empty-file"]


def test_bytes_that_are_no_text_are_placed() -> None:
    with pytest.raises(ProblemsFound) as found:
        read(b"scheme  A\nid  \xff\xfe\n", "x")
    (problem,) = found.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("not-utf-8", 2, 5)


@pytest.mark.parametrize("mark", ["\0", "\u200b", "\u2028", "\ud800", "\x1b"])
def test_an_invisible_character_is_named_and_stops_nothing_else(mark: str) -> None:
    assert codes(PART + f"  on{mark} duty\n") == ["invisible-character"]


FIRST = {
    "not within not on many lines": (
        PART + "".join(f"{'  ' * (1 + i % 2000)}not\n" for i in range(2000)),
        "too-deep",
    ),
    "not within not on one line": (PART + "  " + "not " * 2000 + "on duty\n", "too-deep"),
    "labels within labels": (PART + "  " + "(a) " * 2000 + "on duty\n", "too-deep"),
    "brackets within brackets": (PART + "  " + "(" * 4000 + "\n", "open-bracket"),
    "a line of a million": (PART + "  " + "x" * 1_000_000 + "\n", "line-too-long"),
    "a line of words": (PART + "  " + "x " * 4900 + "\n", "not-understood"),
    "open quotation marks": (PART + "  " + '"' * 9_999 + "\n", "line-too-long"),
    "quotation marks": (PART + "  " + '"' * 9_001 + "\n", "words-without-provision"),
    "backticks": (PART + "  " + "`" * 9_001 + "\n", "not-understood"),
    "commas": (PART + "  on duty in " + "," * 9_000 + "\n", "empty-item"),
    "of and of": (PART + "  some x" + " of x" * 1_500 + " where\n    on duty\n", "unknown-name"),
    "too many conditions": (PART + "  any of\n" + "    on duty\n" * 20_000, "too-many-conditions"),
    "too many exceptions": (
        PART + "  on duty\n" + "  unless on duty\n" * 20_000,
        "too-many-conditions",
    ),
    "too many dates": (
        PART
        + "  any of\n    on duty\n"
        + "".join(f"    on duty [until {year}-01-01]\n" for year in range(1000, 1900)),
        "too-many-dates",
    ),
    "too many words with modes": (
        HEAD
        + "words w\n"
        + "".join(f"  w{i}\n" for i in range(2000))
        + "  modes "
        + ", ".join(f"m{i}" for i in range(100))
        + "\nsection 1  pardoned\n  on duty\n",
        "too-many-words",
    ),
    "a chain of parts": (
        PART
        + "  section 1  p0\n"
        + "".join(f"section 1  p{i}\n  section 1  p{i + 1}\n" for i in range(3000))
        + "section 1  p3000\n  on duty\n",
        "too-deep",
    ),
    "a long circle of parts": (
        PART
        + "  section 1  p0\n"
        + "".join(f"section 1  p{i}\n  section 1  p{i + 1}\n" for i in range(3000))
        + "section 1  p3000\n  section 1  pardoned\n",
        "circle",
    ),
    "parts that double": (
        PART
        + "  section 1  p0\n"
        + "".join(
            f"section 1  p{i}\n  all of\n" + f"    section 1  p{i + 1}\n" * 2 for i in range(22)
        )
        + "section 1  p22\n  on duty\n",
        "named-too-often",
    ),
    "exactly one within exactly one": (
        HEAD
        + "list appeal of the conviction\n"
        + "section 1  pardoned\n  "
        + "".join(f"exactly 1 appeal A{i} of the conviction where " for i in range(50))
        + "on duty\n",
        "named-too-often",
    ),
    "days added without end": (
        PART + "  convicted" + " plus 1 day" * 800 + " before today\n",
        "too-deep",
    ),
    "lists without end": (
        HEAD + "".join(f"list l{i} of the person\n" for i in range(20_000)),
        "too-many-facts",
    ),
    "facts without end": (
        HEAD + "of the person\n" + "".join(f"  recorded  f{i}  date\n" for i in range(20_000)),
        "too-many-facts",
    ),
    "lists of persons": (
        HEAD
        + "of the person\n"
        + "".join(f"  recorded  f{i}  date\n" for i in range(5_000))
        + "".join(f"list l{i} of the person, each a person\n" for i in range(4_000)),
        "too-many-facts",
    ),
    "parts without end": (
        RIGHT + "".join(f"section 1  p{i}\n  on duty\n" for i in range(10_000)),
        "too-many-parts",
    ),
    "items cited without end": (
        HEAD
        + "words w\n  a\n"
        + "of the person\n  recorded  c  one of w\n"
        + "codes section 3 of w\n"
        + "".join(f"  (i{i})  a\n" for i in range(20_000))
        + "section 1  pardoned\n  c in section 3(i0) to (i19999)\n",
        "too-many-items",
    ),
    "lines without end": (RIGHT + "x\n" * 1_000_000, "too-many-lines"),
    "commas without end": (PART + f"  on duty in {'yes,' * 2_000}\n" * 500, "too-many-lines"),
    "a file too large": ("x" * 5_000_001, "too-large"),
}


@pytest.mark.parametrize(("text", "code"), FIRST.values(), ids=FIRST.keys())
def test_what_is_too_much_is_told(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_of_very_many_problems_the_first_fifty_are_told() -> None:
    told = codes(PART + "  any of\n" + "".join(f"    on dutty {i}\n" for i in range(5_000)))
    assert told == ["not-understood"] * 50 + ["too-many-problems"]


def test_of_very_many_wrong_lines_beneath_words_the_first_fifty_are_told() -> None:
    lines = "".join(f'  w{n}\n    see  x{n}  "if so"\n' for n in range(2000))
    with pytest.raises(ProblemsFound) as found:
        read(f"{RIGHT}\nwords far too many\n{lines}", "x.scheme")
    assert len(found.value.problems) == 51
    assert {problem.code for problem in found.value.problems[:50]} == {"unknown-word"}


@pytest.mark.parametrize("line", ["abc def", "abc  def", "-", "--x", "(a)", "`", "[from", "unless"])
def test_a_file_of_one_line_repeated_is_told_not_raised(line: str) -> None:
    assert codes("\n".join([line] * 300))


def test_a_hundred_thousand_lines_of_comment_do_no_harm() -> None:
    assert read(RIGHT + "-- a comment\n" * 100_000, "x") == read(RIGHT, "x")


def test_a_circle_names_every_part_in_it() -> None:
    parts = "  section 2  one\nsection 2  one\n  section 3  two\nsection 3  two\n"
    with pytest.raises(ProblemsFound) as found:
        read(PART + parts + "  section 1  pardoned\n", "x")
    (problem,) = found.value.problems
    assert problem.what.endswith("`pardoned` → `one` → `two` → `pardoned`")


@pytest.mark.parametrize("cut", range(0, len(RIGHT), 7))
def test_a_file_cut_short_is_read_or_told(cut: int) -> None:
    with suppress(ProblemsFound):
        read(RIGHT[:cut], "x")
