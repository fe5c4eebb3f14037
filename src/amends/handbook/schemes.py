"""The pages of each scheme on the shelf: its facts, its open points, its text, its case tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.cases.template import case_template
from amends.checks.provisions import coverage
from amends.explanation.effects_matrix import answer_said
from amends.handbook.markdown import code, codes, fence, page, table
from amends.notation.shelf import Shelved
from amends.scheme.declarations import YES_NO, Effect, Fact, FactType, ListKind
from amends.scheme.model import Scheme
from amends.truth.edtf import iso


def scheme_pages(found: Shelved) -> dict[str, str]:
    """The pages of one scheme, by name: what it says, its case tables and its notes."""
    pages = {"README.md": _scheme_page(found)}
    if tables := [path.read_text(encoding="utf-8") for path in found.case_tables]:
        pages["case-tables.md"] = "\n".join(tables)
    notes = found.path.parent / "notes.md"
    if notes.is_file():
        pages["notes.md"] = notes.read_text(encoding="utf-8")
    return pages


def _scheme_page(found: Shelved) -> str:
    scheme = found.scheme
    beside = ["[Its case tables](case-tables.md)."] if found.case_tables else []
    if (found.path.parent / "notes.md").is_file():
        beside.append("[The notes on it, with each doubt](notes.md).")
    return page(
        scheme.title,
        f"**{scheme.reviewed.capitalize()}.** {' '.join(beside)}" if scheme.reviewed else "",
        table(("", ""), _head(scheme)),
        "## What it does",
        *(_effect(scheme, number) for number in range(len(scheme.effects))),
        "## What it was amended by" if scheme.instruments else "",
        table(("since", "by", "what it changed"), _instruments(scheme)),
        "## What can be known",
        table(("fact", "of the", "is", "ask", "look in"), _facts(scheme)),
        "## Words",
        table(("words", "are"), _words(scheme)),
        table(("the word", "in plain words", "see also"), _plain(scheme)),
        "## What the law leaves open",
        table(("number", "provision", "the question"), _open_points(scheme))
        or "Nothing is numbered.",
        "## Every provision",
        str(coverage(scheme)),
        table(("provision", "in the scheme"), _provisions(scheme)),
        "## What was not seen" if scheme.unseen else "",
        table(("provision", "what is known of it", "bears on"), _unseen(scheme)),
        "## Other routes" if scheme.routes else "",
        "\n".join(f"- {route}" for route in scheme.routes),
        "## Its text",
        fence("scheme", found.path.read_text(encoding="utf-8")),
        *(fence("amendment", each.read_text(encoding="utf-8")) for each in found.amendments),
        "## Its case file, to fill in",
        f"`amends show {scheme.id} --case-template` writes it.",
        fence("toml", case_template(scheme)),
    )


def _head(scheme: Scheme) -> Iterator[tuple[str, str]]:
    force = scheme.force
    yield "id", code(scheme.id)
    yield "citation", f"[{scheme.citation}]({scheme.uri})" if scheme.uri else scheme.citation
    yield "jurisdiction", scheme.jurisdiction
    yield "status", scheme.status.value
    if force.start:
        yield "in force from", iso(force.start)
    if force.end:
        yield "in force until", iso(force.end)
    yield "a matter is", f"a {scheme.matter}"


def _effect(scheme: Scheme, number: int) -> str:
    effect = scheme.effects[number]
    part = scheme.part_named[effect.part]
    lines = [f"**{effect.name}** {effect.operation.value}, where {part.provision} ({part.name})."]
    if effect.does_not:
        lines.append("It does not:\n")
        lines += [f"- {limit.text} ({limit.provision})" for limit in effect.does_not]
    if effect.force.start:
        lines.insert(1, f"In force from {iso(effect.force.start)}.")
    matrix = table(("what it means", "", "source"), _meanings(effect))
    return "\n".join(lines) + (f"\n\n{matrix}" if effect.means else "")


def _meanings(effect: Effect) -> Iterator[tuple[str, str, str]]:
    for meaning in effect.means:
        note = f": {meaning.note}" if meaning.note else ""
        yield meaning.consequence.value, answer_said(meaning), f"{meaning.source}{note}"


def _instruments(scheme: Scheme) -> Iterator[tuple[str, str, str]]:
    for made in scheme.instruments:
        changes = "; ".join(f"{each.text} ({each.provision})" for each in made.changes)
        yield iso(made.start), f"{made.title} ({made.citation})", changes


def _unseen(scheme: Scheme) -> Iterator[tuple[str, str, str]]:
    for one in scheme.unseen:
        yield one.provision, one.text, f"open point {one.point}" if one.point else "no answer"


def _facts(scheme: Scheme) -> Iterator[tuple[str, ...]]:
    yield from _facts_of(scheme.matter, scheme.matter_facts)
    yield from _facts_of("person", scheme.person_facts)
    for kind in scheme.lists:
        person = ", each a person" if kind.is_person else ""
        yield f"**{kind.name}**", kind.of, f"a list{person}", *_asked(kind)
        yield from _facts_of(kind.name, kind.facts)


def _facts_of(owner: str, facts: Iterable[Fact]) -> Iterator[tuple[str, ...]]:
    for fact in facts:
        coded = fact.type is FactType.CODE
        kind = fact.vocabulary if coded else fact.type.value
        one_of = "one of " if coded and kind != YES_NO else ""
        yield fact.name, owner, f"{fact.kind.value}: {one_of}{kind}", *_asked(fact)


def _asked(thing: Fact | ListKind) -> tuple[str, str]:
    return thing.ask, thing.look


def _words(scheme: Scheme) -> Iterator[tuple[str, str]]:
    for vocabulary in scheme.vocabularies:
        modes = f"; in modes {codes(vocabulary.modes)}" if vocabulary.modes else ""
        yield vocabulary.name, codes(vocabulary.words) + modes


def _plain(scheme: Scheme) -> Iterator[tuple[str, str, str]]:
    for plain in (plain for vocabulary in scheme.vocabularies for plain in vocabulary.plain):
        see = "; ".join(f"{one.when}: {codes([one.word])}" for one in plain.see)
        yield codes([plain.word]), plain.said_as, see


def _open_points(scheme: Scheme) -> Iterator[tuple[str, str, str]]:
    for point in scheme.open_points:
        yield str(point.number), point.provision, point.question


def _provisions(scheme: Scheme) -> Iterator[tuple[str, str]]:
    for effect in scheme.effects:
        yield from (
            (limit.provision, f"what the {effect.name} does not do") for limit in effect.does_not
        )
    for listed in scheme.code_lists:
        yield listed.provision, f"a list of {listed.vocabulary}"
    for part in scheme.parts:
        sources = f"; source: {'; '.join(part.sources)}" if part.sources else ""
        yield part.provision, part.name + sources
    for limit in scheme.not_operative:
        yield limit.provision, f"not operative: {limit.text}"
