"""From the bytes of a file to blocks: lines, each with the deeper lines beneath it.

Every refusal carries its place. Limits keep a hostile file from costing more
than a problem.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from amends.notation.spelling import without_comment
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.scheme.conditions import ALWAYS, Force

LARGEST = 5_000_000
LONGEST_LINE = 10_000
MOST_PIECES = 50_000
DEEPEST = 30
MOST_PROBLEMS = 50
MOST_COMPARED = 2_000


class Text(NamedTuple):
    """A piece of one line, with the line and column where it starts, from 1.

    Lines are counted on through the files that are read as one.
    """

    text: str
    line: int
    column: int

    def cut(self, start: int, end: int | None = None) -> Text:
        """The piece from `start` to `end`, without the spaces around it."""
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip(" "))
        return Text(piece.strip(" "), self.line, self.column + start + lead)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A line and the deeper lines beneath it.

    `force` is when an amendment lets it be in force; the line may say more in brackets. `made`
    is what holds the versions of something together: no line of the law itself.
    """

    text: Text
    indent: int
    children: list[Block] = field(default_factory=list)
    force: Force = ALWAYS
    made: bool = False

    @property
    def heading(self) -> str:
        """The line, as what problems beneath it stand under."""
        return " ".join(self.text.text.split())[:80]


class Refused(Exception):
    """Something that cannot be read; caught where reading can go on."""

    def __init__(self, code: str, at: Text, what: str, remedy: str, why: str = "") -> None:
        """Keep what a problem needs but its heading."""
        super().__init__(what)
        self.code, self.at, self.what, self.remedy, self.why = code, at, what, remedy, why


class Told(Exception):
    """Something that cannot be read because of a problem told elsewhere."""


class Report:
    """The problems of one file, and of those read on from it."""

    def __init__(self, file: str) -> None:
        """Start with none."""
        self._files = [(0, file)]
        self._found: list[tuple[Text, Problem]] = []
        self._stopped = False

    def goes_on(self, file: str, behind: int) -> None:
        """The lines behind this one are those of another file."""
        self._files.append((behind, file))

    @property
    def is_full(self) -> bool:
        """Whether reading goes on no further."""
        return self._stopped or len(self._found) > MOST_PROBLEMS

    def stop(self, refused: Refused, heading: str = "") -> None:
        """Tell a problem behind which reading goes on no further."""
        self._stopped = True
        self.tell(refused, heading)

    def __len__(self) -> int:
        """The number of problems so far."""
        return len(self._found)

    def tell(self, refused: Refused, heading: str = "") -> None:
        """Add a problem, under the heading that it stands under."""
        behind, file = next(each for each in reversed(self._files) if each[0] < refused.at.line)
        place = Place(file, refused.at.line - behind, refused.at.column, heading)
        told = Problem(refused.code, place, refused.what, refused.remedy, refused.why)
        if len(self._found) <= MOST_PROBLEMS and all(told != known for _, known in self._found):
            self._found.append((refused.at, told))

    @contextmanager
    def telling(self, heading: str) -> Iterator[None]:
        """Tell what is refused inside, under this heading, and go on behind it."""
        try:
            yield
        except Refused as refused:
            self.tell(refused, heading)
        except Told:
            return

    def raise_any(self) -> None:
        """Raise every problem in the order of the files, if there is one."""
        if not self._found:
            return
        in_order = sorted(self._found, key=lambda told: (told[0].line, told[0].column))
        found = [problem for _, problem in in_order]
        if len(found) > MOST_PROBLEMS:
            found = found[:MOST_PROBLEMS]
            last = Problem(
                "too-many-problems",
                Place(found[-1].place.file, found[-1].place.line, 1),
                f"there are more than {MOST_PROBLEMS} problems; the others are not shown",
                "mend these, then read the scheme again",
            )
            found.append(last)
        raise ProblemsFound(found)


def shown(text: str) -> str:
    """The author's own text for a message: in backticks, shortened where it is long."""
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}...`"


def offered(name: str, known: Collection[str]) -> str:
    """A remedy that offers the nearest known name; too many are not compared."""
    return nearest(name, known) if len(known) <= MOST_COMPARED else "mend the name, or declare it"


def blocks_of(content: str | bytes, report: Report, behind: int = 0) -> list[Block]:
    """The top lines of a file, with what stands beneath each; lines count on from `behind`.

    Problems in single lines go into the report. Raises ProblemsFound where the
    file as a whole cannot be read.
    """
    text = _decoded(content, report, behind + 1)
    lines: list[Text] = []
    pieces = 0
    for number, raw in enumerate(text.split("\n"), start=behind + 1):
        if not raw:
            continue
        line = _clean(raw.removesuffix("\r"), number, report)
        bare = without_comment(line).rstrip(" ")
        if bare.strip(" "):
            lines.append(Text(bare, number, 1))
            pieces += 1 + bare.count(",")
            if pieces > MOST_PIECES:
                report.stop(_too_many_pieces(number))
        if report.is_full:
            report.raise_any()
    if not lines:
        report.tell(
            Refused(
                "empty-file",
                Text("", behind + 1, 1),
                "the file has nothing in it",
                "begin with `scheme`, two spaces and the title of the law",
            )
        )
        report.raise_any()
    return _nested([_Indented.of(line) for line in lines], report)


def _decoded(content: str | bytes, report: Report, first: int) -> str:
    size = len(content)
    if size > LARGEST:
        refused = Refused(
            "too-large",
            Text("", first, 1),
            f"the file has {size:,} characters; a scheme has at most {LARGEST:,}",
            "check that this is the right file",
        )
    elif isinstance(content, str):
        return content.removeprefix("\ufeff")
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line_start = content.rfind(b"\n", 0, error.start) + 1
            refused = Refused(
                "not-utf-8",
                Text(
                    "", content.count(b"\n", 0, error.start) + first, error.start - line_start + 1
                ),
                "the file is not text in UTF-8",
                "save it as plain text, with the encoding UTF-8",
            )
    report.tell(refused)
    report.raise_any()
    raise AssertionError


def _clean(raw: str, number: int, report: Report) -> str:
    """The line with nothing invisible in it; a problem for each kind of thing found."""
    if len(raw) > LONGEST_LINE:
        report.stop(
            Refused(
                "line-too-long",
                Text("", number, LONGEST_LINE + 1),
                f"the line has {len(raw):,} characters; a line has at most {LONGEST_LINE:,}",
                "put long lists on several lines",
            )
        )
        return ""
    if raw.isprintable():
        return raw
    at = next(i for i, char in enumerate(raw) if not char.isprintable())
    if "\t" in raw:
        at = raw.index("\t")
        tell = report.tell if raw[:at].strip(" ") else report.stop
        tell(
            Refused(
                "tab",
                Text("", number, at + 1),
                "the line holds a tab",
                "use spaces instead, two for each step of indentation",
                "a tab is as wide as each editor likes, so the indentation cannot be told",
            )
        )
    else:
        report.tell(
            Refused(
                "invisible-character",
                Text("", number, at + 1),
                f"the line holds an invisible character (U+{ord(raw[at]):04X})",
                "delete it, or type a plain space instead",
            )
        )
    return "".join(map(_visible, raw))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    if char == "\t":
        return "    "
    return " " if unicodedata.category(char) == "Zs" else ""


@dataclass(frozen=True, slots=True)
class _Indented:
    text: Text
    indent: int

    @classmethod
    def of(cls, line: Text) -> _Indented:
        bare = line.cut(0)
        return cls(bare, bare.column - line.column)


def _nested(lines: Sequence[_Indented], report: Report) -> list[Block]:
    top: list[Block] = []
    open_blocks: list[Block] = []
    for line in lines:
        indent = line.indent
        while open_blocks and open_blocks[-1].indent >= indent:
            open_blocks.pop()
        siblings = open_blocks[-1].children if open_blocks else top
        expected = siblings[0].indent if siblings else indent if open_blocks else 0
        if indent != expected:
            report.tell(_crooked(line.text, siblings))
            above = open_blocks[-1].indent if open_blocks else 0
            if indent - above < expected - indent:  # nearer to the line above than to the others
                open_blocks.pop()
                siblings = open_blocks[-1].children if open_blocks else top
                expected = above
        if len(open_blocks) >= DEEPEST:
            report.stop(_too_deep(line.text))
            report.raise_any()
        block = Block(line.text, expected)
        siblings.append(block)
        open_blocks.append(block)
    return top


def _too_many_pieces(number: int) -> Refused:
    return Refused(
        "too-many-lines",
        Text("", number, 1),
        f"the file has more than {MOST_PIECES:,} lines and commas, comments not counted",
        "check that this is the right file",
    )


def _too_deep(at: Text) -> Refused:
    return Refused(
        "too-deep",
        at,
        f"the line stands more than {DEEPEST} steps deep",
        "make a part of its own of what stands here, and name it",
    )


def _crooked(at: Text, siblings: Sequence[Block]) -> Refused:
    beside = f"line {siblings[0].text.line}" if siblings else "the edge"
    return Refused(
        "crooked-indentation",
        at,
        f"the line does not line up with {beside}",
        f"start it in the same column as {beside}, or deeper than the line that it belongs to",
    )
