"""Which questions need not be asked once others meet one of several ways to be within a law."""

from __future__ import annotations

from collections.abc import Iterator

from amends.explanation.conditions_in_words import speaker
from amends.questionnaire.paper_form import (
    Key,
    PaperForm,
    PaperSection,
    bearing,
    bearing_on_anything,
    key_of,
)
from amends.scheme.conditions import MATTER, All, Any, Condition, Limb, Named
from amends.scheme.law import Law


def passed_over(section: PaperSection, form: PaperForm) -> tuple[str, str] | None:
    """A part that a section completes, and the first question that matters where it is met.

    The sections between bear on nothing but other ways to meet what that part is one way to meet.
    None where there is no such part, or nothing lies between.
    """
    follows = form.sections[form.sections.index(section) + 1 :]
    for name, needless in _ways(section, form):
        between = 0
        while between < len(follows) and _keys(follows[between]) <= needless:
            between += 1
        if 0 < between < len(follows):
            return speaker(form.law).part(name), follows[between].questions[0].number
    return None


def _ways(section: PaperSection, form: PaperForm) -> Iterator[tuple[str, frozenset[Key]]]:
    """Each part that a section completes, with what need not be known where it is met."""
    law, own = form.law, _keys(section)
    known = own.union(*map(_keys, form.sections[: form.sections.index(section)]))
    for effect in law.scheme.effects:
        for choice in _choices(law.scheme.part_named[effect.part].body, law):
            elsewhere = set(bearing_on_anything(law, leaving=choice))
            for limb in choice.limbs:
                body = limb.body if isinstance(limb, Limb) else limb
                bears = bearing(body, law)
                if isinstance(body, Named) and bears & own and bears <= known:
                    yield body.part, frozenset(bearing(choice, law) - elsewhere)


def _choices(node: Condition, law: Law) -> Iterator[Any]:
    """Each choice between ways that is about the matter itself, not about an entry of a list."""
    match node:
        case All() | Any():
            if isinstance(node, Any):
                yield node
            for limb in node.limbs:
                yield from _choices(limb, law)
        case Limb():
            yield from _choices(node.body, law)
        case Named() if law.scheme.part_named[node.part].about == MATTER:
            yield from _choices(law.scheme.part_named[node.part].body, law)
        case _:
            pass


def _keys(section: PaperSection) -> frozenset[Key]:
    return frozenset(key_of(question.ask) for question in section.questions)
