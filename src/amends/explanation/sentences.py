"""The fixed sentences of GLOSSARY.md ("Said to the public"), worded for an effect and its law."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, assert_never

from amends.explanation import values_in_words as values
from amends.explanation.layout import sentence
from amends.scheme.declarations import Effect, Operation, Presumption, Status
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.states import Outcome

NOT_REVIEWED: Final = "not reviewed by a lawyer"


def reviewed(scheme: Scheme) -> str:
    """Who has reviewed a scheme, or that nobody has."""
    return scheme.reviewed or NOT_REVIEWED


def supposed(law: Law) -> Mapping[int, str]:
    """What is supposed of each open point, by its number and in the order of the numbers."""
    points = {point.number: point for point in law.scheme.open_points}
    return {
        number: f"{points[number].provision}: {points[number].question} "
        f"Supposed: {'yes' if answer else 'no'}. It is not settled law."
        for number, answer in sorted(law.supposed.items())
    }


def could_show(to: Collection[Outcome]) -> str:
    """What some answers could show that could settle it to these outcomes, after `it`."""
    if Outcome.DOES_NOT_APPLY not in to:
        return "could show that the law applies"
    if Outcome.APPLIES not in to:
        return "could rule it out"
    return "could show that the law applies, or rule it out"


def presumed_to(outcome: Outcome) -> str:
    """What an effect is presumed to do: `to apply`, `not to apply`."""
    return "to apply" if outcome is Outcome.APPLIES else "not to apply"


@dataclass(frozen=True, slots=True)
class _Verb:
    """What an effect does: to `pardon`, it `pardons`, then one is `pardoned`: a `pardon`.

    `person` says that it is done to the person, not to the matter; `stays` that the matter stays
    on record.
    """

    base: str
    third: str
    done: str
    noun: str
    person: bool = False
    stays: bool = False


_VERBS: Final[Mapping[str, _Verb]] = MappingProxyType(
    {
        "pardon": _Verb("pardon", "pardons", "pardoned", "a pardon", person=True, stays=True),
        "exonerate": _Verb("exonerate", "exonerates", "exonerated", "an exoneration", person=True),
        "disregard": _Verb("disregard", "disregards", "disregarded", "a disregard"),
        "quash": _Verb("quash", "quashes", "quashed", "a quashing"),
        "delete": _Verb("delete", "deletes", "deleted", "a deletion"),
        "annotate": _Verb("annotate", "annotates", "annotated", "an annotation", stays=True),
        "expunge": _Verb("expunge", "expunges", "expunged", "an expungement"),
        "certify": _Verb("certify", "certifies", "certified", "a certificate", stays=True),
        "restore": _Verb("restore", "restores", "restored", "a restoration"),
        "award": _Verb(
            "make an award for", "makes an award for", "given an award", "an award", person=True
        ),
    }
)


_BY_NOUN: Final = MappingProxyType({v.noun.partition(" ")[2]: v for v in _VERBS.values()})


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences for one effect of a law."""

    law: Law
    effect: Effect

    @property
    def _verb(self) -> _Verb:
        name = self.effect.name
        known = _VERBS.get(name) or _BY_NOUN.get(name)
        if known:
            return known
        article = "an" if name[:1] in "aeiou" else "a"
        brings = (f"bring the {name} for", f"brings the {name} for", f"covered by the {name}")
        return _Verb(*brings, f"{article} {name}")

    @property
    def noun(self) -> str:
        """The effect as a noun: `a pardon`, `a quashing`."""
        return self._verb.noun

    def heading(self) -> str:
        """What stands above the effect where a law has several."""
        return f"{self.noun.capitalize()}, {self.effect.operation.value}"

    def as_at(self, on: int) -> str:
        """The law and the day on which it is read."""
        stood = "stood" if self._is_law else "would stand"
        return f"{self.law.scheme.title}, as it {stood} on {values.day(on)}"

    @property
    def _act(self) -> str:
        match self.law.scheme.status:
            case Status.ENACTED | Status.SPENT:
                return "Act"
            case Status.INTRODUCED | Status.FALLEN | Status.LAPSED:
                return "Bill"
            case Status.IDEA:
                return "proposal"
            case _:
                assert_never(self.law.scheme.status)

    @property
    def _is_law(self) -> bool:
        return self._act == "Act"

    def applies(self, *, alone: bool = True) -> str:
        """What is said where the effect applies; `alone` if no other of the law does as well."""
        verb, matter = self._verb, f"this {self.law.scheme.matter}"
        by = self.law.scheme.part_named[self.effect.part].provision or f"this {self._act}"
        does = verb.third if self._is_law else f"would {verb.base}"
        said = [f"On these facts {by} {does} {matter}."]
        match self.effect.operation:
            case Operation.BY_OPERATION_OF_LAW:
                said.append("Nobody has to decide or confirm it.")
            case Operation.ON_APPLICATION:
                said.append("It does not happen by itself: somebody has to apply.")
            case Operation.BY_SWEEP:
                said.append("Nobody has to apply: the records are gone through for it.")
            case _:
                assert_never(self.effect.operation)
        if verb.stays and alone:
            said.append(f"The {self.law.scheme.matter} itself stays on record.")
        return " ".join(said)

    def does_not_apply(self, because: str) -> str:
        """What is said where it does not, without the other routes, which follow."""
        matter = self.law.scheme.matter
        not_so = "does not" if self._is_law else "would not"
        return (
            f"On these facts this {self._act} {not_so} {self._verb.base} this {matter}, because "
            f"{because}. This says nothing about whether the {matter} was fair."
        )

    def undetermined(self, matters: int = 0, people: int = 0, person: str = "he") -> str:
        """What is said where it is open, before what would settle it.

        It is worded for one case, whose person is called `person`, or for a group of so many
        matters and people.
        """
        who = person if self._verb.person else f"the {self.law.scheme.matter}"
        if matters:
            who = self._of_many(matters, people)
        sentence = "We cannot tell from these papers. This is not a no: "
        if not self._is_law:
            who = who if matters else "it"
            return f"{sentence}{who} may be within this {self._act}, whatever the papers say."
        if self.effect.operation is Operation.BY_OPERATION_OF_LAW:
            return f"{sentence}{who} may already be {self._verb.done}, whatever the papers say."
        return f"{sentence}{who} may be {self._verb.done} all the same, whatever the papers say."

    def presumed(self, presumption: Presumption) -> str:
        """What the law presumes while nothing else is shown."""
        verb, matter = self._verb, f"this {self.law.scheme.matter}"
        does = verb.third if presumption.holds else f"does not {verb.base}"
        return (
            f"As long as nothing else is shown, {presumption.provision} presumes that this "
            f"{self._act} {does} {matter}. That is no answer yet: it can be rebutted."
        )

    def _of_many(self, matters: int, people: int) -> str:
        one, many, count = self.law.scheme.matter, f"{self.law.scheme.matter}s", matters
        if self._verb.person:
            one, many, count = "person", "people", people
        return f"this {one}" if count == 1 else f"these {many}"

    def contested(self, about: str) -> str:
        """What is said where records disagree, before what each says."""
        return f"{sentence(f'The records disagree about {about}')} This is what each says:"

    def nothing_recorded(self) -> str:
        """What is said, and all that is said, of an entry that records nothing to relieve."""
        matter = self.law.scheme.matter
        return f"This entry records no {matter}, so there is nothing to {self._verb.base}."

    def not_in_force(self, on: int) -> str:
        """What is said on a date on which the law was not in force."""
        force, matter = self.law.scheme.force, self.law.scheme.matter
        start = f" from {values.day(force.start)}" if force.start is not None else ""
        end = f" until {values.day(force.end)}" if force.end is not None else ""
        return (
            f"On {values.day(on)} this {self._act} was not in force. Its time in force "
            f"is{start}{end}. So nothing is said about this {matter} as at that day. This is not "
            "a no."
        )

    def not_law(self) -> str:
        """A warning for what is no law (yet); empty for a law."""
        status = self.law.scheme.status.value
        return "" if self._is_law else f"This {self._act} is not law (its status: {status})."

    def changed_since(self) -> str:
        """A warning where the law is known to change after its date; empty where it is not."""
        by = [f"from {values.day(one.start)} by {one.named}" for one in self.law.later]
        if not by:
            return ""
        what = "law" if self._is_law else self._act
        return (
            f"The {what} has been changed since: {'; '.join(by)}. Under another day's law the "
            "answer may differ."
        )

    def does_not(self) -> tuple[str, ...]:
        """What the effect does not do, each with its provision."""
        return tuple(
            f"It does not {limit.text}" + (f" ({limit.provision})." if limit.provision else ".")
            for limit in self.effect.does_not
        )
