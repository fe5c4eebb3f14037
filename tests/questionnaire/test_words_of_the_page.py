"""What the page says of a law is told in the words of those who explain it."""

from __future__ import annotations

from amends.cases.case import KNOWN_WORDS
from amends.notation.shelf import load
from amends.questionnaire.choices import see_also
from amends.questionnaire.page.words import words
from amends.questionnaire.wording import KNOWN_MEANS
from amends.scheme.law import as_at
from lib import small

SCHEME = load("miners-strike-pardons-2022").scheme
TOLD = words(as_at(SCHEME, small.day("2025-06-01")))


def test_how_an_answer_is_known_is_told_with_what_each_word_means() -> None:
    assert TOLD["known_by"] == [[word, KNOWN_MEANS[word]] for word in KNOWN_WORDS]
    assert set(KNOWN_MEANS) == set(KNOWN_WORDS)


def test_what_is_said_plainly_of_a_word_is_as_it_is_said_on_paper() -> None:
    offences = SCHEME.vocabulary_named["offences"]
    plain = TOLD["plain"]
    assert isinstance(plain, dict)
    for word in offences.plain:
        told = plain["offences"][str(offences.words.index(word.word))]
        assert told == {"said": word.said_as, "see": list(see_also(word.word, offences))}
    assault = plain["offences"][str(offences.words.index("assault"))]
    (see,) = assault["see"]
    assert see.endswith(f', see "{offences.shown("police act 1967 s 41(1)(a)")}".')


def test_a_word_is_shown_behind_its_plain_words_in_whatever_mode() -> None:
    offences = SCHEME.vocabulary_named["offences"]
    police = "police act 1967 s 41(1)(a)"
    said = offences.plainly(police).said_as
    assert offences.shown(f"{police} (attempt)") == f"{said}: {police} (attempt)"
    assert offences.shown("theft (attempt)") == "theft (attempt)"
