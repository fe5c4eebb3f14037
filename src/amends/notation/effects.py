"""From blocks to what the law does: its effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amends.notation.conditions import Conditions, Here
from amends.notation.lines import Block, Refused, Report, Text
from amends.notation.names import Declared, Scope, opens_with
from amends.notation.notes import Notes
from amends.notation.part_names import part_of
from amends.notation.pieces import columns, dated, named, nothing_beneath
from amends.notation.spelling import masked
from amends.scheme.conditions import MATTER
from amends.scheme.declarations import Amount, Effect, Limit, Meaning, Operation, Presumption

_OPERATIONS: Mapping[str, Operation] = {operation.value: operation for operation in Operation}


def effects_of(
    sections: Sequence[tuple[Block, Text]],
    conditions: Conditions,
    declared: Declared,
    report: Report,
) -> tuple[Effect, ...]:
    """The effects in their order; the lines of `conditions` get that of each, by its name."""
    found: dict[str, Effect] = {}
    for block, _ in sections:
        if report.is_full:
            break
        with report.telling(block.heading):
            effect = _effect(block, conditions, declared, Notes(report))
            if effect.name in found:
                raise Refused(
                    "declared-twice",
                    block.text,
                    f"the effect `{effect.name}` is declared above",
                    "keep one, or give this one another name",
                )
            conditions.lines.setdefault(effect.name, block.text.line)
            found[effect.name] = effect
    if not sections:
        report.tell(
            Refused(
                "missing-header",
                Text("", 1, 1),
                "the scheme does not say what the law does",
                "add a line such as `effect  pardon by operation of law, where section 1 ...`",
            )
        )
    return tuple(found.values())


def _effect(block: Block, conditions: Conditions, declared: Declared, notes: Notes) -> Effect:
    text, force = dated(block)
    rest = text.cut(len("effect"))
    line = masked(rest.text)
    where = line.find(", where ")
    operation = next((o for o in _OPERATIONS if line[: max(where, 0)].endswith(" " + o)), "")
    if not operation:
        raise Refused(
            "effect-unfinished",
            rest,
            "the effect does not say how it comes about, or where",
            "write its name, one of "
            + ", ".join(f"`{known}`" for known in _OPERATIONS)
            + ", then `, where` and the part that brings it about",
        )
    limits: tuple[Limit, ...] = ()
    means: tuple[Meaning, ...] = ()
    presumption: Presumption | None = None
    amount: Amount | None = None
    for child in block.children:
        match child.text.text:
            case "does not":
                limits += notes.limits(child.children, block.heading)
            case "means":
                means += notes.meanings(child.children, block.heading)
            case line if opens_with(line, "presumed") and presumption is None:
                presumption = _presumption(child, declared, notes)
            case line if opens_with(line, "amount") and amount is None:
                amount = _amount(child, conditions, declared)
            case _:
                raise Refused(
                    "unknown-line",
                    child.text,
                    "an effect has nothing beneath it but `does not`, `means`, one `presumed` and "
                    "one `amount`",
                    "write one of them, and its lines beneath it",
                )
    name = named(rest.cut(0, where - len(operation)))
    part = part_of(rest.cut(where + len(", where ")), declared)
    brought = _OPERATIONS[operation]
    return Effect(name, brought, part, limits, means, presumption, amount, force)


def _amount(block: Block, conditions: Conditions, declared: Declared) -> Amount:
    """`amount  PROVISION`, with the sum beneath it."""
    text = block.text.cut(len("amount"))
    if not text.text:
        raise Refused(
            "amount-unfinished",
            block.text,
            "it is not said which provision says how much",
            "write `amount`, two spaces and the provision, and the sum beneath it",
        )
    if "," in masked(text.text):
        raise Refused(
            "amount-unfinished",
            text,
            "provisions stand here with a comma between them",
            "write `and` between them, as in `section 5(2) and section 5(3)`",
        )
    provision = named(text)
    here = Here(Scope.of_part(declared, MATTER), provision)
    return Amount(provision, conditions.sum(block.children, block.text, here))


def _presumption(block: Block, declared: Declared, notes: Notes) -> Presumption:
    """`presumed yes  PROVISION`, with `given PART` and `rebutted by` beneath it."""
    pieces = columns(block.text.cut(len("presumed")))
    holds = {"to apply": True, "not to apply": False}.get(pieces[0].text)
    if holds is None or len(pieces) != 2:
        raise Refused(
            "presumed-unfinished",
            block.text,
            "it is not said what is presumed, or by which provision",
            "write `presumed to apply` or `presumed not to apply`, two spaces, and the provision",
        )
    given, rebutted = "", list[Limit]()
    for child in block.children:
        if opens_with(child.text.text, "given"):
            nothing_beneath(child)
            given = part_of(child.text.cut(len("given")), declared)
        elif child.text.text == "rebutted by":
            rebutted += notes.limits(child.children, block.heading)
        else:
            raise Refused(
                "unknown-line",
                child.text,
                "a presumption has nothing beneath it but `given` and `rebutted by`",
                "write `given` and a part, or `rebutted by` with what would show the contrary",
            )
    return Presumption(holds, named(pieces[1]), given, tuple(rebutted))
