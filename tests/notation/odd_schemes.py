"""Small schemes whose names and texts look like something else in the notation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Cited,
    Condition,
    Fixed,
    FixedPeriod,
    Force,
    In,
    Latest,
    Less,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Within,
)
from amends.scheme.declarations import (
    YES_NO,
    CodeList,
    DayRule,
    Effect,
    Fact,
    FactType,
    Item,
    Limit,
    ListKind,
    Opening,
    OpenPoint,
    Operation,
    Part,
    PlainWords,
    SeeAlso,
    Status,
    Vocabulary,
)
from amends.scheme.model import Scheme
from amends.scheme.telling import Tells

# Each is a word of the notation, or a mark, or close to one.
_BITS = (
    *("a", "b", "lamp", "no", "not", "is", "in", "of", "of the", "the", "where", "item", "person"),
    *("section 3", "(a)", "(b)", ",", ", ", '"', "`", "``", "--", "[from 2000-01-01]", "[x]"),
    *("all of", "any of", "some", "at least 2", "before", "on or before", "plus 1 day", "today"),
    *("1984", "2000-01-01", "nothing", "modes", "open point 1", "under", "unless", "another", "s"),
    *("yes", "if", "then", "source", "latest of", "(a person)", "each a person", "words", "effect"),
    *("where a  b", "by sweep", "same as", "within", "and", "or", "always", "matter", ":", "§ 1"),
)

_TAKEN = frozenset({"person", "matter", "yes or no", "(a)"})

names = st.lists(st.sampled_from(_BITS), min_size=1, max_size=3).map(" ".join)
texts = st.one_of(names, st.just(""), names.map(lambda name: f" {name}  "))


@st.composite
def odd_schemes(draw: st.DrawFn) -> Scheme:
    """A valid scheme with one of each declaration, and each way to name one in a condition."""
    drawn = draw(st.lists(names.filter(lambda n: n not in _TAKEN), min_size=17, unique=True))
    told = draw(st.lists(texts, min_size=6, max_size=6))
    return _scheme(_Named(*drawn[:17]), told)


@dataclass(frozen=True)
class _Named:
    """Names for one of each declared thing, no two alike."""

    matter: str
    yes_no: str
    coded: str
    day: str
    stay: str
    kind: str
    entry: str
    words: str
    word: str
    other_word: str
    mode: str
    first_list: str
    other_list: str
    label: str
    part: str
    about_person: str
    provision: str


def _plain(n: _Named, told: Sequence[str]) -> tuple[PlainWords, ...]:
    see = (SeeAlso(n.other_word, f"if {told[3]}"),)
    return (PlainWords(n.word, f"a{told[4]}", see), PlainWords(n.other_word, f"{told[5]} b"))


def _scheme(n: _Named, told: Sequence[str]) -> Scheme:
    facts = (
        Fact(n.yes_no, FactType.CODE, vocabulary=YES_NO, ask=told[0], look=told[1]),
        Fact(n.coded, FactType.CODE, vocabulary=n.words),
        Fact(n.day, FactType.DATE, tells=Tells.TO_COME),
        Fact(n.stay, FactType.PERIOD, ask=told[1], tells=Tells.ACT),
    )
    of_person = (replace(facts[0], tells=Tells.DIED), *facts[1:])
    items = (
        Item("(a)", (n.word, n.other_word), Force(730_000)),
        Item(n.label, (n.word,)),
        Item(n.other_word, (n.other_word,)),
    )
    openings = (Opening(1, (n.other_word,), (n.mode,)), Opening(1))
    return Scheme(
        id=told[0],
        title=told[1],
        citation=told[2],
        jurisdiction=told[3],
        status=Status.IDEA,
        force=Force(),
        day_rule=DayRule.LAST_OF_MONTH,
        matter=n.matter,
        effects=(Effect(n.mode, Operation.BY_SWEEP, n.part, (Limit(n.kind, told[4]),)),),
        parts=(
            Part(n.part, n.provision, MATTER, _condition(n), (told[5],)),
            Part(n.about_person, n.provision, PERSON, In(Ref(PERSON, n.yes_no), ("yes",))),
        ),
        vocabularies=(Vocabulary(n.words, (n.word, n.other_word), (n.mode,), _plain(n, told)),),
        matter_facts=facts,
        person_facts=of_person,
        lists=(ListKind(n.kind, PERSON, (), is_person=True, look=told[2]),),
        code_lists=(
            CodeList(n.first_list, n.words, items, openings),
            CodeList(n.other_list, n.words, ()),
        ),
        open_points=(OpenPoint(1, n.provision, told[3]),),
        not_operative=(Limit(n.other_list, told[4]),),
        routes=(told[5],),
    )


def _condition(n: _Named) -> Condition:
    limbs = (
        *(limb for of in (PERSON, MATTER) for limb in _single(n, of)),
        AtLeast(1, n.kind, PERSON, n.kind, All((*_single(n, n.kind), Another(n.kind)))),
        Not(AtLeast(1, n.kind, PERSON, n.entry, Not(Named(n.about_person, n.entry)))),
        AtLeast(2, n.kind, PERSON, n.entry, All((*_single(n, n.entry), *_single(n, PERSON)))),
        Named(n.about_person),
        Limb(f"{n.provision}(a)(ii)", n.word, In(Ref(MATTER, n.yes_no), ("no",))),
        Limb(n.provision, "", Named(n.about_person), Force(730_000, 740_000)),
        Limb(n.word, "", Any((Named(n.about_person),))),
        Limb(n.part, n.yes_no, Not(Limb(f"{n.part}(1)", "", Named(n.about_person)))),
    )
    return All(limbs)


def _single(n: _Named, of: str) -> tuple[Condition, ...]:
    coded, day, stay = Ref(of, n.coded), Recorded(Ref(of, n.day)), Ref(of, n.stay)
    return (
        In(Ref(of, n.yes_no), ("yes",)),
        Not(In(Ref(of, n.yes_no), ("yes",))),
        In(coded, (n.word,)),
        Not(In(coded, (n.other_word,))),
        In(coded, (n.word, Cited(n.first_list, ("(a)", n.label)), Cited(n.first_list))),
        Not(In(coded, (Cited(n.other_list), f"{n.word} ({n.mode})"))),
        Same(coded, Ref(PERSON, n.coded)),
        Within(stay, FixedPeriod(None, 740_000), 1),
        Overlaps(stay, Ref(of, n.day)),
        AtMost(day, Shift(Latest((day, Today())), years=1)),
        Less(Fixed(730_000), Shift(day, days=-1)),
        Less(Times(Minus(_years(day), Plus(_years(day), _years(day))), 5, is_money=True), _NONE),
    )


_NONE = Fixed(0, is_date=False)


def _years(day: Quantity) -> Quantity:
    return StartedYears(Latest((day, Today())), Shift(day, days=-1))
