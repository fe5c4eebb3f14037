"""The questions in words, 80 columns wide: the scheme's own words, with how to answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from amends.cases.case_values import Said
from amends.explanation import look_for
from amends.explanation.layout import Line, item, laid_out, sentence
from amends.explanation.values_in_words import day, either, in_words, listed
from amends.questionnaire.answers import new_label
from amends.questionnaire.asks import Ask, FactAsk, ListAsk, Question, Reply, Word
from amends.questionnaire.choices import NOT_SURE, choices, see_or_both, shown, vocabulary_of
from amends.questionnaire.interview import Interview
from amends.questionnaire.typed_words import Misread
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import YES_NO, FactKind, FactType, Vocabulary
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.scheme.telling import Tells
from amends.truth.values import Codes, Period, Span, is_exact

NOTHING_TO_UNDO: Final = "  This is the first question: there is nothing to undo.\n"
ANY_DATE: Final = (
    "The day, or only the month or the year: 14/6/50 (day before month), June 1950, "
    "late 1950, about 1950."
)
DAY_OF_THE_ACT: Final = "The day of what was done, not the day in court."
TO_JUDGE: Final = "This is for somebody to judge: answer as you know it."
ONLY_WHERE_KNOWN: Final = (
    'Say "no" only where you know that there is none beside what you told; '
    "otherwise that you are not sure."
)
NO_STORY: Final = "Short answers are enough. You are never asked for your story."
KNOWN_MEANS: Final = {
    "known by oneself": "You know it yourself.",
    "told by someone": "Somebody told you. Who it was is not asked.",
    "document": "A paper says it. Which one is not asked.",
}
LAST_CHANCE: Final = "\nPress Enter to go on, or type back to change your last answer.\n"
NOTHING_ASKED: Final = "  Nothing more is asked, so this answers nothing and is not noted.\n"


def opening(law: Law) -> str:
    """What is said before anything is asked: what about, and what becomes of the answers."""
    scheme = law.scheme
    return laid_out(
        [
            Line(f"{scheme.title}, as it stood on {day(law.on)}"),
            Line(""),
            Line(
                f"You are asked about one {scheme.matter} at a time, and only what still matters. "
                "No names are asked. The questions are:"
            ),
            *(item(text) for text in asked_about(scheme)),
            Line(
                f'"{NOT_SURE.capitalize()}" is always an answer. Nothing leaves this machine, and '
                "nothing is kept unless you asked for it with --save."
            ),
            Line("Type ? for help with a question, back to undo an answer, stop to end."),
        ]
    )


def asked_about(scheme: Scheme) -> Iterator[str]:
    """What is asked about, in the order in which it is asked, with the first question of each."""
    for about, first in asked_first(scheme):
        yield f'{about}, such as "{first}"'


def asked_first(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """What is asked about, each with its first question."""
    own = (*scheme.matter_facts, *scheme.person_facts)
    lists = [kind.ask for of in (MATTER, PERSON) for kind in scheme.lists_of(of)]
    asks = {
        "what papers record": [fact.ask for fact in own if fact.kind is FactKind.RECORDED],
        "what else the law looks at": lists,
        "what somebody has to judge": [fact.ask for fact in own if fact.kind is FactKind.JUDGED],
    }
    for about, questions in asks.items():
        if first := next(filter(None, questions), ""):
            yield about, first


def put(question: Question, scheme: Scheme, nth: int, *, again: bool = False) -> str:
    """A question with its number and, unless it is put again, its choices and how to answer."""
    ask = question.ask
    lines = [Line(""), Line(f"{nth}. {asked(ask, scheme)}")]
    if again:
        return laid_out(lines[1:])
    vocabulary = vocabulary_of(ask, scheme)
    for number, choice in enumerate(choices(ask, scheme), start=1):
        lines.append(_numbered(number, shown(choice, vocabulary)))
        lines += [Line(text, 1, " " * 4) for text in see_or_both(choice, vocabulary)]
    lines += [Line(text, 1) for text in filter(None, (meant(ask, scheme), *how(ask, scheme)))]
    return laid_out(lines)


def asked(ask: Ask, scheme: Scheme) -> str:
    """The question alone, in the words of the scheme as far as it has any."""
    whose = ask.place.called
    match ask:
        case FactAsk():
            fact = ask.declared(scheme)
            text = fact.ask or f"what is the {fact.name}?"
            if fact.vocabulary == YES_NO and not fact.ask:
                text = f'"{fact.name}": is that so?'
        case ListAsk(beside=0):
            text = ask.declared(scheme).ask or f"is there any {ask.list} to tell of?"
            if whose:  # the scheme's question is about the person, and here that is the entry
                whose += ' (here "the person")'
        case ListAsk():
            text = f"is there another {ask.list} to tell of?"
        case _:
            assert_never(ask)
    return sentence(f"{whose}: {text}" if whose else text)


def meant(ask: Ask, scheme: Scheme) -> str:
    """What a question means, where it may be taken for another; "" where it is plain."""
    is_act = isinstance(ask, FactAsk) and ask.declared(scheme).tells is Tells.ACT
    return DAY_OF_THE_ACT if is_act else ""


def how(ask: Ask, scheme: Scheme) -> Iterator[str]:
    """How to answer what the choices do not say."""
    if isinstance(ask, ListAsk):
        return
    fact = ask.declared(scheme)
    match fact.type:
        case FactType.DATE:
            yield ANY_DATE
        case FactType.PERIOD:
            yield ANY_DATE
            yield 'If it went on for a time: "from 1950 to June 1951".'
            yield 'Where only one end is known: "from 1950" or "until June 1951".'
        case FactType.NUMBER:
            yield "A whole number."
        case FactType.MONEY:
            yield "A sum, as 12 or 12.50."
        case FactType.CODE:
            vocabulary = vocabulary_of(ask, scheme)
            if vocabulary and any(one.see for one in vocabulary.plain):
                yield 'To give both of two: "2 or 5".'
            if vocabulary and vocabulary.modes:
                modes = either(vocabulary.modes)
                yield (
                    f"If it was not for that itself but for {modes}, add that to the number: "
                    f'"1, {vocabulary.modes[0]}".'
                )
        case _:
            assert_never(fact.type)


def explained(question: Question, law: Law) -> str:
    """Why a question is asked, where to look for the answer, and what may be typed."""
    ask, scheme = question.ask, law.scheme
    lines = [Line(why(question.provision))]
    if look := look_for(ask.declared(scheme), ask.place.kind, scheme):
        lines.append(Line(f"Where to look: {look}."))
    match ask:
        case ListAsk():
            lines.append(Line(ONLY_WHERE_KNOWN))
        case FactAsk():
            fact = ask.declared(scheme)
            if fact.kind is FactKind.JUDGED:
                lines.append(Line(TO_JUDGE))
            if fact.vocabulary and fact.vocabulary != YES_NO:
                lines.append(
                    Line('If it may be one of several, say so with their numbers: "2 or 5".')
                )
        case _:
            assert_never(ask)
    lines.append(Line(f'Or type "{NOT_SURE}", "back" or "stop".'))
    return laid_out([item(line.text, 1) for line in lines])


def why(*provisions: str) -> str:
    """Why a question is asked: the provisions that turn on it, none or "" where none is known."""
    turn = "turn" if len(provisions) > 1 else "turns"
    return f"Why it is asked: {listed(provisions) or 'The answer'} {turn} on it."


def noted_unsure(ask: Ask, scheme: Scheme) -> str:
    """What is said back to somebody who is not sure."""
    look = look_for(ask.declared(scheme), ask.place.kind, scheme)
    return "Not sure: that is all right." + (f" To be found in: {look}." if look else "")


def noted(interview: Interview, reply: Reply) -> str:
    """What was understood of a reply to an interview's question, said back."""
    assert interview.question is not None
    ask, scheme = interview.question.ask, interview.law.scheme
    match ask, reply:
        case _, Word.NOT_SURE:
            told = noted_unsure(ask, scheme)
        case ListAsk(), Word.THERE_IS:
            told = f"From here on it is called {new_label(interview.case, ask.list)}."
        case ListAsk(), _:
            told = f"No {'other ' if ask.beside else ''}{ask.list}, then."
        case FactAsk(), _:
            assert isinstance(reply, Said)
            fact = ask.declared(scheme)
            told = _understood(reply, fact.type, vocabulary_of(ask, scheme))
            if fact.tells is not Tells.TO_COME:
                told += _late(reply, fact.type, interview.law.on)
        case _:
            assert_never(ask)
    return laid_out([Line(told, 1)])


def _understood(said: Said, kind: FactType, vocabulary: Vocabulary | None) -> str:
    match said.values:
        case Codes(codes):
            return f"Understood: {either([shown(code, vocabulary) for code in sorted(codes)])}."
        case Span() as span if kind is FactType.DATE and not is_exact(span):
            return f"I take that as: some day from {day(span.lo)} to {day(span.hi)}."
        case Period(start, end) as period if start == end and not is_exact(period):
            return (
                f"I take that as: some day or days from {day(start.lo)} to {day(start.hi)}. "
                'If it went on all that time, go back and say "from ... to ...".'
            )
        case values:
            return f"Understood: {in_words(values, kind)}."


def _late(said: Said, kind: FactType, on: int) -> str:
    """What is said back of a time that may not have come yet, which there is no clock to tell."""
    begun = said.values.start if isinstance(said.values, Period) else said.values
    is_late = isinstance(begun, Span) and begun.lo > on
    if not is_late or kind not in (FactType.DATE, FactType.PERIOD):
        return ""
    return f" That is after {day(on)}, the day of the law: if it is a slip, go back and mend it."


def not_understood(misread: Misread) -> str:
    """Why an answer was not taken, and the way on."""
    meant = (_numbered(number, word) for number, word in misread.among)
    return laid_out([Line(f"{misread.what} {misread.remedy}", 1), *meant])


def _numbered(number: int, word: str) -> Line:
    return Line(word, 1, f"{number} ")


def closing(interview: Interview, *, finished: bool) -> str:
    """Why nothing more is asked."""
    if not interview.assessment.effects:
        text = "Nothing is asked, for the law was not in force on that day."
    elif interview.settled:
        text = "Nothing more is asked: whatever else may be found out, the answer stays the same."
    elif finished:
        text = "Nothing more is asked: nothing else that you could tell would settle it."
    else:
        text = "Ended here. This is what can be said so far."
    return laid_out([Line(""), Line(text)])
