"""Whether each provision that was seen is encoded or declared not operative; and each effect told.

The *provision coverage* of a scheme is printed beside the law. What was not seen is counted
apart, and is never a part of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from amends.checks.unused import points_cited
from amends.notation.conditions import PROVISION
from amends.problems import Place, Problem
from amends.scheme.conditions import Limb
from amends.scheme.declarations import Consequence
from amends.scheme.model import Scheme
from amends.scheme.walk import descendants

# A division that has no number is told by its name: the Schedule, Annex B.
_DIVISION = re.compile(r"(?:the )?(?:Schedule|Annex|Appendix|Preamble)\b")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The provisions of a law: those seen, by what became of them, and those not seen."""

    encoded: tuple[str, ...]
    not_operative: tuple[str, ...]
    missing: tuple[str, ...]
    unseen: tuple[str, ...]

    @property
    def seen(self) -> int:
        """How many provisions were seen."""
        return len(self.encoded) + len(self.not_operative) + len(self.missing)

    def __str__(self) -> str:
        """The counts in one sentence."""
        if not self.seen:
            return "It is not said which provisions of the law were read."
        missing = f", {len(self.missing)} neither" if self.missing else ""
        return (
            f"Of {self.seen} provisions seen {len(self.encoded)} are encoded and "
            f"{len(self.not_operative)} are not operative{missing}; {len(self.unseen)} were "
            "not seen."
        )


def coverage(scheme: Scheme) -> Coverage:
    """What became of each provision that the scheme says was seen."""
    # A definition is cited by what it defines: section 5 "household".
    encoded = {f'{part.provision} "{part.name}"' for part in scheme.parts} | {*_encoded(scheme)}
    idle = {limit.provision for limit in scheme.not_operative}
    stands, rests, missing = [], [], []
    for provision in scheme.seen:
        if any(_is_under(cited, provision) for cited in encoded):
            stands.append(provision)
        elif any(_is_under(provision, cited) for cited in idle):
            rests.append(provision)
        else:
            missing.append(provision)
    unseen = tuple(one.provision for one in scheme.unseen)
    return Coverage(tuple(stands), tuple(rests), tuple(missing), unseen)


def check_provisions(scheme: Scheme, file: str) -> tuple[Problem, ...]:
    """Provisions seen and forgotten, or cited and not seen; effects of which not all is told."""
    return (
        *_forgotten(scheme, file),
        *_listed_twice(scheme, file),
        *_strange(scheme, file),
        *_untold(scheme, file),
    )


def _forgotten(scheme: Scheme, file: str) -> Iterator[Problem]:
    for provision in coverage(scheme).missing:
        yield Problem(
            "provision-forgotten",
            Place(file, heading=provision),
            f"{provision} was seen, and nothing of it is encoded or said to be not operative",
            "encode it, or put it under `not operative` with the reason",
        )


def _listed_twice(scheme: Scheme, file: str) -> Iterator[Problem]:
    seen = Counter(scheme.seen)
    unseen = {one.provision for one in scheme.unseen}
    for provision in (one for one, count in seen.items() if count > 1 or one in unseen):
        yield Problem(
            "provision-twice",
            Place(file, heading=provision),
            f"{provision} is listed twice among the provisions seen and not seen",
            "keep the one that is true",
        )


def _strange(scheme: Scheme, file: str) -> Iterator[Problem]:
    """A provision cited that nobody says was seen: a slip of the pen, or of memory."""
    known = [*scheme.seen, *(one.provision for one in scheme.unseen)]
    for cited in dict.fromkeys(_encoded(scheme)) if scheme.seen else ():
        near = any(_is_under(cited, one) or _is_under(one, cited) for one in known)
        if (PROVISION.match(cited) or _DIVISION.match(cited)) and not near:
            known.append(cited)  # what stands in it is not told again
            yield Problem(
                "provision-not-seen",
                Place(file, heading=cited),
                f"{cited} is cited, and is not among the provisions seen or not seen",
                "mend the citation, or add the provision to the list",
            )


def _untold(scheme: Scheme, file: str) -> Iterator[Problem]:
    # A small law may leave out what its effects mean; one that says it of some says it of all.
    said = any(effect.means for effect in scheme.effects)
    for effect in scheme.effects:
        told = {meaning.consequence for meaning in effect.means}
        missing = [f"`{each.value}`" for each in Consequence if each not in told]
        if said and missing:
            yield Problem(
                "effect-untold",
                Place(file, heading=effect.name),
                f"what the {effect.name} means is not told for: {', '.join(missing)}",
                "add a line for each beneath `means`; where the law is silent, say `not settled`",
            )


def _encoded(scheme: Scheme) -> Iterator[str]:
    """Every provision that stands for something in the scheme."""
    for provision, body in scheme.bodies:
        yield from _each(provision)
        yield from (node.provision for node in descendants(body) if isinstance(node, Limb))
    for cited in scheme.code_lists:
        yield cited.provision
        for item in cited.items:
            if item.label.startswith("("):
                yield f"{cited.provision}{item.label}"
            elif item.label not in item.codes:  # one without a label is called by its word
                yield f"{cited.provision}, item {item.label}"
    used = points_cited(scheme)
    yield from (point.provision for point in scheme.open_points if point.number in used)
    for effect in scheme.effects:
        yield from (limit.provision for limit in effect.does_not)
        yield from (meaning.source for meaning in effect.means)


def _each(provision: str) -> tuple[str, ...]:
    """The provisions that stand with `and` between them, as those of an amount can."""
    pieces = tuple(provision.split(" and "))
    told = all(PROVISION.fullmatch(piece) or _DIVISION.match(piece) for piece in pieces)
    return pieces if told else (provision,)


def _is_under(provision: str, above: str) -> bool:
    """Whether a provision is another, or a piece of it."""
    return provision == above or provision.startswith((f"{above}(", f"{above} ", f"{above},"))
