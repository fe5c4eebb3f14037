"""Setting statements aside: the only step that takes anything from a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from amends.cases.case import Case, Entries, Entry, Subject
from amends.truth.statements import Closure, SettingAside


def set_aside(case: Case, settings: Sequence[SettingAside]) -> Case:
    """The case without the statements, entries, closures and denials so labelled.

    An entry set aside stays in its list only as one that *may be* the subject's,
    for the closures that named it: a source that said "these and no others"
    still said so. Raises KeyError for a label that nothing in the case bears.
    """
    wanted = {setting.label for setting in settings}
    met: set[str] = set()
    person = _subject(case.person, wanted, met)
    matter = _subject(case.matter, wanted, met)
    if wanted - met:
        raise KeyError(min(wanted - met))
    return replace(case, person=person, matter=matter, set_aside=(*case.set_aside, *settings))


def _subject(subject: Subject, wanted: Collection[str], met: set[str]) -> Subject:
    facts = {
        name: kept
        for name, statements in subject.facts.items()
        if (kept := tuple(s for s in statements if not _goes(s.label, wanted, met)))
    }
    return replace(
        subject,
        facts=facts,
        lists={name: _entries(held, wanted, met) for name, held in subject.lists.items()},
        denials=tuple(d for d in subject.denials if not _goes(d.label, wanted, met)),
    )


def _entries(held: Entries, wanted: Collection[str], met: set[str]) -> Entries:
    gone = {e.label for e in held.entries if _goes(e.label, wanted, met)}
    closures = tuple(_closure(c, gone) for c in held.closures if not _goes(c.label, wanted, met))
    named = {label for c in closures for label in c.may_be}
    # Each entry is gone through, kept or not: what is said inside it may be named too.
    entries = [_entry(e, gone, wanted, met) for e in held.entries]
    kept = tuple(e for e in entries if e.label not in gone or e.label in named)
    return Entries(kept, closures)


def _closure(closure: Closure, gone: Collection[str]) -> Closure:
    return replace(
        closure,
        names=closure.names - frozenset(gone),
        may_be=closure.may_be | (closure.names & frozenset(gone)),
    )


def _entry(entry: Entry, gone: Collection[str], wanted: Collection[str], met: set[str]) -> Entry:
    certain = entry.certain and entry.label not in gone
    return replace(entry, subject=_subject(entry.subject, wanted, met), certain=certain)


def _goes(label: str, wanted: Collection[str], met: set[str]) -> bool:
    if label and label in wanted:
        met.add(label)
        return True
    return False
