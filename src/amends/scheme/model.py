"""A scheme: one law's rules of relief, whole and valid.

Frozen, and checked when built: a scheme that exists is valid, and no engine
checks again. Every name resolves and has the right type, no part rests on
itself or on more than an engine can follow, numbers of open points exist, and on
every day on which the law is in force no *all of* or *any of* is left without a
limb (an empty one would be settled by nothing). A reader of text finds most faults
earlier, with positions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from amends.scheme.conditions import (
    ALWAYS,
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    Condition,
    Force,
    Limb,
    Named,
)
from amends.scheme.declarations import (
    SOURCES,
    CodeList,
    Declarations,
    Effect,
    Fact,
    FactType,
    Instrument,
    Limit,
    Part,
    Status,
    Unseen,
    Vocabulary,
)
from amends.scheme.fitting import Fault, misfit_of_telling, misfits, misfits_of_amount
from amends.scheme.resting import unsound
from amends.scheme.walk import children, descendants


class InvalidScheme(ValueError):
    """Raised by building a scheme whose parts do not fit; holds every fault."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults, in the order of the scheme."""
        self.faults = faults
        super().__init__("; ".join(f"{fault.provision}: {fault.what}" for fault in faults))


@dataclass(frozen=True)
class Scheme(Declarations):
    """One law's rules of relief. Raises InvalidScheme when its parts do not fit.

    `recorded_by` names the part without which there is nothing to relieve (a
    conviction); a matter for which it is refuted is counted apart. `seen` lists the
    provisions of the law that its author read, `unseen` those that could not be.
    """

    id: str
    title: str
    citation: str
    jurisdiction: str
    status: Status
    force: Force
    effects: tuple[Effect, ...]
    parts: tuple[Part, ...]
    uri: str = ""
    reviewed: str = ""
    recorded_by: str = ""
    currency: str = ""
    instruments: tuple[Instrument, ...] = ()
    seen: tuple[str, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    not_operative: tuple[Limit, ...] = ()
    routes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the parts fit together; name every fault at once.

        Only how parts rest on each other is told alone: no more can be looked at.
        """
        faults = _find_faults(self)
        if faults:
            raise InvalidScheme(faults)

    def __hash__(self) -> int:
        """Of the name alone: a scheme is looked up for each case, and few have one name."""
        return hash((self.id, self.title))

    @cached_property
    def part_named(self) -> Mapping[str, Part]:
        """Each part by its name."""
        return {part.name: part for part in self.parts}

    @property
    def bodies(self) -> Iterator[tuple[str, Condition]]:
        """What each part says, and each amount, with its provision."""
        yield from ((part.provision, part.body) for part in self.parts)
        for amount in (effect.amount for effect in self.effects):
            if amount is not None:
                yield amount.provision, amount.counted


def _find_faults(scheme: Scheme) -> tuple[Fault, ...]:
    """Every fault of the scheme, in its order; () for a valid one."""
    # First, since whatever follows walks through every condition.
    faults = [
        Fault(scheme.part_named[u.part].provision, u.what, u.remedy) for u in unsound(scheme.parts)
    ]
    if faults:
        return tuple(faults)
    faults += _declaration_faults(scheme)
    for part in scheme.parts:
        faults += misfits(scheme, scheme.part_named, part)
    for provision, body in scheme.bodies:
        faults += _two_versions(body, provision)
    if not faults:
        faults += _days_without_limbs(scheme)
    return tuple(faults)


def _declaration_faults(scheme: Scheme) -> Iterator[Fault]:
    yield from _twice("vocabulary", (v.name for v in scheme.vocabularies))
    for vocabulary in scheme.vocabularies:
        yield from _twice(f"word of `{vocabulary.name}`", vocabulary.codes)
        yield from _plain_faults(vocabulary)
    yield from _twice("list", (kind.name for kind in scheme.lists))
    yield from _twice("part", (part.name for part in scheme.parts))
    yield from _twice("open point", (str(point.number) for point in scheme.open_points))
    yield from _twice("effect", (effect.name for effect in scheme.effects))
    yield from _twice("list of codes", (cited.provision for cited in scheme.code_lists))
    yield from _fact_faults(scheme)
    owners = {PERSON, MATTER, *scheme.list_named}
    for kind in scheme.lists:
        if kind.of not in owners:
            yield Fault(
                kind.name, f"the list is of `{kind.of}`, which is not declared", "declare it first"
            )
    modes = {words.name: frozenset(words.modes) for words in scheme.vocabularies}
    for cited in scheme.code_lists:
        yield from _code_list_faults(scheme, cited, modes.get(cited.vocabulary, frozenset()))
    for one in scheme.unseen:
        if one.point and one.point not in scheme.point_numbers:
            yield Fault(
                one.provision,
                f"open point {one.point} is not declared",
                "declare it, with its question",
            )
    yield from _effect_faults(scheme)
    if scheme.recorded_by and scheme.recorded_by not in scheme.part_named:
        yield Fault(
            "",
            f"`{scheme.recorded_by}` is no part of the scheme",
            "name the part that says there is a matter",
        )


def _effect_faults(scheme: Scheme) -> Iterator[Fault]:
    for effect in scheme.effects:
        part = scheme.part_named.get(effect.part)
        if part is None or part.about != MATTER:
            yield Fault(
                effect.name,
                f"the effect rests on `{effect.part}`, which is no part about the matter",
                "name the part that brings the effect",
            )
        given = effect.presumption.given if effect.presumption else ""
        if given and part and given not in _rests_on(scheme, part, within_lists=False):
            yield Fault(
                effect.name,
                f"it is presumed given `{given}`, on which the effect does not rest",
                "name a part that the effect itself names",
            )
        if effect.amount:
            yield from misfits_of_amount(scheme, scheme.part_named, effect.amount)
        yield from _twice(
            f"meaning of `{effect.name}`", (meaning.consequence.value for meaning in effect.means)
        )
    if not scheme.effects:
        yield Fault("", "the scheme has no effect", "say what the law does, with its part")
    elif scheme.effects[0].force != ALWAYS:
        yield Fault(
            scheme.effects[0].name,
            "the first effect has dates of its own",
            "put first an effect that the law has whenever it is in force",
        )


def _rests_on(scheme: Scheme, part: Part, *, within_lists: bool = True) -> set[str]:
    """The parts that a part names, and those that they name; of entries only if asked for."""
    found: set[str] = set()
    left = [part]
    while left:
        body = left.pop().body
        named = {node.part for node in descendants(body) if isinstance(node, Named)}
        if not within_lists:
            named = {node.part for node in _of_the_matter(body) if isinstance(node, Named)}
        new = (named - found) & scheme.part_named.keys()
        left += [scheme.part_named[name] for name in sorted(new)]
        found |= new
    return found


def _of_the_matter(node: Condition) -> Iterator[Condition]:
    """The condition and all inside it but what is asked of the entries of lists."""
    yield node
    if not isinstance(node, AtLeast):
        for child in children(node):
            yield from _of_the_matter(child)


def _fact_faults(scheme: Scheme) -> Iterator[Fault]:
    person = {fact.name for fact in scheme.person_facts}
    owned: list[tuple[str, tuple[Fact, ...]]] = [
        (PERSON, scheme.person_facts),
        (MATTER, scheme.matter_facts),
        *((kind.name, kind.facts) for kind in scheme.lists),
    ]
    for owner, facts in owned:
        kind = scheme.list_named.get(owner)
        names = [fact.name for fact in facts]
        inherited = [name for name in dict.fromkeys(names) if name in person]
        yield from _twice(
            f"fact of `{owner}`", names + (inherited if kind and kind.is_person else [])
        )
        for fact in facts:
            if fact.type is FactType.CODE and fact.vocabulary not in scheme.codes_of:
                yield Fault(
                    owner,
                    f"the fact `{fact.name}` has no declared words",
                    f"declare the vocabulary `{fact.vocabulary}`",
                )
            if fact.type is not FactType.CODE and fact.vocabulary:
                yield Fault(
                    owner,
                    f"the fact `{fact.name}` is a {fact.type.value}, and has words as well",
                    "make it a code, or give it no vocabulary",
                )
            yield from _drawing_faults(scheme, owner, fact, facts)
            yield from filter(None, [misfit_of_telling(fact, owner)])


def _drawing_faults(
    scheme: Scheme, owner: str, fact: Fact, among: Iterable[Fact]
) -> Iterator[Fault]:
    if not fact.drawn_from and not fact.by:
        return
    drawn = next((one for one in among if one.name == fact.drawn_from), None)
    if drawn is None or drawn.drawn_from:
        yield Fault(
            owner,
            f"the fact `{fact.name}` is drawn from `{fact.drawn_from}`, which is no other fact",
            "draw it from a fact of the same owner that is declared by its type",
        )
    elif (drawn.type, drawn.vocabulary) != (fact.type, fact.vocabulary):
        yield Fault(
            owner,
            f"the fact `{fact.name}` is of another type than `{fact.drawn_from}`",
            "give both the same type",
        )
    known = scheme.code_sets.get(SOURCES, frozenset())
    for kind in fact.by or ("",):
        if kind not in known:
            yield Fault(
                owner,
                f"`{kind}` is no kind of source",
                f"declare it among `words {SOURCES}`",
            )


def _code_list_faults(scheme: Scheme, cited: CodeList, modes: frozenset[str]) -> Iterator[Fault]:
    known = scheme.code_sets.get(cited.vocabulary, frozenset())
    for place, item in enumerate(cited.items):
        if any(i.label == item.label and i.force.meets(item.force) for i in cited.items[:place]):
            yield Fault(
                "", f"the item of {cited.provision} `{item.label}` is declared twice", "keep one"
            )
    named = [code for item in cited.items for code in item.codes]
    named += [code for opening in cited.openings for code in opening.codes]
    for code in named:
        if code not in known:
            yield Fault(
                cited.provision,
                f"`{code}` is no word of `{cited.vocabulary}`",
                "use a declared word, or declare it",
            )
    for opening in cited.openings:
        if opening.point not in scheme.point_numbers:
            yield Fault(
                cited.provision,
                f"open point {opening.point} is not declared",
                "declare it, with its question",
            )
        for label in opening.items:
            if all(item.label != label for item in cited.items):
                yield Fault(
                    cited.provision,
                    f"an opening is of `{label}`, which is no item of the list",
                    "name an item that the list has",
                )
        for mode in opening.modes:
            if mode not in modes:
                yield Fault(
                    cited.provision,
                    f"`{mode}` is no mode of `{cited.vocabulary}`",
                    "declare the mode with the vocabulary",
                )


def _plain_faults(vocabulary: Vocabulary) -> Iterator[Fault]:
    place = {word: n for n, word in enumerate(vocabulary.words)}
    said = [plain.word for plain in vocabulary.plain]
    yield from _twice(f"word said plainly of `{vocabulary.name}`", said)
    order = [place[word] for word in said if word in place]
    if order != sorted(order):
        yield Fault(
            vocabulary.name,
            "the plain words do not stand in the order of the words",
            "say them in the order in which the words are declared",
        )
    for plain in vocabulary.plain:
        sent = [see.word for see in plain.see]
        yield from _twice(f"word to which `{plain.word}` sends", sent)
        for word in (plain.word, *sent):
            if word not in place:
                yield Fault(
                    vocabulary.name,
                    f"`{word}` is no word of `{vocabulary.name}`",
                    "use a declared word, or declare it",
                )
        if plain.word in sent:
            yield Fault(
                vocabulary.name,
                f"`{plain.word}` sends to itself",
                "name the word that it may be mistaken for",
            )
        texts = [*filter(None, [plain.said_as]), *(see.when for see in plain.see)]
        if not texts or not all(text.strip() for text in texts):
            yield Fault(
                vocabulary.name,
                f"the plain words of `{plain.word}` say nothing",
                "say what it is called, or when to look at which other word",
            )


def _twice(what: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault("", f"the {what} `{name}` is declared {count} times", "keep one")


def break_days(scheme: Scheme) -> tuple[int, ...]:
    """The first day of each stretch in which the law stands the same, while in force."""
    forces = [
        n.force for _, body in scheme.bodies for n in descendants(body) if isinstance(n, Limb)
    ]
    forces += [item.force for cited in scheme.code_lists for item in cited.items]
    forces += [opening.force for cited in scheme.code_lists for opening in cited.openings]
    forces += [effect.force for effect in scheme.effects]
    days = {scheme.force.start if scheme.force.start is not None else 1}
    for force in forces:
        days.update({force.start} if force.start is not None else set())
        days.update({force.end + 1} if force.end is not None else set())
    return tuple(sorted(day for day in days if scheme.force.holds(day)))


def _two_versions(node: Condition, provision: str) -> Iterator[Fault]:
    """Limbs of one provision side by side, one of them dated, that are in force on one day."""
    among = [each for each in children(node) if isinstance(each, Limb)]
    for place, limb in enumerate(among if isinstance(node, All | Any) else ()):
        for other in among[:place]:
            same = limb.provision == other.provision != provision
            dated = limb.force != ALWAYS or other.force != ALWAYS
            if same and dated and limb.force.meets(other.force):
                yield Fault(
                    limb.provision,
                    "two versions of this limb are in force on the same day",
                    "let one end on the day before the other begins, or give it another label",
                )
    inside = node.provision if isinstance(node, Limb) else provision
    for child in children(node):
        yield from _two_versions(child, inside)


def _days_without_limbs(scheme: Scheme) -> Iterator[Fault]:
    for provision, body, days in _bodies_by_day(scheme):
        for node in descendants(body):
            among = node.limbs if isinstance(node, All | Any) else ()
            for child in () if among else children(node):
                if isinstance(child, Limb) and child.force != ALWAYS:
                    yield Fault(
                        child.provision,
                        "a dated limb stands alone",
                        "put it among others, so that one is in force on every day",
                    )
            forces = {limb.force if isinstance(limb, Limb) else ALWAYS for limb in among}
            if forces and ALWAYS not in forces and not _cover(forces, days):
                yield Fault(
                    provision,
                    "no limb is in force on some day on which the law is",
                    "close the gap between the dates",
                )
        if isinstance(body, Limb) and body.force != ALWAYS:
            yield Fault(provision, "the whole part is dated", "date the limbs inside it")


def _bodies_by_day(scheme: Scheme) -> Iterator[tuple[str, Condition, tuple[int, ...]]]:
    """What each part says, and each amount, with the days on which something rests on it.

    What only an effect of a later day rests on need not say anything before.
    """
    days = break_days(scheme)
    roots = [(scheme.recorded_by, ALWAYS)] if scheme.recorded_by else []
    roots += [(effect.part, effect.force) for effect in scheme.effects]
    for effect in scheme.effects:
        if effect.amount:
            held = tuple(day for day in days if effect.force.holds(day))
            yield effect.amount.provision, effect.amount.counted, held
            nodes = descendants(effect.amount.counted)
            roots += [(node.part, effect.force) for node in nodes if isinstance(node, Named)]
    rests: dict[str, set[Force]] = {part.name: set() for part in scheme.parts}
    for root, force in dict.fromkeys(roots):
        for name in {root} | _rests_on(scheme, scheme.part_named[root]):
            rests[name].add(force)
    for part in scheme.parts:
        forces = rests[part.name] or {ALWAYS}
        held = tuple(day for day in days if any(force.holds(day) for force in forces))
        yield part.provision, part.body, held


def _cover(forces: Collection[Force], days: Iterable[int]) -> bool:
    return all(any(force.holds(day) for force in forces) for day in days)
