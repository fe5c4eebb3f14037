"""Whatever is answered on the page, it says what the program says of the file that it saves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Page

from amends.assessments.assessment import Assessment, AssessmentStatus, EffectAssessment
from amends.cases.case import KNOWN_WORDS, Case
from amends.cases.case_file import read_case_file
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation import reasons
from amends.explanation.conditions_in_words import speaker
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import listed
from amends.explanation.wanted import called, question
from amends.notation.shelf import on_shelf
from amends.scheme.law import Law
from amends.truth.states import Outcome
from lib.asking import Shown, by_chance, made, opened

T = TypeVar("T")
SEEDS = range(10, 30)
YEARS = {
    "miners-strike-pardons-2022": (1984, 1985),
    "historical-sexual-offences-2018": (1975, 2002),
}
# Conditions whose words are those of another kind of condition, or that have none.
MISMATCHED = """() => {
  const [law, words] = ["law", "words"].map((id) =>
    JSON.parse(document.getElementById(id).textContent));
  const { of } = new amendsReasons.Reasons(law, words);
  const compares = (kind) => ["in", "same", "within", "overlaps", "at most", "less"].includes(kind);
  const fits = ({ kind, refs, list }, told) => {
    if (["all", "any", "not", "limb"].includes(kind)) return told.yes === undefined;
    if (kind === "at least") return told.yes.includes(list) && told.of !== undefined;
    if (kind === "named") return told.of !== undefined && told.subject !== "";
    const isSame = () => refs.length === told.refs.length
      && refs.every(({ fact }, nth) => told.refs[nth].fact === fact);
    return told.yes !== undefined && (!compares(kind) || isSame());
  };
  const every = [...of].filter(([node, told]) => !fits(node, told)).map(([node]) => node.kind);
  return of.size === words.conditions.length ? every : [...every, "not as many"];
}"""
SOURCE = "an answer given on the questionnaire page"


def without_source(text: str) -> str:
    """What the program says of the answers, as the page says it to the one who gave them."""
    text = re.sub(f"{SOURCE}, ({'|'.join(KNOWN_WORDS)})", SOURCE, text)
    for before, after in (
        (f"; {SOURCE}", ""),
        (f" ({SOURCE})", ""),
        (f"{SOURCE} says that", "you say that"),
        (f"{SOURCE}: ", ""),
        ("which the full answer gives", "which the steps below give"),
    ):
        text = text.replace(before, after)
    return text


def leads(law: Law, case: Case, assessment: Assessment, person: str) -> list[tuple[str, ...]]:
    """The first sentences that may be told of each effect: two where only exact settles it."""
    sentences = [Sentences(law, effect) for effect in law.scheme.effects]
    if assessment.status is AssessmentStatus.NO_CONVICTION_RECORDED:
        return [(sentences[0].nothing_recorded(),)]
    settlings = settle(law, case, assess)
    alone = [one.outcome for one in settlings].count(Outcome.APPLIES) < 2
    found: list[tuple[str, ...]] = []
    for effect, said, settling in zip(assessment.effects, sentences, settlings, strict=True):
        because = without_source(reasons.why_not(effect, speaker(law)))
        gaps = listed([called(name, law) for name in effect.wanted])
        if effect.outcome is Outcome.APPLIES:
            found.append((said.applies(alone=alone),))
        elif effect.outcome is Outcome.DOES_NOT_APPLY:
            found.append((said.does_not_apply(because),))
        elif settling.outcome is Outcome.APPLIES:
            found.append((said.undetermined(person=person), said.applies()))
        elif settling.outcome is Outcome.DOES_NOT_APPLY:
            whatever = (
                f"whatever else may be found out of {gaps}, what it asks for cannot all be so"
            )
            found.append((said.undetermined(person=person), said.does_not_apply(whatever)))
        else:
            found.append((said.undetermined(person=person),))
    return as_shown(found, [one.outcome for one in settlings])


def as_shown(of_effects: Iterable[T], outcomes: Iterable[Outcome]) -> list[T]:
    """What is told of each effect, in the page's order: what does not apply last."""
    both = zip(of_effects, outcomes, strict=True)
    return [one for one, _ in sorted(both, key=lambda both: both[1] is Outcome.DOES_NOT_APPLY)]


def effects_shown(law: Law, case: Case, told: Assessment) -> list[EffectAssessment]:
    """The effects of an assessment in the page's order; none of a case that records nothing."""
    if told.status is not AssessmentStatus.ASSESSED:
        return []
    return as_shown(told.effects, [one.outcome for one in settle(law, case, assess)])


def unnumbered(text: str) -> str:
    """Without the numbers of entries, which a file counts through all matters, the page in each."""
    return re.sub(r" \d+ (counts|does not count)\b", r" \1", text)


def check_items(shown: Shown, effect: EffectAssessment, law: Law) -> None:
    """What the page lists of an effect, against what the program does."""
    assert (shown.effect, shown.outcome) == (effect.effect, effect.outcome.value)
    if effect.outcome is Outcome.APPLIES:
        said = reasons.by_source(effect, speaker(law))
        every = unnumbered(" ".join(map(without_source, said)).lower())
        items = shown.listed("What decided it")
        assert items
        assert all(unnumbered(item.lower().removesuffix(".")) in every for item in items)
    if effect.outcome is Outcome.UNDETERMINED:
        # Nothing is listed of an effect that every answer to one question settles alike.
        assert shown.listed("What would settle it") in (
            [question(name, law) for name in effect.wanted],
            [],
        )


@pytest.mark.parametrize("name", YEARS)
def test_the_page_says_what_the_program_says_of_the_same_answers(
    page: Page, name: str, tmp_path: Path
) -> None:
    asking = opened(page, made(name), tmp_path)
    law = asking.made.law
    seen: set[str] = set()
    for seed in SEEDS:
        walk = by_chance(asking, seed, YEARS[name])
        person = "they" if "Is that person alive?" in walk.met else "you"
        cases = read_case_file(walk.file, "my-answers.json", law.scheme)
        told = [assess(law, case) for case in cases]
        expected = [
            lead
            for case, one in zip(cases, told, strict=True)
            for lead in leads(law, case, one, person)
        ]
        assert [
            (shown, right)
            for shown, right in zip(walk.leads, expected, strict=True)
            if shown not in right
        ] == [], seed
        both = zip(cases, told, strict=True)
        effects = [effect for case, one in both for effect in effects_shown(law, case, one)]
        answers = [shown for shown in walk.answers if shown.effect]
        for shown, effect in zip(answers, effects, strict=True):
            check_items(shown, effect, law)
            seen.add(shown.outcome)
    assert seen >= {"does_not_apply", "undetermined"}


@pytest.mark.parametrize("name", YEARS)
def test_a_file_of_answers_is_taken_up_again_as_it_was(
    page: Page, name: str, tmp_path: Path
) -> None:
    asking = opened(page, made(name), tmp_path)
    file = tmp_path / "earlier.json"
    for seed in SEEDS[:2]:
        walk = by_chance(asking, seed, YEARS[name])
        file.write_text(walk.file, encoding="utf-8")
        asking.press("Go on with answers that you saved to a file")
        asking.app.locator("input[type=file]").set_input_files(file)
        asking.press("Continue")
        asking.choose("My own")
        asking.go_through({})  # that one is not sure of a list is not in a file
        asking.press("Show the answer")
        outcomes = [shown.outcome for shown in walk.answers if shown.outcome]
        assert asking.outcomes() == outcomes
        again = asking.save(tmp_path).read_text(encoding="utf-8")
        assert json.loads(again) == json.loads(walk.file), seed
        asking.press("Start again, and forget my answers")
        asking.press("Yes, forget all answers")


@pytest.mark.parametrize("name", sorted(set(on_shelf()) - set(YEARS)))
def test_every_law_of_the_shelf_can_be_gone_through(page: Page, name: str, tmp_path: Path) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    asking = opened(page, made(name), tmp_path)
    law = asking.made.law
    for seed in SEEDS[:2]:
        walk = by_chance(asking, seed, (1950, 2020))
        cases = read_case_file(walk.file, "my-answers.json", law.scheme)
        effects = [e for case in cases for e in effects_shown(law, case, assess(law, case))]
        right = [(effect.effect, effect.outcome.value) for effect in effects]
        assert [(one.effect, one.outcome) for one in walk.answers if one.effect] == right
        assert all(walk.leads)
    assert failed == []


def test_every_condition_of_every_law_has_words_of_its_own_kind(page: Page, tmp_path: Path) -> None:
    for name in on_shelf():
        asking = opened(page, made(name), tmp_path)
        assert page.evaluate(MISMATCHED) == [], asking.made.law.scheme.id
