"""A sheet renewed, in lines for a reader and as JSON-ready values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from amends.explanation import explain, to_json
from amends.explanation.layout import BLANK, Line, headed, item, laid_out
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import day as in_words
from amends.explanation.values_in_words import listed
from amends.problems import visible
from amends.sheets.changes import Change
from amends.sheets.renewing import CALLED, EffectRenewed, MatterRenewed, Renewal
from amends.sheets.sums import Sum, SumRenewed, alike
from amends.truth.edtf import iso


def renewal_in_words(found: Renewal) -> str:
    """What changed in the law, whether the answers did, and the answers as they are now."""
    then, now = in_words(found.then), in_words(found.law.on)
    title = found.law.scheme.title
    lines = [Line(f"{title}: the same answers as at {then} and as at {now}")]
    if not found.same_text:
        lines.append(
            Line(
                "This copy has another text of the scheme than the sheet rests on: what differs "
                "may come from the text and not from the law."
            )
        )
    if found.changes:
        lines += headed(
            "What changed in the law between these days:", (one.words for one in found.changes)
        )
    else:
        lines += [BLANK, Line("Nothing changed in the law between these days.")]
    if since := Sentences(found.law, found.law.scheme.effects[0]).changed_since():
        lines += [BLANK, Line(since)]
    lines += [BLANK, Line("Whether the answer did:")]
    for matter in found.matters:
        lines += (item(visible(_told(matter, effect))) for effect in matter.effects)
    answers = (_answer(found, matter) for matter in found.matters)
    return "\n".join([laid_out(lines), *answers])


def _told(matter: MatterRenewed, effect: EffectRenewed) -> str:
    of = f"{matter.key}, {effect.effect}"
    if effect.sheet == effect.now:
        said = f"{of}: as before, {CALLED[effect.now]}."
    else:
        said = f"{of}: the sheet says: {CALLED[effect.sheet]}; now: {CALLED[effect.now]}."
    if effect.then != effect.sheet:
        said += (
            " As at the day of the sheet this copy answers otherwise than the sheet: "
            f"{CALLED[effect.then]}. So the law alone does not make the difference: the sheet was "
            "made from another text or by another program, or its words were changed."
        )
    return " ".join([said, *_sum_told(effect.sum)]) if effect.sum else said


def _sum_told(found: SumRenewed) -> Iterator[str]:
    """Whether the sum is another, from what to what, and by what of the law."""
    if not found.changed:
        yield f"The sum is as before: {_of(found.now)}."
    elif found.shown:
        yield f"The sum is another: the sheet says: {_of(found.sheet)}; now: {_of(found.now)}."
    else:
        yield "The sum is another. The sheet does not show it; as at the day of the sheet this copy"
        yield f"comes to: {_of(found.sheet)}; now: {_of(found.now)}."
    if not alike(found.then, found.sheet):
        yield f"As at the day of the sheet this copy comes to: {_of(found.then)}."
        yield "So the law alone does not make the difference in the sum."
    if found.by:
        yield f"What made it another: {listed([one.words.removesuffix('.') for one in found.by])}."
    elif not alike(found.then, found.now):
        yield "No provision on which it rests was changed: it counts by the day that is asked for."


def _of(found: Sum | None) -> str:
    return found.words if found else "none"


def _answer(found: Renewal, matter: MatterRenewed) -> str:
    answered = matter.answered
    return explain(answered.assessment, found.law, "short", answered.settlings)


def renewal_as_json(found: Renewal) -> dict[str, object]:
    """The same as JSON-ready values; each answer is an assessment as `amends explain` gives it."""
    return {
        "scheme": found.law.scheme.id,
        "then": iso(found.then),
        "now": iso(found.law.on),
        "same_text": found.same_text,
        "changed": found.changed,
        "changes": [_change(one) for one in found.changes],
        "matters": [
            {
                "key": matter.key,
                "effects": [
                    {
                        "effect": effect.effect,
                        "sheet": effect.sheet or None,
                        "then": effect.then or None,
                        "now": effect.now or None,
                        "changed": effect.changed,
                        "sum": _sum_as_json(effect.sum) if effect.sum else None,
                    }
                    for effect in matter.effects
                ],
                "answer": to_json(matter.answered.assessment, found.law, matter.answered.settlings),
            }
            for matter in found.matters
        ],
    }


def _change(one: Change) -> dict[str, object]:
    return {"provision": one.provision, "kind": one.kind, "from": iso(one.day), "by": one.by}


def _sum_as_json(found: SumRenewed) -> dict[str, object]:
    sums = {"sheet": found.sheet, "then": found.then, "now": found.now}
    return {
        **{when: asdict(one) if one else None for when, one in sums.items()},
        "shown": found.shown,
        "changed": found.changed,
        "by": [_change(one) for one in found.by],
    }
