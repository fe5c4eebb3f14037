"""What is found of a sheet, in lines for a reader and as JSON-ready values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar, cast

from amends.explanation.layout import BLANK, Line, item, laid_out, sentence
from amends.explanation.values_in_words import date_as_noted
from amends.problems import visible
from amends.sheets.checking import Checked, Page
from amends.sheets.contents import WHAT_IT_IS_NOT, Answer, EffectTold, Later, Sheet

Held = TypeVar("Held", Sheet, Answer)

_EDGE: Final = "| "
"""What a line begins with that says what the file says, and not what this program found."""

_PAGES: Final = {
    Page.NONE: [],
    Page.SAME: [Line("The page shows what the file in it says.")],
    Page.NOT_COMPARED: [
        Line(
            "The page was made by another program or version, so this program cannot say whether "
            "it shows what the file in it says. Only the file has been verified."
        )
    ],
}


def checked_in_words(
    found: Checked, shown: Sequence[Answer], text: str, since: str, again: str
) -> str:
    """What verifying a sheet showed, and what it did not; `shown` are answers given with it.

    `text` says how this copy's text of the scheme stands to the sheet's, `since` how the law has
    been changed since as far as this copy knows, or is empty; `again` is what to type to ask again.
    """
    sheet, verified = seen(found.sheet), found.verified
    before = [
        Line("The file is as it was when it was sealed."),
        Line(f"Seal code: {verified.code}"),
        Line("Compare it with the code on the paper: all of it."),
        BLANK,
        Line(_signed(verified.key)),
        *_PAGES[found.page],
        BLANK,
        Line("What the file says, which is not confirmed hereby:"),
    ]
    after = [BLANK, Line(text)]
    notice = sheet["law"]["notice"]
    if since:
        after += [BLANK, Line(since)]
    if notice or since:
        after.append(Line(f"Ask again: {again}"))
    after += _withheld(found, len(shown))
    told = list(_in_short(sheet, len(verified.withheld)))
    if notice not in ("", since):
        told.append(Line(notice))
    answers = [item(_answer(one)) for one in map(seen, shown)]
    last = [BLANK, Line(f"What a sheet is not: {WHAT_IT_IS_NOT}")]
    blocks = ((before, ""), (told, _EDGE), (after, ""), (answers, _EDGE), (last, ""))
    return "".join(laid_out(lines, edge) for lines, edge in blocks if lines)


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


def _withheld(found: Checked, shown: int) -> Iterator[Line]:
    count = len(found.verified.withheld)
    if not count:
        return
    yield BLANK
    answers = "an answer that is" if count == 1 else f"{count} answers that are"
    yield Line(f"It rests on {answers} not shown in it.")
    if shown:
        yield Line(f"Of these, the list that you gave shows {shown}:")


def _answer(answer: Answer) -> str:
    told = f"{answer['about']}: {answer['question']} {sentence(answer['words'])}"
    return sentence(f"{told} ({answer['source']}; {answer['known']})")


def _in_short(sheet: Sheet, withheld: int) -> Iterator[Line]:
    """What a sheet says: each outcome in its public sentence, and what that is of."""
    law, by = sheet["law"], sheet["made_by"]
    yield Line(f"{law['as_at']} ({law['scheme']}).")
    made_on = date_as_noted(sheet["made_on"])
    yield Line(f"Made on {made_on}, with {by['program']} {by['version']}.")
    if withheld:
        yield Line(f"On answers not shown: {withheld} of {len(sheet['answers']) + withheld}.")
    if old := sheet["renews"]:
        made = date_as_noted(old["made_on"])
        yield Line(f"It renews the sheet with the seal code {old['seal_code']}, made on {made}.")
    if law["warning"]:
        yield Line(law["warning"])
    for one in sheet["supposed"]:
        yield Line(one["words"])
    for matter in sheet["matters"]:
        yield BLANK
        yield Line(f"{matter['key']}:")
        if matter["says"]:
            yield item(matter["says"])
        for effect in matter["effects"]:
            yield from _effect_in_short(effect, alone=len(matter["effects"]) == 1)
    if sheet["other_routes"]:
        yield BLANK
        yield Line("Other routes:")
        yield from map(item, sheet["other_routes"])


def _effect_in_short(effect: EffectTold, *, alone: bool) -> Iterator[Line]:
    yield item(effect["says"] if alone else f"{effect['heading']}: {effect['says']}")
    yield from (item(text, 2) for text in (*effect["judged"], *effect["sides"]))
    for line in effect["settling"]:
        yield Line(line["text"], line["depth"] + 2, "- " if line["depth"] else "")
    if effect["amount"]:
        yield from (Line(words, 2) for words in effect["amount"]["words"])


def seen(value: Held) -> Held:
    """What stands in a sheet, with every character made visible that cannot be seen."""
    return cast("Held", _seen(value))


def _seen(value: object) -> object:
    match value:
        case str():
            return visible(value)
        case dict():
            return {name: _seen(one) for name, one in value.items()}
        case list():
            return [_seen(one) for one in value]
        case _:
            return value


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
        "file_says": _says_as_json(sheet),
        "shown": [dict(one) for one in shown],
        "what_it_is_not": WHAT_IT_IS_NOT,
    }


def _says_as_json(sheet: Sheet) -> dict[str, object]:
    effect = ("effect", "operation", "heading", "outcome", "exact", "says", "amount")
    return {
        "as_at": sheet["law"]["as_at"],
        "warning": sheet["law"]["warning"],
        "renews": sheet["renews"],
        "matters": [
            {
                "key": matter["key"],
                "status": matter["status"],
                "says": matter["says"],
                "effects": [{name: one.get(name) for name in effect} for one in matter["effects"]],
            }
            for matter in sheet["matters"]
        ],
    }
