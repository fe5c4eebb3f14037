"""A script for whoever asks a law's questions aloud: what to read, and what to say to each answer.

The questions are those of the paper form in its order, in the words of `amends ask`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amends.assessments.assessment import AssessmentStatus
from amends.cases.case import Case, Subject
from amends.cases.case_values import Said
from amends.engines.reference import assess
from amends.explanation.layout import sentence
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import either
from amends.questionnaire import wording
from amends.questionnaire.answers import with_answer
from amends.questionnaire.asks import Ask, FactAsk, ListAsk, Reply, Word
from amends.questionnaire.choices import NOT_SURE, shown
from amends.questionnaire.decision_table import DecisionTable, turning_on
from amends.questionnaire.paper_form import PaperForm, PaperQuestion, PaperSection, key_of
from amends.questionnaire.passed_over import passed_over
from amends.questionnaire.worked_rows import in_the_laws_words
from amends.scheme.declarations import FactKind, FactType, ListKind, in_mode
from amends.scheme.law import Law
from amends.truth.states import Outcome
from amends.truth.values import Codes

_THE_END: Final = "the end"
_NOTED: Final = "Write it down and go on."
_IS_IT_SURE: Final = "Is that certain? The answer would rest on it alone."
_SURE: Final = (
    "If it may be otherwise, write down each that it may be and go on. "
    "If it is certain, look further down."
)
_SURE_OF_NONE: Final = 'If not, write down "not sure" and go on. If it is, look further down.'
_NOTHING_MORE: Final = "Nothing more need be asked, if that is certain. Read out the other routes."
_ASK_BACK: Final = (
    "Ask which it is. If it may be either, write both down and go on. "
    "If it is this one, look further down."
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What may be answered, in one or more ways; what is then said aloud; what is done then."""

    answers: tuple[str, ...]
    say: str
    do: str


@dataclass(frozen=True, slots=True)
class SpokenQuestion:
    """A question as it is read out; `why` and `helps` are for whoever is asked back."""

    number: str
    read: str
    why: str
    helps: tuple[str, ...]
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class TelephoneScript:
    """What is read first, then the questions under their headings."""

    opening: tuple[str, ...]
    sections: tuple[tuple[str, tuple[SpokenQuestion, ...]], ...]


def telephone_script(form: PaperForm, table: DecisionTable) -> TelephoneScript:
    """The script of a law's questions, in the order of its form."""
    writer = _Writer(form, table)
    sections = tuple((section.heading, tuple(writer.spoken(section))) for section in form.sections)
    return TelephoneScript(_opening(form.law), sections)


def _opening(law: Law) -> tuple[str, ...]:
    about = ", then ".join(about for about, _ in wording.asked_first(law.scheme))
    return (
        f"I ask about one {law.scheme.matter} at a time.",
        f"I ask for no names. {wording.NO_STORY}",
        f"I ask {about}.",
        f'"{NOT_SURE.capitalize()}" is always an answer, and it is never taken for a no.',
        "You may stop at any time, and need not say why.",
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    form: PaperForm
    table: DecisionTable

    def spoken(self, section: PaperSection) -> Iterator[SpokenQuestion]:
        for place, question in enumerate(section.questions):
            if isinstance(question.ask, ListAsk):
                heard = tuple(self._of_list(question.ask, section, place))
            else:
                heard = tuple(self._of_fact(question, question.ask))
            turns = turning_on(self.form.numbers[key_of(question.ask)], self.table)
            means = wording.meant(question.ask, self.form.law.scheme)
            read = f"{question.text} {means}".strip()
            helps = tuple(self._helps(question))
            yield SpokenQuestion(question.number, read, wording.why(*turns), helps, heard)

    def _helps(self, question: PaperQuestion) -> Iterator[str]:
        scheme, ask = self.form.law.scheme, question.ask
        declared = ask.declared(scheme)
        if isinstance(ask, ListAsk) and question.hint:
            yield question.hint
        if isinstance(ask, FactAsk) and not isinstance(declared, ListKind):
            if declared.kind is FactKind.JUDGED:
                yield wording.TO_JUDGE
            if question.modes:
                modes = either(question.modes)
                yield f"If it was not for that itself but for {modes}, write that down too."
            elif declared.type is not FactType.CODE:
                yield from wording.how(ask, scheme)

    # --- what may be answered ---

    def _of_fact(self, question: PaperQuestion, ask: FactAsk) -> Iterator[Heard]:
        """The words to ask back of; those that settle nothing alone; the others, by what is said.

        A word that may be mistaken for another is asked back of before anything is done about it,
        and so is each that ends the call.
        """
        words = [word for word in question.choices if word != NOT_SURE]
        said = {word: self._settled(ask, _word(word, question.modes)) for word in words}
        called = {word: shown(word, question.vocabulary) for word in words}
        plain = question.vocabulary.plainly if question.vocabulary else None
        see = {word: plain(word).see if plain else () for word in words}
        for word in filter(see.get, words):
            back = [sentence(f'{one.when}, it may be "{called[one.word]}"') for one in see[word]]
            yield Heard((called[word],), " ".join(back), _ASK_BACK)
        others = tuple(called[word] for word in words if not said[word])
        if others or not words:
            yield Heard(others or ("any answer",), "", _NOTED)
        if ends := tuple(called[word] for word in words if said[word] and not see[word]):
            yield Heard(ends, _IS_IT_SURE, _SURE)
        for text in dict.fromkeys(filter(None, said.values())):
            yield _the_end([called[word] for word in words if said[word] == text], text)
        yield self._unsure(ask, "Go on.")

    def _of_list(self, ask: ListAsk, section: PaperSection, place: int) -> Iterator[Heard]:
        """Yes leads into the questions about an entry, anything else past them."""
        yes, no, _ = section.questions[place].choices
        if ask.beside:
            first = next(
                question.number
                for question in section.questions
                if question.ask == ListAsk(ask.place, ask.list, 0)
            )
            yield Heard((yes,), "", f"Take another sheet and ask again what follows {first}.")
            on = self._further(ask, section)
            yield Heard((no,), "", on)
            yield self._unsure(ask, on)
            return
        last = next(
            n
            for n, question in enumerate(section.questions)
            if question.ask == ListAsk(ask.place, ask.list, 1)
        )
        past = f"Go to {self._after(section, last)}."
        yield Heard((yes,), "", "Go on.")
        text = self._settled(ask, Word.NO_MORE)
        if text:
            yield Heard((no,), _IS_IT_SURE, _SURE_OF_NONE)
        yield _the_end([no], text) if text else Heard((no,), "", past)
        yield self._unsure(ask, past)

    def _further(self, ask: ListAsk, section: PaperSection) -> str:
        """Where to go once all entries are told: past what they may have made needless."""
        found = None if ask.place.steps else passed_over(section, self.form)
        if not found:
            return "Go on."
        part, number = found
        return f"If {part} holds by the tables below, go to {number}. Otherwise go on."

    def _unsure(self, ask: Ask, do: str) -> Heard:
        return Heard((NOT_SURE,), wording.noted_unsure(ask, self.form.law.scheme), do)

    def _after(self, section: PaperSection, place: int) -> str:
        """The number of the question after one of a section; the end after the last."""
        every = [question.number for question in self.form.questions]
        after = every.index(section.questions[place].number) + 1
        return every[after] if after < len(every) else _THE_END

    def _settled(self, ask: Ask, reply: Reply) -> str:
        """What is said where one answer settles every effect, whatever else is so; else ""."""
        law = self.form.law
        if ask.place.steps:
            return ""
        told = assess(law, with_answer(Case("", Subject(), Subject()), ask, reply, law.scheme))
        said = [Sentences(law, effect) for effect in law.scheme.effects]
        if told.status is AssessmentStatus.NO_CONVICTION_RECORDED:
            return said[0].nothing_recorded()
        if any(effect.outcome is not Outcome.DOES_NOT_APPLY for effect in told.effects):
            return ""
        return " ".join(
            words.does_not_apply(in_the_laws_words(effect, law))
            for words, effect in zip(said, told.effects, strict=True)
        )


def _word(word: str, modes: Sequence[str]) -> Said:
    """A word of the form, in whatever mode."""
    return Said(Codes(frozenset({word, *(in_mode(word, mode) for mode in modes)})))


def _the_end(answers: Sequence[str], text: str) -> Heard:
    return Heard(tuple(answers), text, _NOTHING_MORE)
