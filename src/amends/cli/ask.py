"""`amends ask`: questions in the terminal, only what still matters, and then the answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace as changed
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from amends.cases.case import Case, Subject
from amends.cases.case_as_toml import case_as_toml
from amends.cases.case_file import read_case_file
from amends.cli.explain import content, print_answers
from amends.cli.output import check_free, check_writable, unwritable, write_whole
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    problems_as,
    scheme_argument,
    suppose_option,
    supposed,
)
from amends.engines.reference import assess
from amends.notation.shelf import Shelved, beside, load
from amends.problems import Place, Problem, ProblemsFound, as_text, visible
from amends.questionnaire import wording
from amends.questionnaire.already import already_told
from amends.questionnaire.answers import SOURCE
from amends.questionnaire.asks import Ask
from amends.questionnaire.conversation import converse, there_is_another
from amends.questionnaire.interview import begin
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme

_EXAMPLES = """\b
Examples:
  amends ask SCHEME
  amends ask SCHEME --case my-case.toml --save my-answers.toml
"""

_ANOTHER = "file with --save"
_LONGEST_LINE = 4_096  # bytes; of a longer line only so much is looked at


@click.command(epilog=_EXAMPLES)
@scheme_argument
@on_option
@suppose_option
@click.option(
    "--case",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A case file with what is known already: only the rest is asked.",
)
@click.option(
    "--save", metavar="FILE", type=click.Path(path_type=Path), help="Keep the answers: a case file."
)
@click.option("--replace", is_flag=True, help="Replace the file that stands at FILE.")
@click.option("--full", is_flag=True, help="Every step, section by section, with its sources.")
@format_option
def ask(
    *,
    scheme: str,
    on: str | None,
    suppose: tuple[str, ...],
    case: Path | None,
    save: Path | None,
    replace: bool,
    full: bool,
    form: str,
) -> None:
    """Ask what matters in one case, a question at a time, and say what a law does in it.

    It stops as soon as the answer is settled. "Not sure" is always an answer; ? says why a
    question is asked and where to look; back undoes an answer, the last one too; stop ends it.
    Dates may be as near as they are known: late 1950, about 1950. Questions go to standard error,
    the answer to standard output.
    """
    with problems_as(Exit.SCHEME, form):
        shelved = load(scheme)
    found = shelved.scheme
    law = as_at(found, law_date(on), supposed(suppose, found))
    cases = _cases(case, shelved, form)
    if save:
        with problems_as(Exit.OUTPUT, form):
            _can_be_saved(save, cases, replace=replace)
    cases = _interviews(law, cases)
    print_answers(law, cases, full=full, form=form)
    if save:
        try:
            text = case_as_toml(cases, found, SOURCE, _heading(found))
            write_whole(save, text.encode("utf-8"))
        except OSError as error:
            click.echo(as_text(_unwritable(save, error)), err=True)
            raise SystemExit(Exit.OUTPUT) from None
        click.echo(f"Your answers are kept in {save}; `amends explain` reads them.", err=True)


def _cases(file: Path | None, scheme: Shelved, form: str) -> Sequence[Case]:
    """The cases to ask about: those of a case file, or one of which nothing is known."""
    if file is None:
        return [Case(f"{scheme.scheme.matter} 1", Subject(), Subject(), "person 1")]
    with problems_as(Exit.CASE, form):
        known = partial(beside, scheme)
        return read_case_file(content(file), str(file), scheme.scheme, known)


def _interviews(law: Law, cases: Sequence[Case]) -> Sequence[Case]:
    """Each case with what was answered, and any more of the same person that are told of."""
    _say(wording.opening(law))
    done: list[Case] = []
    left = list(cases)
    asked: tuple[Ask, ...] = ()
    finished = law.in_force
    while left:
        one = left.pop(0)
        if done:  # what was told of the person holds for every matter
            one = changed(one, person=done[-1].person)
        if len(cases) > 1 or done:
            _say(f"\nAbout {one.key}:\n")
        _say(already_told(one, law, of_person=not done))
        interview = begin(law, one, assess, asked)
        if finished:
            interview, finished = converse(interview, _hear, _say)
        else:
            _say(wording.closing(interview, finished=False))
        done.append(interview.case)
        asked = interview.asked_of_person
        if finished and not left:
            matter = law.scheme.matter
            question = f"Is there another {matter} of the same person to ask about? (yes or no)"
            if there_is_another(question, _hear, _say):
                left.append(Case(_new_key(matter, done), one.person, Subject(), one.person_key))
    _say("\n")
    return [changed(one, person=done[-1].person) for one in done]


def _new_key(matter: str, cases: Sequence[Case]) -> str:
    keys, nth = {case.key for case in cases}, 1
    while f"{matter} {nth}" in keys:
        nth += 1
    return f"{matter} {nth}"


# --- the terminal ---


def _say(text: str) -> None:
    click.echo("\n".join(map(visible, text.split("\n"))), err=True, nl=False)


def _hear() -> str | None:
    """The next line typed; None at the end of the input, or where somebody breaks it off."""
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)  # none where it was closed
    try:
        _say("> ")
        line = rest = stream.readline(_LONGEST_LINE) if stream else b""
        while stream and len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST_LINE)
    except (KeyboardInterrupt, OSError):
        line = b""
    if not line:
        _say("\n")
        return None
    return line.decode("utf-8", errors="replace")


# --- keeping the answers ---


def _heading(scheme: Scheme) -> str:
    return (
        f"What was told to `amends ask`, in answer to its questions under\n{scheme.title}.\n"
        "It is somebody's word, not a paper's. To add what a paper says, see the template:\n"
        "amends show SCHEME --case-template"
    )


def _can_be_saved(file: Path, cases: Sequence[Case], *, replace: bool) -> None:
    """Raises ProblemsFound where the answers could not be kept there, before any is given."""
    if file.suffix.lower() == ".json":
        what = "the answers are kept as TOML, and a file of that name would be read as JSON"
        remedy = "give a name that ends in .toml"
        raise ProblemsFound([Problem("cannot-save-json", Place(str(file)), what, remedy)])
    if any(case.not_looked_at for case in cases):
        what = "the case file says what this scheme does not know, which a new file could not show"
        remedy = "ask without --save, and write the answers into that case file"
        raise ProblemsFound([Problem("cannot-save-not-looked-at", Place(str(file)), what, remedy)])
    if any(case.set_aside for case in cases):
        what = "the case file sets something aside, which a new file could not show"
        remedy = "ask without --save, and write the answers into that case file"
        raise ProblemsFound([Problem("cannot-save-set-aside", Place(str(file)), what, remedy)])
    try:
        check_free(file, _ANOTHER, replace=replace)
        check_writable(file)
    except OSError as error:
        raise ProblemsFound([_unwritable(file, error)]) from None


def _unwritable(file: Path, error: OSError) -> Problem:
    return unwritable(file, "the answers", error, _ANOTHER)
