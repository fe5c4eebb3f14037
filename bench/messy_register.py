"""A messy court register, made as long as wanted, the same for the same seed.

Everybody in it is made up from syllables. Words come from the practice register, so that its
catalogue and conventions fit; places, sums and dates are added. Three rows in a hundred are bad.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

REGISTER = Path(__file__).parents[1] / "examples" / "practice-register"
SEED = 1984

COLUMNS = (
    *("book", "page", "line", "court", "accused", "age_or_dob", "address", "occupation"),
    *("offence", "locus", "date_of_offence", "plea", "verdict", "disposal"),
    *("date_of_disposal", "remarks"),
)
_MAPPING = '[matters]\nfile = "court-register.csv"\nreference = ["book", "page", "line"]\n'
_BAD = 0.03
_SYLLABLES = ("Bar", "Cal", "Dun", "El", "Fen", "Gor", "Hal", "Ker", "Lom", "Mor", "Nev", "Tor")
_ENDINGS = ("bie", "der", "gan", "kin", "lie", "mont", "nock", "ren", "say", "ton", "ver", "wick")
_FORENAMES = ("Ada", "Bram", "Cora", "Dod", "Effie", "Fergus", "Greta", "Hew", "Isa", "Jock", "Kit")
_PLACES = tuple(f"{one}{two}" for one in _SYLLABLES for two in ("hill", "burn", "ford"))
_MONTHS = ("Jan", "Feby", "Mar", "Apl", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Decr")
_UNREAD_DATES = ("no date", "ink spilt", "see over", "?", "a Tuesday", "torn")


def write_archive(folder: Path, rows: int) -> None:
    """Write the register, its mapping, and the practice register's catalogue and conventions."""
    for name in ("catalogue.toml", "conventions.toml"):
        shutil.copy(REGISTER / name, folder / name)
    (folder / "register.toml").write_text(_MAPPING, encoding="utf-8")
    clerk = _Clerk(Random(SEED), _words())  # nothing here is a secret
    with (folder / "court-register.csv").open("wb") as file:
        file.write((",".join(COLUMNS) + "\n").encode())
        for line in clerk.lines(rows):
            file.write(line)


def _words() -> dict[str, list[str]]:
    """The wordings of each column of the practice register, as often as they stand there."""
    with (REGISTER / "court-register.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    return {name: [row[name] for row in found] for name in COLUMNS}


@dataclass(slots=True)
class _Clerk:
    """Writes rows as a tired clerk does."""

    random: Random
    words: dict[str, list[str]]
    courts: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.courts = self.words["court"]

    def lines(self, rows: int) -> Iterator[bytes]:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for number in range(rows):
            cells = self.row(number)
            writer.writerow(cells)
            line = out.getvalue()
            out.seek(0)
            out.truncate()
            if self.random.random() < _BAD:
                yield self.spoilt(line)
            else:
                yield line.encode("cp1252" if number % 997 == 0 else "utf-8")

    def spoilt(self, line: str) -> bytes:
        """A row gone wrong in one of several ways; each is one row to be set aside."""
        match self.random.randrange(6):
            case 0:
                line = line.rsplit(",", 3)[0].replace('"', "") + "\n"
            case 1:
                line = line.replace("\n", ",and,more\n")
            case 2:
                line = 'XX-1,"1,2' + "," * 12 + "\n"  # a mark that is never closed
            case 3:
                line = "," * (len(COLUMNS) - 1) + "\n"
            case 4:
                line = line.replace(",", ",\0", 1)
            case _:
                line = "DUP-1,1,1" + "," * (len(COLUMNS) - 3) + "\n"
        return line.encode()

    def row(self, number: int) -> Sequence[str]:
        pick = self.random.choice
        book, place = divmod(number, 20_000)
        page, line = divmod(place, 40)
        on = date(1983, 10, 1) + timedelta(self.random.randrange(640))
        offence, verdict = self.charge()
        return (
            f"BK-{book + 1}",
            str(page + 1),
            str(line + 1),
            pick(self.courts),
            self.name(),
            str(self.random.randrange(16, 70)),
            f"{self.random.randrange(1, 200)} {pick(_PLACES)} Road, {pick(_PLACES)}",
            pick(self.words["occupation"]),
            offence,
            pick(_PLACES),
            self.dated(on),
            pick(self.words["plea"]),
            verdict,
            pick(self.words["disposal"]),
            self.dated(on + timedelta(self.random.randrange(7, 120))),
            self.remark(),
        )

    def name(self) -> str:
        pick = self.random.choice
        surname = pick(_SYLLABLES) + pick(_SYLLABLES).lower() + pick(_ENDINGS)
        forename = pick(_FORENAMES)
        match self.random.randrange(4):
            case 0:
                return f"{surname.upper()}, {forename}"
            case 1:
                return f"{surname}, {forename} {pick(_FORENAMES)}"
            case 2:
                return f"{forename} {pick(_FORENAMES)[0]}. {surname}"
            case _:
                return f"{surname} {forename[0]}."

    def charge(self) -> tuple[str, str]:
        """An offence cell and the verdict on it."""
        pick = self.random.choice
        offence = self.offence()
        if self.random.random() < 0.05:
            first, second = pick(self.words["offence"][:60]), pick(self.words["offence"][:60])
            return f"(1) {first} (2) {second}", pick(("(1) NP; (2) G", "G", "1 G; 2 NG"))
        if self.random.random() < 0.01:
            return f"zx{self.random.randrange(400)} without leave", "G"
        return offence, pick(self.words["verdict"])

    def offence(self) -> str:
        offence = self.random.choice(self.words["offence"])
        if self.random.random() < 0.3:
            return f"{offence} at {self.random.choice(_PLACES[:12])}"
        return offence

    def remark(self) -> str:
        pick = self.random.choice
        chance = self.random.random()
        if chance < 0.5:
            return ""
        if chance < 0.51:
            return f"{pick(_FORENAMES)} said {pick(_PLACES)} {self.random.randrange(1000)}"
        return pick(self.words["remarks"])

    def dated(self, on: date) -> str:
        chance = self.random.random()
        if chance < 0.02:
            return self.random.choice(_UNREAD_DATES)
        if chance < 0.04:
            return f"{self.random.randrange(32)}/{self.random.randrange(13, 99)}/{on.year % 100}"
        if chance < 0.06:
            return self.random.choice(("do.", "do", ""))
        return self.written(on)

    def written(self, on: date) -> str:
        """A date in one of many hands."""
        d, m, y, month = on.day, on.month, on.year % 100, _MONTHS[on.month - 1]
        weekday = f"{on:%a}"
        later = on + timedelta(self.random.randrange(1, 15))
        match self.random.randrange(24):
            case 0 | 1 | 2 | 3 | 4 | 5:
                return f"{d}/{m}/{y}"
            case 6 | 7:
                return f"{d:02}/{m:02}/{on.year}"
            case 8:
                return f"{d}-{m}-{y}"
            case 9:
                return f"{d}.{m}.{y}"
            case 10:
                return on.isoformat()
            case 11 | 12:
                return f"{d} {month} {on.year}"
            case 13:
                return f"{d} {month} '{y}"
            case 14:
                return f"{weekday} {d} {month} {on.year}"
            case 15:
                return f"{weekday} {d}/{m}/{y}"
            case 16:
                return f"{month} {d}, {on.year}"
            case 17:
                return f"night of {d}/{m}/{y}"
            case 18:
                return f"c. {d} {month} {on.year}"
            case 19:
                return f"between {d}/{m}/{y} and {later.day}/{later.month}/{later.year % 100}"
            case 20:
                return f"{d}/{m}/{y} to {later.day}/{later.month}/{later.year % 100}"
            case 21:
                return (
                    f"{d} {month} {on.year} - {later.day} {_MONTHS[later.month - 1]} {later.year}"
                )
            case 22:
                return f"{month} '{y}"
            case _:
                return f"between {d} {month} {on.year} and {later.day}.{later.month}.{later.year}"


def distinct(folder: Path) -> dict[str, int]:
    """How many different dates, offences and names the register holds."""
    seen: dict[str, set[str]] = {"dates": set(), "offences": set(), "names": set()}
    with (folder / "court-register.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(line.replace("\0", "") for line in file):
            seen["dates"] |= {row["date_of_offence"] or "", row["date_of_disposal"] or ""}
            seen["offences"].add(row["offence"] or "")
            seen["names"].add(row["accused"] or "")
    return {name: len(held) for name, held in seen.items()}
