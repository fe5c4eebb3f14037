"""A case whose every statement bears a label of its own, so that any can be set aside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from amends.cases.case import Case, Entries, Subject

About = tuple[str, str]
"""What is stated of (a fact, a list or a part), and the source that states it."""


@dataclass(slots=True)
class Labelling:
    """Gives new labels; `labels` are those of everything that a source states of something."""

    labels: dict[About, list[str]] = field(default_factory=dict)
    _given: int = 0

    def case(self, case: Case) -> Case:
        """The same case, labelled anew."""
        return replace(case, person=self._subject(case.person), matter=self._subject(case.matter))

    def _new(self, what: str, source: str) -> str:
        self._given += 1
        label = f"statement {self._given}"
        self.labels.setdefault((what, source), []).append(label)
        return label

    def _subject(self, subject: Subject) -> Subject:
        return replace(
            subject,
            facts={
                name: tuple(replace(s, label=self._new(name, s.source)) for s in stated)
                for name, stated in subject.facts.items()
            },
            lists={name: self._entries(name, held) for name, held in subject.lists.items()},
            denials=tuple(replace(d, label=self._new(d.part, d.source)) for d in subject.denials),
        )

    def _entries(self, name: str, held: Entries) -> Entries:
        new = {entry.label: self._new(name, entry.source) for entry in held.entries}
        entries = (
            replace(entry, label=new[entry.label], subject=self._subject(entry.subject))
            for entry in held.entries
        )
        closures = (
            replace(
                closure,
                label=self._new(name, closure.source),
                names=frozenset(new.get(label, label) for label in closure.names),
                may_be=frozenset(new.get(label, label) for label in closure.may_be),
            )
            for closure in held.closures
        )
        return Entries(tuple(entries), tuple(closures))
