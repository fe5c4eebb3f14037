"""Case files: one person and their matters, with what each source says, in TOML or JSON.

The form is told in docs/handbook/case-files.md, in the template and in the JSON Schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from amends.cases.case import Case, Subject
from amends.cases.case_subject import RESERVED, Records
from amends.cases.case_text import parsed
from amends.cases.case_values import quoted
from amends.cases.setting_aside import set_aside
from amends.problems import ProblemsFound, nearest
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.model import Scheme
from amends.truth.statements import SettingAside


def read_case_file(text: str | bytes, file: str, scheme: Scheme) -> tuple[Case, ...]:
    """The cases of a case file, one for each matter, in its order; what is set aside is.

    `file` is the name for messages; the text is JSON if it ends in `.json` or begins with `{`,
    otherwise TOML. Raises ProblemsFound with every problem, each with the key it stands under.
    """
    raw = parsed(text, file)
    records = Records(file, scheme)
    _check_names(records)
    table = records.table(raw, "", ("scheme", "source", PERSON, MATTER, "set-aside"))
    named = records.text(table, "scheme", "scheme", scheme.id)
    if named != scheme.id:
        what = f"the file is for the scheme {quoted(named)}, not `{scheme.id}`"
        records.problem("other-scheme", "scheme", what, "read it under its own scheme")
    source = records.text(table, "source", "source")
    cases = _cases(records, table, source)
    settings = _settings(records, table)
    if records.problems:
        raise ProblemsFound(records.problems)
    return tuple(
        set_aside(case, [s for s in settings if records.labels[s.label] in ("", case.key)])
        for case in cases
    )


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
