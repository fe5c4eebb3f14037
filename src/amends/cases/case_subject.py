"""The tables of a case file as subjects: facts, lists with closures, denials, silences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from amends.cases.case import NO_ENTRIES, Entries, Entry, Subject
from amends.cases.case_values import BadValue, Said, quoted, read_values
from amends.cases.several_schemes import Together
from amends.problems import Place, Problem, nearest
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact, ListKind
from amends.scheme.model import Scheme
from amends.truth.statements import Closure, Denial, Silence, Statement
from amends.truth.values import Values

RESERVED: Final = frozenset(
    {"key", "source", "label", "certain", "identities", "conventions", "closures", "denials"}
)
"""The words of a case file beside which facts and lists stand; a scheme must not take them."""

MOST_STATEMENTS: Final = 100
"""Statements on one fact, closures of one subject: bringing them together takes their cube."""

DEEPEST: Final = 6
"""How far entries stand inside entries (the relative of a relative ...)."""

_SILENCES: Final = {silence.value: silence for silence in Silence}


@dataclass(slots=True)
class Records:
    """What has been read so far: the problems, and every label with whose it is.

    `owner` is the key under which what is being read stands ("" for the person's); `places` says
    where each label does.
    """

    file: str
    scheme: Scheme | Together
    problems: list[Problem] = field(default_factory=list)
    owner: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def problem(self, code: str, path: str, what: str, remedy: str, why: str = "") -> None:
        """Note a problem at a key of the file."""
        self.problems.append(Problem(code, Place(self.file, heading=path), what, remedy, why))

    def table(self, raw: object, path: str, known: Collection[str]) -> dict[str, object]:
        """A table with no keys but the known ones; an empty one where it is no table."""
        if not isinstance(raw, dict):
            self.problem("wrong-type", path, "a table is needed here", "see the template")
            return {}
        for key in raw:
            if key not in known:
                what = f"{quoted(key)} is not known here"
                self.problem("unknown-key", path, what, nearest(key, known))
        return raw

    def array(self, raw: object, path: str) -> list[object]:
        """A list; an empty one where it is none."""
        if isinstance(raw, list):
            return raw
        self.problem("wrong-type", path, "a list is needed here", "put it in square brackets")
        return []

    def text(self, table: Mapping[str, object], key: str, path: str, default: str = "") -> str:
        """The text under a key, with `default` where there is none. A day may be a TOML date."""
        raw = table.get(key, default)
        if isinstance(raw, date):
            return raw.isoformat()
        if isinstance(raw, str) and (raw.strip() or key not in table):
            return raw
        what = f"`{key}` is no text" if not isinstance(raw, str) else f"`{key}` is empty"
        self.problem("wrong-type", path, what, "write it in quotation marks, or leave it out")
        return default

    def texts(self, table: Mapping[str, object], key: str, path: str) -> tuple[str, ...]:
        """The list of texts under a key; none where it is left out."""
        raw = self.array(table[key], f"{path} > {key}") if key in table else []
        found = tuple(text for text in raw if isinstance(text, str) and text.strip())
        if len(found) < len(raw):
            remedy = "write each in quotation marks"
            self.problem("wrong-type", f"{path} > {key}", "not every item is a text", remedy)
        return found

    def label(self, table: Mapping[str, object], path: str, default: str = "") -> str:
        """The label in a table, noted; a problem where another thing in the file bears it."""
        label = self.text(table, "label", path, default)
        if label in self.labels:
            what = f"the label {quoted(label)} is given twice"
            why = "a setting aside or a closure could not tell which is meant"
            self.problem("label-twice", path, what, "give each its own label", why)
        if label:
            self.labels[label] = self.owner
            self.places[label] = path
        return label

    def source(self, table: Mapping[str, object], path: str, default: str) -> str:
        """The source in a table, or that of what it stands in; a problem where there is none."""
        source = self.text(table, "source", path, default)
        if not source:
            why = "what no paper or person says is not evidence"
            remedy = 'add source = "...", here or once at the head of the file'
            self.problem("no-source", path, "nothing says where this stands", remedy, why)
        return source

    # --- subjects ---

    def subject(
        self, table: Mapping[str, object], kind: str, path: str, source: str, depth: int = 0
    ) -> Subject:
        """What a table says of the person, the matter or an entry of the list `kind`."""
        facts: dict[str, tuple[Statement, ...]] = {}
        silences: dict[str, Silence] = {}
        for name, fact in self.scheme.facts_of(kind).items():
            if name in table:
                said = self._fact(table[name], fact, f"{path} > {name}", source)
                if isinstance(said, Silence):
                    silences[name] = said
                elif said:
                    facts[name] = said
        lists = self._lists(table, kind, path, source, depth)
        denials = self._closures_and_denials(table, kind, path, source, lists)
        return Subject(facts, lists, denials, silences)

    def names_of(self, kind: str) -> tuple[str, ...]:
        """The facts and lists that a subject may have."""
        lists = (listed.name for listed in self.scheme.lists_of(kind))
        return (*self.scheme.facts_of(kind), *lists)

    def _fact(
        self, raw: object, fact: Fact, path: str, source: str
    ) -> tuple[Statement, ...] | Silence:
        if isinstance(raw, dict) and "silent" in raw:
            table = self.table(raw, path, ("silent",))
            reason = self.text(table, "silent", path)
            if reason and reason not in _SILENCES:
                what = f"{quoted(reason)} is no reason for silence"
                self.problem("unknown-silence", path, what, nearest(reason, _SILENCES))
            return _SILENCES.get(reason, Silence.NOT_RECORDED)
        if not isinstance(raw, list) or not any(isinstance(item, dict) for item in raw):
            one = self._statement(raw, fact, path, source)
            return (one,) if one else ()
        if len(raw) > MOST_STATEMENTS:
            what = f"more than {MOST_STATEMENTS} statements on one fact"
            self.problem("too-many", path, what, "keep one for each source")
            return ()
        if any(_is_short(item) for item in raw):
            remedy = "write each as {says = ...}"
            self.problem("wrong-type", path, "not every item of the list is a statement", remedy)
            return ()
        read = (
            self._statement(item, fact, f"{path} > {n}", source)
            for n, item in enumerate(raw, start=1)
        )
        return tuple(statement for statement in read if statement)

    def _statement(self, raw: object, fact: Fact, path: str, source: str) -> Statement | None:
        table: dict[str, object] = {"says": raw}
        if not _is_short(raw):
            table = self.table(raw, path, ("says", "source", "dated", "label", "conventions"))
        source = self.source(table, path, source)
        label = self.label(table, path)
        dated = self.text(table, "dated", path)
        conventions = self.texts(table, "conventions", path)
        if "says" not in table:
            remedy = 'add says = ..., or silent = "not recorded"'
            self.problem("no-value", path, "this statement says nothing", remedy)
            return None
        said = self._values(table["says"], fact, path)
        if said is None:
            return None
        rests_on = tuple(dict.fromkeys((*conventions, *said.conventions)))
        return Statement(said.values, source, dated, rests_on, label)

    def _values(self, raw: object, fact: Fact, path: str) -> Said | None:
        try:
            return read_values(raw, fact, self.scheme.codes_of.get(fact.vocabulary, ()))
        except BadValue as bad:
            self.problem(bad.code, path, bad.what, bad.remedy)
            return None

    # --- lists ---

    def _lists(
        self, table: Mapping[str, object], kind: str, path: str, source: str, depth: int
    ) -> dict[str, Entries]:
        found: dict[str, Entries] = {}
        for listed in self.scheme.lists_of(kind):
            here = f"{path} > {listed.name}"
            if listed.name in table and depth >= DEEPEST:
                what = f"entries stand more than {DEEPEST} deep inside entries"
                self.problem("case-file-too-deep", here, what, "leave out the innermost")
            elif listed.name in table:
                raw = table[listed.name]
                entries = [
                    self._entry(item, listed, f"{here} {n}", source, depth + 1)
                    for n, item in enumerate(self.array(raw, here), start=1)
                ]
                found[listed.name] = Entries(tuple(entries))
        return found

    def _entry(self, raw: object, listed: ListKind, path: str, source: str, depth: int) -> Entry:
        table = self.table(raw, path, (*self.names_of(listed.name), *sorted(RESERVED - {"key"})))
        source = self.source(table, path, source)
        count = self.counts[listed.name] = self.counts.get(listed.name, 0) + 1
        label = self.label(table, path, f"{listed.name} {count}")
        certain = table.get("certain", True)
        if not isinstance(certain, bool):
            remedy = "write true, or false where it is not known whose entry it is"
            self.problem("wrong-type", path, "`certain` is true or false", remedy)
        return Entry(
            label,
            source,
            self.subject(table, listed.name, path, source, depth),
            certain is not False,
            self.identities(table, path),
            self.texts(table, "conventions", path),
        )

    def identities(self, table: Mapping[str, object], path: str) -> frozenset[tuple[str, str]]:
        """The (register, reference) pairs in a table."""
        path = f"{path} > identities"
        raw = self.array(table["identities"], path) if "identities" in table else []
        pairs = set()
        for item in raw:
            pair = self.table(item, path, ("register", "reference"))
            register = self.text(pair, "register", path)
            reference = self.text(pair, "reference", path)
            if register and reference:
                pairs.add((register, reference))
            elif isinstance(item, dict):
                remedy = "give both register and reference"
                self.problem("no-reference", path, "half of a reference is missing", remedy)
        return frozenset(pairs)

    # --- closures and denials ---

    def _closures_and_denials(
        self,
        table: Mapping[str, object],
        kind: str,
        path: str,
        source: str,
        lists: dict[str, Entries],
    ) -> tuple[Denial, ...]:
        """Adds what is closed to `lists`; a denial of a list is the closure that names nothing."""
        known = [listed.name for listed in self.scheme.lists_of(kind)]
        denials: list[Denial] = []
        for item, here in self._few(table, "closures", path):
            self._closure(item, known, here, source, lists)
        for item, here in self._few(table, "denials", path):
            denied = self._denial(item, (*known, *deniable(self.scheme, kind)), here, source)
            if denied and denied.part in known:
                closure = Closure(denied.source, conventions=denied.conventions, label=denied.label)
                _close(lists, denied.part, closure)
            elif denied:
                denials.append(denied)
        return tuple(denials)

    def _few(
        self, table: Mapping[str, object], key: str, path: str
    ) -> Iterator[tuple[object, str]]:
        raw = self.array(table[key], f"{path} > {key}") if key in table else []
        if len(raw) > MOST_STATEMENTS:
            what = f"more than {MOST_STATEMENTS} {key} of one subject"
            self.problem("too-many", f"{path} > {key}", what, "keep one for each source")
            return
        yield from ((item, f"{path} > {key} {n}") for n, item in enumerate(raw, start=1))

    def _closure(
        self,
        raw: object,
        known: Collection[str],
        path: str,
        source: str,
        lists: dict[str, Entries],
    ) -> None:
        keys = ("list", "names", "may-be", "but-such-as", "source", "label", "conventions")
        table = self.table(raw, path, keys)
        name = self.text(table, "list", path)
        source, label = self.source(table, path, source), self.label(table, path)
        if name not in known:
            what = f"{quoted(name)} is no list here" if name else "no list is named"
            self.problem("unknown-list", path, what, nearest(name, known))
            return
        if "names" not in table:
            remedy = 'add names = ["..."], the labels of the entries that the source counts'
            self.problem("no-value", path, "what the source counts is not said", remedy)
        entries = {entry.label for entry in lists.get(name, NO_ENTRIES).entries}
        names = self._labels(table, "names", path, entries)
        may_be = self._labels(table, "may-be", path, entries)
        here = f"{path} > but-such-as"
        such = self.array(table.get("but-such-as", []), here)
        described = tuple(self._such(item, name, here) for item in such)
        conventions = self.texts(table, "conventions", path)
        _close(lists, name, Closure(source, names, may_be, described, conventions, label))

    def _labels(
        self, table: Mapping[str, object], key: str, path: str, entries: Iterable[str]
    ) -> frozenset[str]:
        labels = frozenset(self.texts(table, key, path))
        for label in sorted(labels.difference(entries)):
            what = f"no entry of the list is labelled {quoted(label)}"
            self.problem("unknown-label", f"{path} > {key}", what, nearest(label, entries))
        return labels

    def _such(self, raw: object, listed: str, path: str) -> Mapping[str, Values]:
        facts = self.scheme.facts_of(listed)
        table = self.table(raw, path, tuple(facts))
        found: dict[str, Values] = {}
        for name, fact in facts.items():
            if name in table:
                said = self._values(table[name], fact, f"{path} > {name}")
                if said:
                    found[name] = said.values
        return found

    def _denial(self, raw: object, known: Collection[str], path: str, source: str) -> Denial | None:
        table = self.table(raw, path, ("of", "source", "label", "conventions"))
        name = self.text(table, "of", path)
        source, label = self.source(table, path, source), self.label(table, path)
        if name in known:
            return Denial(name, source, self.texts(table, "conventions", path), label)
        if isinstance(self.scheme, Together):
            what = f"{quoted(name)} is no list that can be denied here"
            why = "a part of one law cannot be denied in a file for several: each law has its own"
            self.problem("unknown-part", path, what, nearest(name, known), why)
            return None
        what = f"{quoted(name)} is no list or part that can be denied here"
        self.problem("unknown-part", path, what, nearest(name, known))
        return None


def _is_short(raw: object) -> bool:
    """Whether this is a value by itself and no statement about one."""
    return not isinstance(raw, dict) or raw.keys() <= {"from", "to"}


def deniable(scheme: Scheme | Together, kind: str) -> tuple[str, ...]:
    """The parts of a scheme that the person, the matter or an entry can be said not to meet."""
    about = {MATTER: {MATTER}, PERSON: {MATTER, PERSON}}.get(kind, set())
    if kind in scheme.list_named and scheme.list_named[kind].is_person:
        about = {PERSON}
    return tuple(part.name for part in scheme.parts if part.about in about)


def _close(lists: dict[str, Entries], name: str, closure: Closure) -> None:
    held = lists.get(name, NO_ENTRIES)
    lists[name] = Entries(held.entries, (*held.closures, closure))
