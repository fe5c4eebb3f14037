"""The choices of a question, and how they are shown: in plain words, with the law's own.

The law's own word always stands beside its plain words, for papers and answers cite it.
"""

from __future__ import annotations

from typing import Final, assert_never

from amends.explanation.layout import sentence
from amends.questionnaire.asks import Ask, FactAsk, ListAsk
from amends.scheme.declarations import YES_NO, Vocabulary
from amends.scheme.model import Scheme

NOT_SURE: Final = "not sure"
GIVE_BOTH: Final = "If you cannot tell which, give both."


def choices(ask: Ask, scheme: Scheme) -> tuple[str, ...]:
    """The numbered answers, "not sure" last; () for what is answered freely.

    Words of an offence in a mode are not among them: a mode is added to a word.
    """
    match ask:
        case ListAsk(beside=0):
            return ("yes", "no, there is none", NOT_SURE)
        case ListAsk():
            return ("yes, there is another", "no, that is all", NOT_SURE)
        case FactAsk():
            fact = ask.declared(scheme)
            if fact.vocabulary == YES_NO:
                return ("yes", "no", NOT_SURE)
            vocabulary = vocabulary_of(ask, scheme)
            return (*vocabulary.words, NOT_SURE) if vocabulary else ()
        case _:
            assert_never(ask)


def vocabulary_of(ask: Ask, scheme: Scheme) -> Vocabulary | None:
    """The declared words that answer a question; None where it has none of its own."""
    if isinstance(ask, ListAsk):
        return None
    return scheme.vocabulary_named.get(ask.declared(scheme).vocabulary)


def shown(code: str, vocabulary: Vocabulary | None) -> str:
    """A choice, which is no declared word where there is no vocabulary (`Vocabulary.shown`)."""
    return vocabulary.shown(code) if vocabulary else code


def see_also(word: str, vocabulary: Vocabulary | None) -> tuple[str, ...]:
    """When to look at another word instead, a sentence for each that this may be mistaken for."""
    sent = vocabulary.plainly(word).see if vocabulary else ()
    return tuple(sentence(f'{one.when}, see "{shown(one.word, vocabulary)}"') for one in sent)


def see_or_both(word: str, vocabulary: Vocabulary | None) -> tuple[str, ...]:
    """The same, then what to do where that cannot be told: where both can be given at once."""
    told = see_also(word, vocabulary)
    return (*told, GIVE_BOTH) if told else ()
