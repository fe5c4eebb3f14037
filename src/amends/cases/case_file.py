"""Case files: one person and their matters, with what each source says, in TOML or JSON.

The form is told in docs/handbook/case-files.md, in the template and in the JSON Schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from amends.cases.case import KNOWN_BY, KNOWN_WORDS, Case, Subject
from amends.cases.case_subject import RESERVED, Records
from amends.cases.case_text import parsed
from amends.cases.case_values import quoted
from amends.cases.kinds_of_source import KINDS, sources_of, told_by_others, with_drawn
from amends.cases.setting_aside import set_aside
from amends.cases.several_schemes import Together, differences, seen_by, together
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import SOURCES
from amends.scheme.model import Scheme
from amends.truth.statements import SettingAside

MOST_PROBLEMS: Final = 50
MOST_SCHEMES: Final = 20
"""Schemes that one file may be for."""


def _one_only(name: str) -> Scheme:
    what = f"the file names another scheme, {quoted(name)}, and here one is asked"
    remedy = "name one scheme in the file"
    raise ProblemsFound([Problem("other-scheme", Place(heading="scheme"), what, remedy)])


def read_case_file(
    text: str | bytes, file: str, scheme: Scheme, known: Callable[[str], Scheme] = _one_only
) -> tuple[Case, ...]:
    """The cases of a case file, one for each matter, in its order; what is set aside is.

    `file` is the name for messages; the text is JSON if it ends in `.json` or begins with `{`,
    otherwise TOML. `known` finds another scheme that the file names, by its id. A file for several
    schemes is read with the words of all, and what `scheme` does not know of it states nothing and
    is told with each case. Raises ProblemsFound with every problem, each with the key it stands
    under.
    """
    raw = parsed(text, file)
    schemes = _schemes(raw, file, scheme, known)
    records = Records(file, scheme if len(schemes) == 1 else _all_of(schemes, file))
    _check_names(records)
    heads = ("scheme", "source", KINDS, KNOWN_BY, PERSON, MATTER, "set-aside")
    table = records.table(raw, "", heads)
    source = records.text(table, "source", "source")
    cases = _cases(records, table, source)
    settings = _settings(records, table)
    kinds = _kinds_of_source(records, table, cases, schemes)
    known_by = _known_by(records, table, cases)
    if records.problems:
        raise ProblemsFound(_at_most(records.problems, file))
    done = [
        set_aside(case, [s for s in settings if records.labels[s.label] in ("", case.key)])
        for case in cases
    ]
    if len(schemes) > 1:
        done = [seen_by(scheme, case, records.places, n) for n, case in enumerate(done, start=1)]
    return tuple(replace(with_drawn(case, scheme, kinds), known_by=known_by) for case in done)


def _at_most(problems: list[Problem], file: str) -> list[Problem]:
    """The first of the problems, and how many more there are."""
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return problems
    left = Problem("more-problems", Place(file), f"{more:,} more are not told", "mend these first")
    return [*problems[:MOST_PROBLEMS], left]


def _kinds_of_source(
    records: Records, table: Mapping[str, object], cases: Sequence[Case], schemes: Sequence[Scheme]
) -> dict[str, str]:
    """Of what kind each source is, as far as the file says."""
    words = {word for scheme in schemes for word in scheme.code_sets.get(SOURCES, ())}
    sources = {source for case in cases for source in sources_of(case)}
    none = "the scheme tells none apart: leave it out"
    given = records.table(table[KINDS], KINDS, sources) if KINDS in table else {}
    for source, word in (found := _words(records, given, KINDS)).items():
        if word and word not in words:
            what = f"{quoted(word)} is no kind of source"
            remedy = nearest(word, words) if words else none
            records.problem("unknown-word", f"{KINDS} > {source}", what, remedy)
    told = ((case, scheme) for case in cases for scheme in schemes)
    astray = dict.fromkeys(one for pair in told for one in told_by_others(*pair, found))
    for fact, source in astray:
        what = f"{quoted(source)} states {quoted(fact)}, which is told by other kinds of source"
        remedy = "state the fact that it is drawn from, or mend the kind of the source"
        records.problem("not-by-that-source", f"{KINDS} > {source}", what, remedy)
    return found


def _known_by(
    records: Records, table: Mapping[str, object], cases: Sequence[Case]
) -> dict[str, str]:
    """How what each source says is known, as far as the file says."""
    sources = {source for case in cases for source in sources_of(case)}
    given = records.table(table[KNOWN_BY], KNOWN_BY, sources) if KNOWN_BY in table else {}
    for source, word in (found := _words(records, given, KNOWN_BY)).items():
        if word and word not in KNOWN_WORDS:
            what = f"{quoted(word)} is no way of knowing that is told here"
            records.problem(
                "unknown-word", f"{KNOWN_BY} > {source}", what, nearest(word, KNOWN_WORDS)
            )
    return found


def _words(records: Records, given: Mapping[str, object], key: str) -> dict[str, str]:
    return {source: records.text(given, source, key) for source in given}


def _schemes(
    raw: Mapping[str, object], file: str, scheme: Scheme, known: Callable[[str], Scheme]
) -> tuple[Scheme, ...]:
    """The schemes that the file is for, in its order; the one asked is among them."""
    names = raw.get("scheme", scheme.id)
    names = names if isinstance(names, list) else [names]
    place = Place(file, heading="scheme")
    if not all(isinstance(name, str) and name.strip() for name in names) or not names:
        what, remedy = "`scheme` is no text", 'write an id in quotation marks, or ["...", "..."]'
        raise ProblemsFound([Problem("wrong-type", place, what, remedy)])
    ids = list(dict.fromkeys(map(str, names)))
    if len(ids) > MOST_SCHEMES:
        what = f"the file names more than {MOST_SCHEMES} schemes"
        raise ProblemsFound([Problem("too-many", place, what, "divide it")])
    if scheme.id not in ids:
        told = " and ".join(quoted(name) for name in ids[:3]) + (" ..." if len(ids) > 3 else "")
        what = f"the file is for the scheme {told}, not `{scheme.id}`"
        remedy = "read it under its own scheme, or name this one in it as well"
        raise ProblemsFound([Problem("other-scheme", place, what, remedy)])
    try:
        return tuple(scheme if name == scheme.id else known(name) for name in ids)
    except ProblemsFound as found:
        # What is missing is missed by this file; what is wrong in a scheme stands in the scheme.
        here = ("scheme-not-found", "other-scheme")
        raise ProblemsFound(
            [replace(p, place=place) if p.code in here else p for p in found.problems]
        ) from None


def _all_of(schemes: Sequence[Scheme], file: str) -> Together:
    whole = together(schemes)
    place = Place(file, heading="scheme")
    found = [
        Problem(
            "schemes-differ",
            place,
            f"the schemes of the file mean different things: {told}",
            "write a file for each of these schemes",
        )
        for told in dict.fromkeys(differences(schemes, whole))
    ]
    if found:
        raise ProblemsFound(found)
    return whole


def _check_names(records: Records) -> None:
    scheme = records.scheme
    for kind in (PERSON, MATTER, *scheme.list_named):
        for name in sorted(RESERVED.intersection(records.names_of(kind))):
            what = f"the scheme declares `{name}`, which means something else in a case file"
            records.problem("reserved-name", f"{kind} > {name}", what, "rename it in the scheme")


def _cases(records: Records, table: Mapping[str, object], source: str) -> list[Case]:
    person_key, person = _person(records, table.get(PERSON, {}), source)
    raw = table.get(MATTER, [])
    matters = [raw] if isinstance(raw, dict) else records.array(raw, MATTER)
    if not matters:
        remedy = "add a table for it, headed [[matter]], with a key"
        records.problem("no-matter", MATTER, "the file has no matter", remedy)
    cases: list[Case] = []
    keys: set[str] = set()
    for n, item in enumerate(matters, start=1):
        path = f"{MATTER} {n}"
        known = ("key", "source", "identities", "closures", "denials", *records.names_of(MATTER))
        matter = records.table(item, path, known)
        key = records.owner = records.text(matter, "key", path)
        if isinstance(item, dict) and "key" not in item:
            remedy = 'add key = "...", a reference and not a name'
            records.problem("no-key", path, "the matter has no key", remedy)
        if key and key in keys:
            records.problem(
                "key-twice", path, f"two matters have the key {quoted(key)}", "mend one"
            )
        keys.add(key)
        subject = records.subject(
            matter, MATTER, path, records.text(matter, "source", path, source)
        )
        cases.append(Case(key, person, subject, person_key, records.identities(matter, path)))
    return cases


def _person(records: Records, raw: object, source: str) -> tuple[str, Subject]:
    known = ("key", "source", "closures", "denials", *records.names_of(PERSON))
    table = records.table(raw, PERSON, known)
    source = records.text(table, "source", PERSON, source)
    return records.text(table, "key", PERSON), records.subject(table, PERSON, PERSON, source)


def _settings(records: Records, table: Mapping[str, object]) -> list[SettingAside]:
    raw = records.array(table.get("set-aside", []), "set-aside")
    settings: list[SettingAside] = []
    keys = ("label", "by", "on", "reason")
    for n, item in enumerate(raw, start=1):
        path = f"set-aside {n}"
        one = records.table(item, path, keys)
        told = {key: records.text(one, key, path) for key in keys}
        if missing := [key for key in keys if key not in one]:
            why = "a setting aside is a named person's act, on a day and for a reason"
            what = f"it does not say `{missing[0]}`"
            records.problem("not-fully-said", path, what, "say label, by, on and reason", why)
        if told["on"] and not _is_day(told["on"]):
            what = f"{quoted(told['on'])} is no day"
            records.problem("bad-date", path, what, "write it as YYYY-MM-DD")
        if told["label"] and told["label"] not in records.labels:
            what = f"nothing in the file is labelled {quoted(told['label'])}"
            records.problem("unknown-label", path, what, nearest(told["label"], records.labels))
        settings.append(SettingAside(**told))
    return settings


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
