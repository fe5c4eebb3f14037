"""A case file to fill in: every fact that a scheme knows, with its question and where to look."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final, assert_never

from amends.cases.case_subject import deniable
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import YES_NO, Fact, FactType, ListKind
from amends.scheme.model import Scheme
from amends.truth.statements import Silence

_HEAD: Final = """\
Lines that begin with ## are for you to read. To fill in a fact, take away
the # before it and write what the paper says. What the paper does not say,
leave out: that is never taken for a no.

A fact that a paper leaves open between words: fact = ["one", "other"]
A day: "YYYY-MM-DD", "YYYY-MM", "YYYY", or as written, day before month.
A time with extent: fact = {from = "YYYY-MM-DD", to = "YYYY-MM"}; one end may
be left out. A day of which only the limits are known: "[YYYY-MM-DD..YYYY-MM-DD]"
More than one paper on a fact, each with its own source:
  fact = [{says = "one", source = "..."}, {says = "other", source = "..."}]
Why nothing is known of a fact: fact = {silent = "destroyed"}

Use references, not names. More: docs/handbook/case-files.md"""


def case_template(scheme: Scheme) -> str:
    """A commented case file in TOML for a scheme; it can be read as it stands."""
    lines = [f"## A case file: {scheme.title}", "##"]
    lines += [f"## {line}".rstrip() for line in _HEAD.splitlines()]
    reasons = ", ".join(silence.value for silence in Silence)
    lines += _told(f"Reasons: {reasons}.")
    lines += ["", f"scheme = {_quoted(scheme.id)}"]
    lines += ["## The paper that you copy from, for all that names no other."]
    lines += ['# source = "..."', "", f"[{PERSON}]", 'key = "person 1"']
    lines += _subject(scheme, PERSON, PERSON)
    lines += ["", f"## One such table for each {scheme.matter}."]
    lines += [f"[[{MATTER}]]", f'key = "{scheme.matter} 1"']
    lines += _subject(scheme, MATTER, MATTER)
    lines += _set_aside()
    return "\n".join(lines) + "\n"


def _subject(scheme: Scheme, kind: str, path: str) -> Iterator[str]:
    for fact in scheme.facts_of(kind).values():
        yield from _fact(scheme, fact)
    for listed in scheme.lists_of(kind):
        yield from _list(scheme, listed, path)
    names = [listed.name for listed in scheme.lists_of(kind)]
    parts = deniable(scheme, kind)
    if names or parts:
        yield from _wholes(path, names, [*names, *parts])


def _list(scheme: Scheme, listed: ListKind, path: str) -> Iterator[str]:
    """One entry of a list; for an entry that is a person, the lists of a person too."""
    here = f"{path}.{_key(listed.name)}"
    yield ""
    yield from _told(f"{listed.name}: {listed.ask} Repeat the lines for each one.".strip())
    if listed.look:
        yield from _told(f"Look in: {listed.look}.")
    yield f"# [[{here}]]"
    for fact in scheme.facts_of(listed.name).values():
        yield from _fact(scheme, fact)
    for inner in scheme.lists_of(listed.name):
        # A relative has relatives too; one such step shows the form.
        if not inner.is_person:
            yield from _list(scheme, inner, here)


def _fact(scheme: Scheme, fact: Fact) -> Iterator[str]:
    yield ""
    yield from _told(f"{fact.ask or fact.name.capitalize()} ({fact.kind.value})")
    words = scheme.codes_of.get(fact.vocabulary, ())
    vocabulary = scheme.vocabulary_named.get(fact.vocabulary)
    if vocabulary:
        behind = ", the word itself behind its plain words" if vocabulary.plain else ""
        yield from _told(f"One of{behind}: {'; '.join(map(vocabulary.shown, vocabulary.words))}.")
    if vocabulary and vocabulary.modes:
        yield from _told(
            f'Each also with a mode, as "{words[len(vocabulary.words)]}": '
            f"{'; '.join(vocabulary.modes)}."
        )
    if fact.look:
        yield from _told(f"Look in: {fact.look}.")
    yield f"# {_key(fact.name)} = {_sample(fact, words)}"


def _sample(fact: Fact, words: tuple[str, ...]) -> str:
    match fact.type:
        case FactType.CODE:
            return _quoted("yes" if fact.vocabulary == YES_NO else words[0])
        case FactType.DATE:
            return '"1 March 1950"'
        case FactType.PERIOD:
            return '{from = "1 March 1950", to = "1950-04"}'
        case FactType.NUMBER | FactType.MONEY:
            return "1"
        case _:
            assert_never(fact.type)


def _wholes(path: str, names: list[str], deniable_here: list[str]) -> Iterator[str]:
    yield ""
    yield from _told("A source says that something is not so. It may be said of:")
    yield from _told(f"{'; '.join(deniable_here)}.")
    yield from (f"# [[{path}.denials]]", f"# of = {_quoted(deniable_here[0])}")
    if names:
        yield ""
        yield from _told(
            "A source says that the entries named (by their labels) are all there are."
        )
        yield from (f"# [[{path}.closures]]", f"# list = {_quoted(names[0])}", "# names = []")


def _set_aside() -> Iterator[str]:
    yield ""
    yield from _told(
        "Somebody has decided not to rely on something above. Give it a label, and say here who, "
        "when and why:"
    )
    yield from ("## [[set-aside]]", '## label = "..."', '## by = "..."')
    yield from ("## on = YYYY-MM-DD", '## reason = "..."')


def _told(text: str) -> list[str]:
    return textwrap.wrap(text, 80, initial_indent="## ", subsequent_indent="## ")


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _quoted(name)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
