"""The node kinds of a scheme: conditions, and the quantities they compare.

A closed set, matched exhaustively by every engine. Adding a kind costs a spec
chapter, a rule in each engine, a wording and a decision record. No kind asks
whether a fact is unknown: learning a fact must never overturn a settled answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.truth.values import GREATEST, LEAST

PERSON = "person"
MATTER = "matter"


LAST_DAY = date.max.toordinal()


def _check_days(*days: int | None) -> None:
    for day in days:
        if day is not None and not 1 <= day <= LAST_DAY:
            msg = "a day in no year from 1 to 9999"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Force:
    """The law dates on which something is in force, both included; None is open."""

    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins, and a day that no date has."""
        _check_days(self.start, self.end)
        if self.start is not None and self.end is not None and self.start > self.end:
            msg = "in force from a date later than its end"
            raise ValueError(msg)

    def holds(self, on: int) -> bool:
        """Whether this is in force on the day `on`."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def meets(self, other: Force) -> bool:
        """Whether on some day both are in force."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return not starts or not ends or max(starts) <= min(ends)


ALWAYS = Force()


@dataclass(frozen=True, slots=True)
class Ref:
    """A fact of someone or something in scope.

    `of` is `person`, `matter`, or the name of a list entry in scope.
    """

    of: str
    fact: str


# --- quantities: whole numbers (days, counts, money in minor units) with bounds ---


@dataclass(frozen=True, slots=True)
class Recorded:
    """The value of a recorded date, number or sum."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that the law states. `is_date` says that it is a day ordinal."""

    value: int
    is_date: bool = True

    def __post_init__(self) -> None:
        """Refuse the two values that stand for "no bound", and a day that no date has."""
        if self.is_date:
            _check_days(self.value)
        if not LEAST < self.value < GREATEST:
            msg = "a fixed value out of range"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Today:
    """The law date of the assessment, as a day to compare with."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A date moved on by whole years, months and days, under the scheme's day rule."""

    date: Quantity
    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest (greatest) of several given quantities."""

    among: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earliest (least) of several given quantities."""

    among: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """One quantity if a condition holds, otherwise another."""

    test: Condition
    then: Quantity
    otherwise: Quantity


@dataclass(frozen=True, slots=True)
class Plus:
    """Two numbers or two sums added. Dates are not added: they are moved on by `Shift`."""

    one: Quantity
    other: Quantity


@dataclass(frozen=True, slots=True)
class Minus:
    """A number or sum less another; it may come to less than nothing."""

    whole: Quantity
    less: Quantity


@dataclass(frozen=True, slots=True)
class Times:
    """A number or sum so many times; a number times a sum, if `is_money`, is a sum."""

    quantity: Quantity
    factor: int
    is_money: bool = False

    def __post_init__(self) -> None:
        """Refuse a factor below nothing, which would turn the order about, and one too large."""
        if not 0 <= self.factor < GREATEST:
            msg = "a factor out of range"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class StartedYears:
    """How many years have begun from one date to another, both days counted in.

    So many of `start`, `start` plus 1 year, `start` plus 2 years … (under the scheme's
    day rule) are on or before `end`: 1 on `start` itself, 0 where `end` comes before it.
    """

    start: Quantity
    end: Quantity


@dataclass(frozen=True, slots=True)
class Begun:
    """How many times `size` has begun in a number or sum: 2 times 12 in 13, 0 in nothing.

    What is left over counts as one more; below nothing there is none.
    """

    quantity: Quantity
    size: int

    def __post_init__(self) -> None:
        """Refuse a size of nothing, which is begun without end, and one too large."""
        if not 1 <= self.size < GREATEST:
            msg = "a size out of range"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Total:
    """What the entries of a list come to together: the sum of `value` over them.

    `of` names whose list it is; `name` is what `value` calls the entry. An entry whose
    value is less than nothing adds nothing: so each that is added makes the total no less.
    """

    list: str
    of: str
    name: str
    value: Quantity

    @property
    def adding(self) -> AtLeast:
        """That some entry adds something: the condition by which the list is gone through."""
        nothing = Fixed(0, is_date=False)
        return AtLeast(1, self.list, self.of, self.name, Less(nothing, self.value))


Quantity = (
    Recorded
    | Fixed
    | Today
    | Shift
    | Latest
    | Earliest
    | Choose
    | Plus
    | Minus
    | Times
    | StartedYears
    | Begun
    | Total
)


# --- conditions ---


@dataclass(frozen=True, slots=True)
class Cited:
    """Items of a list of codes that the law sets out, by their labels; () is all of it."""

    list: str
    items: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the items in brackets, as an Act cites them."""
        return tuple(label if label.startswith("(") else f"({label})" for label in self.items)

    @property
    def provision(self) -> str:
        """The citation: `section 3(a), (b)`."""
        return f"{self.list}{', '.join(self.labels)}"


@dataclass(frozen=True, slots=True)
class In:
    """A coded fact is one of these: declared words, or items of a cited list."""

    ref: Ref
    members: tuple[str | Cited, ...]


@dataclass(frozen=True, slots=True)
class AtMost:
    """`left` ≤ `right`: on or before, at most."""

    left: Quantity
    right: Quantity


@dataclass(frozen=True, slots=True)
class Less:
    """`left` < `right`: before, fewer than."""

    left: Quantity
    right: Quantity


@dataclass(frozen=True, slots=True)
class FixedPeriod:
    """A period that the law states, first and last day included; None is open."""

    first: int | None
    last: int | None

    def __post_init__(self) -> None:
        """Refuse a day that no date has."""
        _check_days(self.first, self.last)


Extent = Ref | FixedPeriod


@dataclass(frozen=True, slots=True)
class Within:
    """A date or period lies wholly within another; one comparison, never two.

    `open_point` numbers the doubt that the law leaves where it lies only partly
    within; 0 means that partly is not enough.
    """

    inner: Ref
    outer: Extent
    open_point: int = 0


@dataclass(frozen=True, slots=True)
class Overlaps:
    """A date or period has at least a day in common with another."""

    left: Ref
    right: Extent


@dataclass(frozen=True, slots=True)
class Same:
    """Two coded facts of one vocabulary have the same value."""

    left: Ref
    right: Ref


@dataclass(frozen=True, slots=True)
class All:
    """Every limb holds."""

    limbs: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one limb holds."""

    limbs: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold (*unless*, *no*, *is not*, *outside* are sugar)."""

    body: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` entries of a list, known distinct, for which `where` holds.

    `of` names whose list it is; `name` is what `where` calls the entry.
    """

    count: int
    list: str
    of: str
    name: str
    where: Condition


@dataclass(frozen=True, slots=True)
class Another:
    """The entry called `name` is not the matter itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A part of the scheme (a section, a definition), applied to someone in scope.

    `of` is what the part calls the person: `person` itself, or an entry that is
    a person.
    """

    part: str
    of: str = PERSON


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What an open point alone decides: it holds if a court or the legislature says yes."""

    point: int


@dataclass(frozen=True, slots=True)
class Limb:
    """A condition with the provision it stands for, and when that is in force."""

    provision: str
    title: str
    body: Condition
    force: Force = ALWAYS


Condition = (
    In
    | AtMost
    | Less
    | Within
    | Overlaps
    | Same
    | All
    | Any
    | Not
    | AtLeast
    | Another
    | Named
    | LeftOpen
    | Limb
)
