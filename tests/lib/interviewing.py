"""Interviews with any answers: drawn in Python, and gone through again in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

from amends.cases.case import Case, Entry, Subject
from amends.cases.case_values import Said
from amends.engines import page as engine
from amends.engines.page import as_data, values_as_data
from amends.engines.reference import assess
from amends.questionnaire.asks import Ask, FactAsk, ListAsk, Reply, Word
from amends.questionnaire.catalogue import catalogue
from amends.questionnaire.choices import choices
from amends.questionnaire.interview import Interview, begin
from amends.scheme.declarations import FactType
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.values import Codes, Period, Span
from lib.dice import NEAR_COUNTS, NEAR_DAYS, Dice, chance, pick

EMPTY = Case("k", Subject(), Subject())

_WORDS = {
    Word.NOT_SURE: "not sure",
    Word.THERE_IS: "there is one",
    Word.NO_MORE: "no more",
}

# All that is asked when these replies are given one after the other, and what comes of it.
_REPLAY = """([law, catalogue, data, replies]) => {
  const [read, of] = [JSON.parse(law), JSON.parse(catalogue)];
  let about = JSON.parse(data);
  const asked = [];
  const told = [];
  for (const reply of [...JSON.parse(replies), null]) {
    const next = amendsOrder.next(read, of, about, asked);
    told.push([next && [next.ask, next.provision], amendsOrder.outcomes(read, of, about)]);
    if (!next || reply === null) break;
    asked.push(next.ask);
    about = amendsOrder.answered(about, of, next.ask, reply);
  }
  return JSON.stringify([told, about]);
}"""

Json = dict[str, object]


@cache
def document() -> str:
    """A page as a reader would open it: the engine and the order inline, and nothing else."""
    order = files("amends.questionnaire").joinpath("page", "order.js").read_text("utf-8")
    return f"""<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'">
<title>Trial</title>
<script>{engine.evaluator()}</script>
<script>{order}</script>
"""


@dataclass(frozen=True, slots=True)
class Held:
    """An interview at every step, and the reply to each question."""

    steps: tuple[Interview, ...]
    replies: tuple[Reply, ...]

    @property
    def end(self) -> Interview:
        return self.steps[-1]


def interviewed(law: Law, reply: Callable[[Ask], Reply], case: Case = EMPTY) -> Held:
    """An interview to its end; never a question twice, and none where all is settled."""
    steps, replies = [begin(law, case, assess)], list[Reply]()
    while (question := steps[-1].question) is not None:
        assert question.ask not in steps[-1].asked
        assert not steps[-1].settled
        replies.append(reply(question.ask))
        steps.append(steps[-1].answered(replies[-1]))
    return Held(tuple(steps), tuple(replies))


def any_reply(dice: Dice, scheme: Scheme, ask: Ask, *, unsure: int = 20) -> Reply:
    """Any answer to a question: one value, several, or none; at most two entries of a list."""
    if chance(dice, unsure):
        return Word.NOT_SURE
    if isinstance(ask, ListAsk):
        return pick(dice, (Word.NO_MORE, *[Word.THERE_IS] * (ask.beside < 2)))
    fact = ask.declared(scheme)
    if fact.type is FactType.CODE:
        codes = scheme.codes_of[fact.vocabulary]
        more = {pick(dice, codes)} if chance(dice, 15) else set()
        return Said(Codes(frozenset({pick(dice, codes), *more})))
    near = NEAR_COUNTS if fact.type in (FactType.NUMBER, FactType.MONEY) else NEAR_DAYS
    first, last = sorted((pick(dice, near), pick(dice, near)))
    if fact.type is FactType.PERIOD:
        return Said(Period(Span(first, first), Span(last, last)))
    return Said(Span(first, last if chance(dice, 30) else first))


def one_of_several(dice: Dice, scheme: Scheme, ask: Ask) -> Reply:
    """The same, but one of some words, or of all, where more than two are offered."""
    offered = choices(ask, scheme)[:-1]
    if isinstance(ask, ListAsk) or len(offered) <= 2:
        return any_reply(dice, scheme, ask)
    least = {pick(dice, offered[:-1]), offered[-1]}
    return Said(Codes(frozenset(word for word in offered if word in least or chance(dice, 40))))


def without_silences(subject: Subject) -> Subject:
    """What is stated, and not why nothing is: a page is told no more of a case."""

    def entry(one: Entry) -> Entry:
        return replace(one, subject=without_silences(one.subject))

    lists = {
        name: replace(of, entries=tuple(map(entry, of.entries)))
        for name, of in subject.lists.items()
    }
    return replace(subject, lists=lists, silences={})


def assert_page_asks_the_same(page: Page, held: Held) -> None:
    """The same questions for the same provisions, the same outcomes, the same case at the end."""
    law, scheme = held.end.law, held.end.law.scheme
    replies = [
        _reply(reply, ask, scheme) for reply, ask in zip(held.replies, held.end.asked, strict=True)
    ]
    of = (engine.compiled(law), catalogue(law), as_data(held.steps[0].case, scheme), replies)
    told, data = json.loads(page.evaluate(_REPLAY, [json.dumps(one) for one in of]))
    right = [
        [
            step.question and [_as_json(step.question.ask), step.question.provision],
            [outcome.value for outcome in step.outlook.outcomes],
        ]
        for step in held.steps
    ]
    assert told == right
    assert _bare(data) == _bare(as_data(held.end.case, scheme))


def _reply(reply: Reply, ask: Ask, scheme: Scheme) -> object:
    if isinstance(reply, Word):
        return _WORDS[reply]
    assert isinstance(ask, FactAsk)
    return {"says": values_as_data(reply.values, scheme, ask.place.kind, ask.fact)}


def _as_json(ask: Ask) -> Json:
    place = {"owner": ask.place.owner, "steps": [list(step) for step in ask.place.steps]}
    if isinstance(ask, FactAsk):
        return {"place": place, "fact": ask.fact}
    return {"place": place, "list": ask.list, "beside": ask.beside}


def _bare(data: object) -> object:
    """The same without sources, and why a fact is silent: each says that in words of its own."""
    match data:
        case dict():
            said = {key: one for key, one in data.items() if key not in ("source", "silences")}
            return {key: _bare(one) for key, one in said.items()}
        case list():
            return [_bare(one) for one in data]
        case _:
            return data
