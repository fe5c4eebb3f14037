"""What is found of a sheet, in lines for a reader and as JSON-ready values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from amends.explanation import explain, to_json
from amends.explanation.layout import BLANK, Line, headed, item, laid_out, sentence
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import date_as_noted
from amends.explanation.values_in_words import day as in_words
from amends.sheets.checking import Checked, Page
from amends.sheets.contents import Answer, Later
from amends.sheets.renewing import CALLED, EffectRenewed, MatterRenewed, Renewal


def checked_in_words(
    found: Checked, shown: Sequence[Answer], text: str, since: str, again: str
) -> str:
    """What verifying a sheet showed, and what it did not; `shown` are answers given with it.

    `text` says how this copy's text of the scheme stands to the sheet's, `since` how the law has
    been changed since as far as this copy knows, or is empty; `again` is what to type to ask again.
    """
    sheet, verified = found.sheet, found.verified
    lines = [
        Line("The file is as it was when it was sealed."),
        Line(f"Seal code: {verified.code}"),
        Line("Compare it with the code on the paper: all of it."),
        BLANK,
        Line(_signed(verified.key)),
    ]
    match found.page:
        case Page.SAME:
            lines.append(Line("The page shows what the file in it says."))
        case Page.NOT_COMPARED:
            by = sheet["made_by"]
            maker = f"{by['program']} {by['version']}"
            lines.append(
                Line(
                    f"The page was made by {maker}, so this program cannot say whether it shows "
                    "what the file in it says. Only the file has been verified."
                )
            )
        case Page.NONE:
            pass
    lines += [
        BLANK,
        Line(f"{sheet['law']['as_at']}. Made on {date_as_noted(sheet['made_on'])}."),
        Line(text),
    ]
    if notices := list(dict.fromkeys(filter(None, (sheet["law"]["notice"], since)))):
        lines += [BLANK, *map(Line, notices), Line(f"Ask again: {again}")]
    lines += _withheld(found, shown)
    lines += [BLANK, Line(f"What a sheet is not: {sheet['what_it_is_not']}")]
    return laid_out(lines)


def _signed(key: str | None) -> str:
    if key is None:
        return (
            "Nobody has signed it: whoever changes it on purpose can seal it anew, and then only "
            "the code on the paper tells."
        )
    return (
        f"It is signed with the key {key}. That says who signed it only if you have this key "
        "from its owner, not from the file."
    )


def _withheld(found: Checked, shown: Sequence[Answer]) -> Iterator[Line]:
    count = len(found.verified.withheld)
    if not count:
        return
    yield BLANK
    answers = "an answer that is" if count == 1 else f"{count} answers that are"
    yield Line(f"It rests on {answers} not shown in it.")
    if shown:
        yield Line(f"Of these, the list that you gave shows {len(shown)}:")
    for answer in shown:
        told = f"{answer['about']}: {answer['question']} {sentence(answer['words'])}"
        yield item(sentence(f"{told} ({answer['source']}; {answer['known']})"))


def checked_as_json(
    found: Checked, shown: Sequence[Answer], text: str, since: Sequence[Later]
) -> dict[str, object]:
    """The same as JSON-ready values; `text` is one of `same`, `another` and `not known`.

    `since` are the instruments that this copy knows to have changed the law since.
    """
    sheet, verified = found.sheet, found.verified
    return {
        "seal_code": verified.code,
        "sha256": verified.sha256,
        "key": verified.key,
        "page": found.page.value,
        "scheme": sheet["law"]["scheme"],
        "on": sheet["law"]["on"],
        "made_on": sheet["made_on"],
        "made_by": dict(sheet["made_by"]),
        "text_here": text,
        "changed_since": [dict(one) for one in sheet["law"]["changed_since"]],
        "changed_since_here": [dict(one) for one in since],
        "withheld": len(verified.withheld),
        "shown": [dict(one) for one in shown],
        "what_it_is_not": sheet["what_it_is_not"],
    }


# --- renewing ---


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
        lines += (item(_told(matter, effect)) for effect in matter.effects)
    answers = (_answer(found, matter) for matter in found.matters)
    return "\n".join([laid_out(lines), *answers])


def _told(matter: MatterRenewed, effect: EffectRenewed) -> str:
    of = f"{matter.key}, {effect.effect}"
    if not effect.changed:
        said = f"{of}: as before, {CALLED[effect.now]}."
    else:
        said = f"{of}: the sheet says: {CALLED[effect.sheet]}; now: {CALLED[effect.now]}."
    if effect.then != effect.sheet:
        said += (
            " As at the day of the sheet this copy answers otherwise than the sheet: "
            f"{CALLED[effect.then]}. So the law alone does not make the difference: the sheet was "
            "made from another text or by another program, or its words were changed."
        )
    return said


def _answer(found: Renewal, matter: MatterRenewed) -> str:
    answered = matter.answered
    return explain(answered.assessment, found.law, "short", answered.settlings)


def renewal_as_json(found: Renewal) -> dict[str, object]:
    """The same as JSON-ready values; each answer is an assessment as `amends explain` gives it."""
    return {
        "scheme": found.law.scheme.id,
        "then": _iso(found.then),
        "now": _iso(found.law.on),
        "same_text": found.same_text,
        "changed": found.changed,
        "changes": [
            {
                "provision": one.provision,
                "kind": one.kind,
                "from": _iso(one.day),
                "by": one.by,
            }
            for one in found.changes
        ],
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
                    }
                    for effect in matter.effects
                ],
                "answer": to_json(matter.answered.assessment, found.law, matter.answered.settlings),
            }
            for matter in found.matters
        ],
    }


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
