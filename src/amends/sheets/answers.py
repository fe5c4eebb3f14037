"""The answers on which a sheet rests: from the cases, and back to cases that can be asked again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from amends.cases.case import KNOWN_WORDS, Case, Entry, Subject
from amends.cases.case_as_toml import as_written
from amends.cases.case_file import read_case_file
from amends.cases.case_subject import RESERVED
from amends.explanation.told import closure_said
from amends.explanation.values_in_words import in_words
from amends.problems import Place, Problem, ProblemsFound
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact
from amends.scheme.law import Law
from amends.sheets.contents import NOT_KNOWN, NOT_SAID, Answer, AnswerKind, Known, MatterTold, Sheet
from amends.truth.statements import Closure, Denial, SettingAside, Silence, Statement

_Table = dict[str, object]
_CLOSURES: Final = "closures"
_DENIALS: Final = "denials"


def answers_of(cases: Sequence[Case], law: Law) -> list[Answer]:
    """Every answer of cases that share one person: the person's, then each matter's, in order."""
    first = cases[0]
    teller = _Teller(law, first.known_by)
    found = list(teller.subject(first.person, PERSON, _Where((PERSON,), "the person")))
    for case in cases:
        found += teller.subject(case.matter, MATTER, _Where((MATTER, case.key), case.key))
    return found


@dataclass(frozen=True, slots=True)
class _Where:
    """Where an answer stands, as a path and in words."""

    of: tuple[str, ...]
    about: str

    def entry(self, listed: str, label: str) -> _Where:
        """An entry of a list of this."""
        return _Where((*self.of, listed, label), f"{label} of {self.about}")


@dataclass(frozen=True, slots=True)
class _Teller:
    law: Law
    known_by: Mapping[str, str]

    def subject(self, subject: Subject, kind: str, where: _Where) -> Iterator[Answer]:
        scheme = self.law.scheme
        for name, fact in scheme.facts_of(kind).items():
            for statement in subject.facts.get(name, ()):
                yield self._fact(statement, fact, where)
            silence = subject.silences.get(name, Silence.NOT_RECORDED)
            if name not in subject.facts and silence is not Silence.NOT_RECORDED:
                said = silence.value
                answer = _answer(
                    "silence", where, name, question=fact.ask or name, words=said, value=said
                )
                yield {**answer, "known": NOT_KNOWN}
        for listed in scheme.lists_of(kind):
            held = subject.entries(listed.name)
            question = listed.ask or listed.name
            for entry in held.entries:
                yield self._entry(entry, listed.name, question, where)
                yield from self.subject(
                    entry.subject, listed.name, where.entry(listed.name, entry.label)
                )
            for closure in held.closures:
                yield self._closure(closure, listed.name, question, where)
        for denial in subject.denials:
            question = f"Is there a {denial.part}?"
            answer = _answer(
                "denial", where, denial.part, question=question, words="no", value=None
            )
            yield self._told(answer, denial)

    def _fact(self, said: Statement, fact: Fact, where: _Where) -> Answer:
        words = in_words(said.says, fact.type)
        value = as_written(said.says, fact)
        answer = _answer(
            "fact", where, fact.name, question=fact.ask or fact.name, words=words, value=value
        )
        # One that is drawn from another is the same statement: its label is borne by that.
        label = "" if fact.drawn_from else said.label
        return {**self._told(answer, said), "dated": said.dated, "label": label}

    def _entry(self, entry: Entry, listed: str, question: str, where: _Where) -> Answer:
        pairs = [{"register": one, "reference": at} for one, at in sorted(entry.identities)]
        value = {"certain": entry.certain, "identities": pairs}
        words = entry.label if entry.certain else f"{entry.label}, perhaps"
        return self._told(
            _answer("entry", where, listed, question=question, words=words, value=value), entry
        )

    def _closure(self, closure: Closure, listed: str, question: str, where: _Where) -> Answer:
        facts = self.law.scheme.facts_of(listed)
        such = [
            {name: as_written(values, facts[name]) for name, values in described.items()}
            for described in closure.but_such_as
        ]
        value = {"names": sorted(closure.names), "may-be": sorted(closure.may_be)}
        words = closure_said(closure, listed, self.law)
        answer = _answer(
            "closure",
            where,
            listed,
            question=question,
            words=words,
            value={**value, "but-such-as": such},
        )
        return self._told(answer, closure)

    def _told(self, answer: Answer, said: Statement | Entry | Closure | Denial) -> Answer:
        known = cast("Known", self.known_by.get(said.source, NOT_SAID))
        return {
            **answer,
            "source": said.source,
            "label": said.label,
            "conventions": list(said.conventions),
            "known": known,
        }


def _answer(
    kind: AnswerKind, where: _Where, name: str, *, question: str, words: str, value: object
) -> Answer:
    return {
        "kind": kind,
        "of": list(where.of),
        "about": where.about,
        "name": name,
        "question": question,
        "words": words,
        "value": value,
        "source": "",
        "dated": "",
        "label": "",
        "conventions": [],
        "known": NOT_SAID,
    }


# --- back to cases ---


def cases_of(sheet: Sheet, answers: Sequence[Answer], law: Law, file: str) -> tuple[Case, ...]:
    """The cases that a sheet was made from, given all its answers, read under a law.

    Raises ProblemsFound where the law's scheme does not know what is answered, or an answer stands
    nowhere; `file` is the sheet's, for messages.
    """
    matters = [_matter(matter) for matter in sheet["matters"]]
    person: _Table = {"key": sheet["person"]} if sheet["person"] else {}
    places: dict[tuple[str, ...], _Table] = {
        (MATTER, str(matter["key"])): matter for matter in matters
    }
    places[PERSON,] = person
    for number, answer in enumerate(answers, start=1):
        table = _found(places, answer["of"])
        if table is None or not _written_into(table, answer):
            what = f"answer {number} stands at a place that the sheet does not have"
            remedy = "have the sheet made again: its answers do not belong together"
            place = Place(file, heading="answers")
            raise ProblemsFound([Problem("answer-out-of-place", place, what, remedy)])
    text = json.dumps({"scheme": law.scheme.id, PERSON: person, MATTER: matters})
    cases = read_case_file(text, file, law.scheme)
    known_by: dict[str, str] = {}
    for answer in answers:
        if answer["known"] in KNOWN_WORDS:
            known_by.setdefault(answer["source"], answer["known"])
    return tuple(
        replace(
            case,
            known_by=known_by,
            set_aside=tuple(SettingAside(**one) for one in told["set_aside"]),
            not_looked_at=tuple(told["not_looked_at"]),
        )
        for case, told in zip(cases, sheet["matters"], strict=True)
    )


def _matter(told: MatterTold) -> _Table:
    pairs = [dict(one) for one in told["identities"]]
    return {"key": told["key"], "identities": pairs}


def _found(places: Mapping[tuple[str, ...], _Table], of: Sequence[str]) -> _Table | None:
    """The table of the subject that a path leads to; None where there is none."""
    start = 2 if of[:1] == [MATTER] else 1
    table = places.get(tuple(of[:start]))
    steps = of[start:]
    if len(steps) % 2:
        return None
    for listed, label in zip(steps[::2], steps[1::2], strict=True):
        entries = table.get(listed) if table else None
        among = entries if isinstance(entries, list) else []
        table = next((one for one in among if one.get("label") == label), None)
    return table


def _written_into(table: _Table, answer: Answer) -> bool:
    """Write an answer into the table of its subject; False where that cannot be."""
    name, kind = answer["name"], answer["kind"]
    told = {key: answer[key] for key in ("source", "label", "conventions") if answer[key]}
    value = answer["value"] if isinstance(answer["value"], dict) else {}
    match kind:
        case "closure":
            return _added(table, _CLOSURES, {"list": name, **value, **told})
        case "denial":
            return _added(table, _DENIALS, {"of": name, **told})
        case _ if name in RESERVED:
            return False
        case "entry":
            return _added(table, name, {**value, **told, "label": answer["label"] or name})
        case "silence":
            table.setdefault(name, {"silent": answer["value"]})
            return True
        case _:
            dated = {"dated": answer["dated"]} if answer["dated"] else {}
            return _added(table, name, {"says": answer["value"], **told, **dated})


def _added(table: _Table, key: str, item: Mapping[str, object]) -> bool:
    items = table.setdefault(key, [])
    if not isinstance(items, list):
        return False
    items.append(dict(item))
    return True
