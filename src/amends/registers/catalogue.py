"""The wording catalogue: what a clerk wrote, turned into codes by matching its parts.

All words stand in one TOML file that an archivist can extend; no word of it is known here.
What is not understood stays unknown: a charge without codes, a finding of None, a clause
without a kind. A caller counts and lists these; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from amends.problems import Problem, ProblemsFound, nearest
from amends.registers.charges import Offences
from amends.registers.clauses import Clause, Column, Finding, Names, Work
from amends.registers.mapping import COURT, VERDICT
from amends.registers.offence_words import Act, Charge, Coding, Name, Role, Sense
from amends.registers.toml_table import Table, read_table
from amends.registers.wording import LONGEST_CELL, Lexicon, Spelling, clean

__all__ = ["Catalogue", "Charge", "Clause", "Finding"]

_MOST_OPTIONAL = 4


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What an archive knows of the wordings in its registers."""

    _offences: Offences
    _columns: Mapping[str, Column]

    @staticmethod
    def read(text: str, path: str) -> Catalogue:
        """The catalogue in a TOML text. Raises ProblemsFound with everything wrong in it."""
        problems: list[Problem] = []
        read = _catalogue(read_table(text, path, problems))
        if problems:
            raise ProblemsFound(problems)
        return read

    @property
    def codes(self) -> frozenset[str]:
        """Every code that a charge may be given, as principal."""
        return self._offences.codes

    def offences(self, cell: str, jurisdiction: str | None) -> tuple[Charge, ...]:
        """The charges of an offence cell in order, an amended one as what it became.

        `jurisdiction` is a kind of the court column, or None where the court is not known: then
        a charge has the codes of every jurisdiction. A blank cell has no charges. Never raises.
        """
        if len(cell) > LONGEST_CELL:
            return (Charge(cell, None, ()),)
        return self._offences.read(cell, jurisdiction)

    def verdicts(self, cell: str, charges: int) -> tuple[Finding | None, ...]:
        """One finding for each of that many charges; numbers follow the order of the charges.

        One finding without a number is for all of them. Where numbers or findings do not
        fit the number of charges, or a word is not understood, all are None. Never raises.
        """
        column = self._columns.get(VERDICT)
        if column is None or len(cell) > LONGEST_CELL:
            return (None,) * max(charges, 0)
        return column.findings(cell, charges)

    def kinds(self, column: str, cell: str) -> tuple[Clause, ...]:
        """The clauses of a cell of a column that the catalogue describes, in order.

        The kind of a clause is None where it is not understood; the one clause of a cell in a
        column not described likewise. A blank cell has no clauses. Never raises.
        """
        known = self._columns.get(column)
        if known is None or len(cell) > LONGEST_CELL:
            return (Clause(cell, None),) if clean(cell[: LONGEST_CELL + 1]) else ()
        return known.clauses(cell)

    def columns(self) -> tuple[str, ...]:
        """The columns that `kinds` can read."""
        return tuple(self._columns)


Meaning = TypeVar("Meaning")


class _Phrases(dict[tuple[str, ...], Meaning]):
    """Phrases being gathered, each with one meaning."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        self._spelling = spelling

    def add(self, table: Table, written: Iterable[str], meaning: Meaning) -> None:
        """Give phrases a meaning; a problem for an empty one or one with another meaning."""
        for one in written:
            phrase = self._spelling.phrase(one)
            if not phrase:
                table.wrong(
                    "catalogue-phrase", f"`{one}` has no words", "write words or leave it out"
                )
            elif self.setdefault(phrase, meaning) != meaning:
                table.wrong(
                    "catalogue-phrase-twice",
                    f"`{one}` stands in the catalogue with two meanings",
                    "keep it in one place; a longer phrase may contain it",
                )


def _catalogue(top: Table) -> Catalogue:
    """The catalogue of the file; of no use when problems were noted."""
    spelling = _spelling(top)
    dates = top.table("dates")
    date_words = frozenset(word for one in dates.texts("words") for word in spelling.phrase(one))
    dates.done()
    clauses: dict[str, list[Table]] = {}
    listed = top.table("columns")
    for clause in top.tables("clause"):
        column = clause.text("column", None)
        if column and column not in listed.chosen():
            clause.wrong(
                "catalogue-column", f"no column `{column}`", nearest(column, listed.chosen())
            )
        clauses.setdefault(column, []).append(clause)
    columns = {
        name: _column(listed.table(name), clauses.get(name, []), spelling, date_words)
        for name in listed.chosen()
    }
    courts = columns[COURT].meanings.values() if COURT in columns else ()
    jurisdictions = frozenset(kind for kind, _ in courts)
    catalogue = Catalogue(_offences(top, spelling, jurisdictions), columns)
    top.done()
    return catalogue


def _spelling(top: Table) -> Spelling:
    """How words are written: phrases and what is read for them, and words passed over."""
    ignored = frozenset(top.texts("passed_over"))
    plain = Spelling(Lexicon({}), frozenset())
    without = Spelling(Lexicon({}), ignored)
    table = top.table("spelling")
    phrases: _Phrases[tuple[str, ...]] = _Phrases(plain)
    for written in table.chosen():
        phrases.add(table, [written], without.phrase(table.text(written)))
    return Spelling(Lexicon(phrases), ignored)


def _column(
    table: Table, clauses: list[Table], spelling: Spelling, date_words: frozenset[str]
) -> Column:
    """How one column is read."""
    phrases: _Phrases[tuple[Work, str]] = _Phrases(spelling)
    parts = table.table("parts")
    for part in parts.chosen():
        phrases.add(parts, parts.texts(part), (Work.PART, part))
    for key, work in _WORKS.items():
        phrases.add(table, table.texts(key), (work, ""))
    sums = table.flag("sums")
    known = {*parts.chosen(), *(["money"] if sums else [])}
    meanings: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    for clause in clauses:
        meaning = clause.text("kind", None), clause.texts("convention")
        for written in clause.texts("parts", required=True):
            for sequence in _sequences(clause, written, known):
                if meanings.setdefault(sequence, meaning) != meaning:
                    clause.wrong(
                        "catalogue-parts-twice",
                        f"the parts `{' '.join(sequence)}` have two kinds",
                        "keep them under one kind",
                    )
        clause.done()
    names = table.text("names", Names.NOWHERE.value)
    if names not in {one.value for one in Names}:
        table.wrong("toml-value", f"`names` cannot be `{names}`", nearest(names, _NAMES))
        names = Names.NOWHERE.value
    column = Column(
        spelling=spelling,
        phrases=Lexicon(phrases),
        meanings=meanings,
        date_words=date_words,
        names=Names(names),
        amounts=table.flag("amounts"),
        sums=sums,
        neutral=table.text("neutral_kind"),
        notes=table.flag("notes"),
        in_order=table.texts("in_order"),
        whole=table.flag("whole"),
    )
    table.done()
    return column


_NAMES = tuple(one.value for one in Names)
_WORKS = {
    "neutral": Work.NEUTRAL,
    "filler": Work.FILLER,
    "place_words": Work.PLACE_WORD,
    "refused": Work.REFUSED,
}


def _sequences(clause: Table, written: str, known: set[str]) -> list[tuple[str, ...]]:
    """Every sequence that `part [optional part] part` allows."""
    choices: list[tuple[str, ...]] = []
    for word in written.split():
        part = word.strip("[]")
        choices.append(("", part) if word.startswith("[") else (part,))
        if part not in known:
            clause.wrong("catalogue-part", f"no part `{part}` in this column", nearest(part, known))
    if sum(len(one) - 1 for one in choices) > _MOST_OPTIONAL:
        clause.wrong(
            "catalogue-optional", f"`{written}` has too many optional parts", "write it as several"
        )
        return []
    return [tuple(filter(None, one)) for one in product(*choices) if any(one)]


def _offences(top: Table, spelling: Spelling, jurisdictions: frozenset[str]) -> Offences:
    """What the file says of offences."""
    cell = top.table("offence_cell")
    phrases: _Phrases[Sense] = _Phrases(spelling)
    for key, role in _ROLES.items():
        phrases.add(cell, cell.texts(key), Sense(role))
    amendment = cell.table("amendment")
    phrases.add(amendment, amendment.texts("amended_to"), Sense(Role.AMENDED_TO))
    phrases.add(amendment, amendment.texts("libelled_as"), Sense(Role.LIBELLED_AS))
    companions = cell.table("companions")
    for companion in companions.chosen():
        sense = Sense(Role.COMPANION, companion)
        phrases.add(companions, companions.texts(companion), sense)
    for mode in top.tables("mode"):
        phrases.add(
            mode, mode.texts("words", required=True), Sense(Role.MODE, mode.text("mode", None))
        )
        mode.done()
    titles, acts = _acts(top, phrases, spelling, jurisdictions)
    names: dict[str, list[Name]] = {}
    for table in top.tables("offence"):
        entry = _name(table, jurisdictions, set(companions.chosen()))
        for written in table.texts("names", required=True):
            key = " ".join(spelling.phrase(written))
            phrases.add(table, [written], Sense(Role.NAME, key))
            names.setdefault(key, []).append(entry)
        table.done()
    offences = Offences(
        spelling=spelling,
        phrases=Lexicon(phrases),
        names={key: tuple(entries) for key, entries in names.items()},
        titles=titles,
        acts=acts,
        named_people=frozenset(cell.texts("named_people")),
        jurisdictions=jurisdictions,
        amended=frozenset(amendment.texts("convention")),
    )
    for table in (cell, amendment):
        table.done()
    return offences


_ROLES = {
    "separators": Role.SEPARATOR,
    "filler": Role.FILLER,
    "place_words": Role.PLACE_WORD,
    "before_place": Role.BEFORE_PLACE,
    "before_object": Role.BEFORE_OBJECT,
    "refused": Role.REFUSED,
}


def _court(table: Table, jurisdictions: frozenset[str]) -> str:
    """The jurisdiction that an entry is confined to, blank for none."""
    court = table.text("court")
    if court and court not in jurisdictions:
        table.wrong("catalogue-court", f"no court of kind `{court}`", nearest(court, jurisdictions))
    return court


def _name(table: Table, jurisdictions: frozenset[str], companions: set[str]) -> Name:
    """One entry for the name of an offence."""
    beside, unless = table.texts("beside"), table.texts("unless")
    for one in (*beside, *unless):
        if one not in companions:
            table.wrong("catalogue-companion", f"no companion `{one}`", nearest(one, companions))
    return Name(
        coding=_coding(table),
        court=_court(table, jurisdictions),
        beside=frozenset(beside),
        unless=frozenset(unless),
        any_object=table.flag("any_object"),
        mode_is_open=table.flag("mode_is_open"),
    )


def _coding(table: Table) -> Coding:
    """The codes of an entry with its conventions."""
    codes = frozenset(table.texts("codes", required=True))
    return Coding(codes, frozenset(table.texts("convention")))


def _acts(
    top: Table, phrases: _Phrases[Sense], spelling: Spelling, jurisdictions: frozenset[str]
) -> tuple[dict[str, frozenset[str]], dict[str, Act]]:
    """The Acts by their titles and by their ids."""
    sections: dict[str, dict[str, Coding]] = {}
    below: dict[str, set[str]] = {}
    provisions = top.tables("provision")
    owners = [table.text("act", None) for table in provisions]
    for table, owner in zip(provisions, owners, strict=True):
        section = table.text("section")
        coding = _coding(table)
        if sections.setdefault(owner, {}).setdefault(section, coding) != coding:
            table.wrong("catalogue-provision-twice", f"`{section}` stands twice", "keep one entry")
        if table.flag("and_below"):
            below.setdefault(owner, set()).add(section)
        table.done()
    titles: dict[str, frozenset[str]] = {}
    acts: dict[str, Act] = {}
    for table in top.tables("act"):
        name = table.text("id", None)
        for written in table.texts("titles", required=True):
            key = " ".join(spelling.phrase(written))
            phrases.add(table, [written], Sense(Role.ACT, key))
            titles[key] = titles.get(key, frozenset()) | {name}
        acts[name] = Act(
            year=table.text("year"),
            court=_court(table, jurisdictions),
            brings=frozenset(table.texts("brings")),
            sections=sections.get(name, {}),
            and_below=frozenset(below.get(name, ())),
        )
        table.done()
    for table, owner in zip(provisions, owners, strict=True):
        if owner not in acts:
            table.wrong("catalogue-act", f"no Act with the id `{owner}`", nearest(owner, acts))
    return titles, acts
