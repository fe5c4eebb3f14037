"""Case files for several schemes: read with the words of all of them, then seen by one.

What bears one name in two of the schemes is one thing to the file. What a scheme does not know
states nothing under it, and is told. That settles nothing wrongly: what is settled while a fact is
silent stays settled alike whatever is said of the fact. So where one statement has a word that the
scheme lacks, the fact is left out with all its statements: without one of two statements a dispute
would be hidden, and without one of two words the other would be said for certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from amends.cases.case import Case, Entries, Entry, Subject
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import (
    YES_NO,
    Declarations,
    Fact,
    FactType,
    ListKind,
    Part,
    Vocabulary,
)
from amends.scheme.model import Scheme
from amends.truth.statements import Closure
from amends.truth.values import Codes, Values


@dataclass(frozen=True, kw_only=True)
class Together(Declarations):
    """What a file for several schemes can name. Parts it cannot: each law defines its own."""

    parts: tuple[Part, ...] = ()


def together(schemes: Sequence[Scheme]) -> Together:
    """Every fact, list and word of the schemes; of two of one name, the first with both's words.

    Whether those of one name are alike is for `differences` to say.
    """
    words: dict[str, dict[str, None]] = {}

    def merged(declared: Iterable[tuple[Scheme, Sequence[Fact]]]) -> tuple[Fact, ...]:
        by_name: dict[str, list[tuple[Scheme, Fact]]] = {}
        for scheme, facts in declared:
            for fact in facts:
                by_name.setdefault(fact.name, []).append((scheme, fact))
        found: list[Fact] = []
        for alike in by_name.values():
            name = " / ".join(dict.fromkeys(fact.vocabulary for _, fact in alike))
            for scheme, fact in alike:
                codes = scheme.codes_of.get(fact.vocabulary, ())
                words.setdefault(name, {}).update(dict.fromkeys(codes))
            found.append(replace(alike[0][1], vocabulary=name))
        return tuple(found)

    lists: dict[str, ListKind] = {}
    for kind in (kind for scheme in schemes for kind in scheme.lists):
        lists.setdefault(kind.name, kind)
    of_lists = [
        [(scheme, scheme.list_named[name].facts) for scheme in schemes if name in scheme.list_named]
        for name in lists
    ]
    return Together(
        matter=schemes[0].matter,
        person_facts=merged((scheme, scheme.person_facts) for scheme in schemes),
        matter_facts=merged((scheme, scheme.matter_facts) for scheme in schemes),
        lists=tuple(
            replace(kind, facts=merged(facts))
            for kind, facts in zip(lists.values(), of_lists, strict=True)
        ),
        vocabularies=tuple(
            Vocabulary(name, tuple(codes)) for name, codes in words.items() if name != YES_NO
        ),
    )


def differences(schemes: Sequence[Scheme], whole: Together) -> Iterator[str]:
    """What bears one name in two of the schemes and cannot be one thing, for a message."""
    for scheme in schemes:
        if scheme.matter != whole.matter:
            yield f"the matter is a {whole.matter}, and in `{scheme.id}` a {scheme.matter}"
        for kind in scheme.lists:
            same = whole.list_named[kind.name]
            if (kind.of, kind.is_person) != (same.of, same.is_person):
                yield f"the list `{kind.name}` is of something else in `{scheme.id}`"
        for owner in (PERSON, MATTER, *scheme.list_named):
            for name, fact in scheme.facts_of(owner).items():
                same_fact = whole.facts_of(owner)[name]
                if fact.type is not same_fact.type:
                    yield f"the fact `{name}` is of another type in `{scheme.id}`"
                if (fact.drawn_from, fact.by) != (same_fact.drawn_from, same_fact.by):
                    yield f"the fact `{name}` is told by other kinds of source in `{scheme.id}`"
    currencies = sorted({scheme.currency for scheme in schemes if scheme.currency})
    owners = (PERSON, MATTER, *whole.list_named)
    facts = (fact for owner in owners for fact in whole.facts_of(owner).values())
    if len(currencies) > 1 and any(fact.type is FactType.MONEY for fact in facts):
        yield f"sums are in {' and in '.join(currencies)}"


def seen_by(scheme: Scheme, case: Case, places: Mapping[str, str], nth: int) -> Case:
    """A case of a file for several schemes as one of them sees it, and what it does not look at.

    `places` says where the entry of each label stands in the file; the matter is the `nth`.
    """
    sight = _Sight(scheme, places)
    person = sight.subject(case.person, PERSON, PERSON)
    matter = sight.subject(case.matter, MATTER, f"{MATTER} {nth}")
    return replace(case, person=person, matter=matter, not_looked_at=tuple(sight.left))


@dataclass(slots=True)
class _Sight:
    scheme: Scheme
    places: Mapping[str, str]
    left: list[str] = field(default_factory=list)

    def subject(self, subject: Subject, kind: str, path: str) -> Subject:
        declared = self.scheme.facts_of(kind)
        facts = {
            name: statements
            for name, statements in subject.facts.items()
            if self._knows(name in declared, f"{path} > {name}")
            and self._can_say([one.says for one in statements], declared[name], f"{path} > {name}")
        }
        silences = {
            name: silence
            for name, silence in subject.silences.items()
            if self._knows(name in declared, f"{path} > {name}")
        }
        lists = {
            name: self._entries(held, name)
            for name, held in subject.lists.items()
            if self._knows(self.scheme.has_list(kind, name), f"{path} > {name}")
        }
        return replace(subject, facts=facts, silences=silences, lists=lists)

    def _entries(self, held: Entries, kind: str) -> Entries:
        return Entries(
            tuple(self._entry(entry, kind) for entry in held.entries),
            tuple(self._closure(closure, kind) for closure in held.closures),
        )

    def _entry(self, entry: Entry, kind: str) -> Entry:
        return replace(entry, subject=self.subject(entry.subject, kind, self.places[entry.label]))

    def _closure(self, closure: Closure, kind: str) -> Closure:
        """What it does not rule out is described by less, and so it rules out less."""
        declared = self.scheme.facts_of(kind)
        such = tuple(
            {
                name: values
                for name, values in described.items()
                if self._knows(name in declared, f"but-such-as of {kind} > {name}")
                and self._can_say([values], declared[name], f"but-such-as of {kind} > {name}")
            }
            for described in closure.but_such_as
        )
        return replace(closure, but_such_as=such)

    def _knows(self, known: bool, path: str) -> bool:
        if not known:
            self.left.append(path)
        return known

    def _can_say(self, said: Iterable[Values], fact: Fact, path: str) -> bool:
        codes = self.scheme.code_sets.get(fact.vocabulary, frozenset())
        if all(values.codes <= codes for values in said if isinstance(values, Codes)):
            return True
        self.left.append(f"{path} (a word that this scheme does not have)")
        return False
