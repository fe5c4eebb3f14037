"""What a page needs to know of each fact and list of a law, as plain data."""

from __future__ import annotations

from amends.engines.exact import FactClasses, value_classes
from amends.engines.page import values_as_data
from amends.explanation import look_for
from amends.questionnaire.asks import THE_MATTER, THE_PERSON, FactAsk, ListAsk, Place
from amends.questionnaire.order import MOST_ENTRIES, rank
from amends.scheme.conditions import MATTER, PERSON, Ref
from amends.scheme.declarations import Fact, ListKind
from amends.scheme.law import Law

Json = dict[str, object]


def catalogue(law: Law) -> Json:
    """The catalogue of a law, beside what `engines.page.compiled` gives; both go through JSON.

    `kinds` has the facts and lists of each kind (`person`, `matter`, the name of a list), in the
    order in which they are declared. `look` is where to look for one, "" if nowhere is named;
    `tells` is what a fact tells, "" for no more than its value; `rank` is whether it is recorded,
    listed or judged, and its place as declared (order.py). What a coded fact can be stands in the
    law's `vocabularies`: its words, then each word in each of `modes`, numbered as a case numbers
    them. `classes` are the value classes of a fact: `sample` is one value of each, and `values`
    are all, both as a statement says them. `alone` is whether a fact is looked at alone
    (`FactClasses`). `most_entries` is how many
    entries of a list are asked for.
    """
    return {
        "kinds": {kind: _kind(law, kind) for kind in (PERSON, MATTER, *law.scheme.list_named)},
        "most_entries": MOST_ENTRIES,
    }


def _kind(law: Law, kind: str) -> Json:
    scheme = law.scheme
    return {
        "facts": [_fact(law, kind, fact) for fact in scheme.facts_of(kind).values()],
        "lists": [_list(law, kind, listed) for listed in scheme.lists_of(kind)],
    }


def _fact(law: Law, kind: str, fact: Fact) -> Json:
    scheme = law.scheme
    found = value_classes(law)[Ref(kind, fact.name)]
    modes = next((v.modes for v in scheme.vocabularies if v.name == fact.vocabulary), ())
    return {
        "name": fact.name,
        "type": fact.type.value,
        "kind": fact.kind.value,
        "look": look_for(fact, kind, scheme),
        "tells": fact.tells.value if fact.tells else "",
        "modes": list(modes),
        "rank": list(rank(FactAsk(_place(kind), fact.name), scheme)),
        "alone": found.alone,
        "classes": _classes(law, kind, fact.name, found),
    }


def _classes(law: Law, kind: str, fact: str, found: FactClasses) -> list[Json]:
    return [
        {
            "sample": values_as_data(one.sample, law.scheme, kind, fact),
            "values": [values_as_data(values, law.scheme, kind, fact) for values in one.values],
        }
        for one in found.classes
    ]


def _list(law: Law, kind: str, listed: ListKind) -> Json:
    return {
        "name": listed.name,
        "is_person": listed.is_person,
        "look": look_for(listed, kind, law.scheme),
        "rank": list(rank(ListAsk(_place(kind), listed.name, 0), law.scheme)),
    }


def _place(kind: str) -> Place:
    """Somewhere of one kind: a rank looks at the kind alone."""
    tops = {PERSON: THE_PERSON, MATTER: THE_MATTER}
    return tops.get(kind) or THE_PERSON.entry(kind, "")
