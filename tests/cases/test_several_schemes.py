"""One case file for several schemes: what one of them does not know states nothing under it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.engines.reference import assess
from amends.notation import read
from amends.problems import Problem, ProblemsFound
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.dates import day
from amends.truth.statements import Closure, Silence
from amends.truth.states import Outcome
from amends.truth.values import Codes

OLD = """
scheme        The Bill
id            old
citation      none
jurisdiction  Nowhere
status        introduced
in force      always
matter        conviction

effect  pardon by operation of law, where section 1 pardoned

words offences
  theft
  other offence

words trades
  miner
  another trade

of the conviction
  recorded  offence  one of offences
  recorded  dated    date

of the person
  recorded  dead  yes or no

list job of the person
  recorded  trade  one of trades

section 1  pardoned
  any of
    offence is theft
    dead
    dated before 1980-01-01
    section 2  miner

section 2  miner
  some job of the person where
    trade is miner
"""

NEW = """
scheme        The Act
id            new
citation      none
jurisdiction  Nowhere
status        enacted
in force      always
matter        conviction

effect  pardon by operation of law, where section 1 pardoned

words charges
  theft
  arson
  other offence

words trades
  miner
  cook

of the conviction
  recorded  offence  one of charges
  recorded  place    yes or no

list job of the person
  recorded  trade  one of trades
  recorded  paid   yes or no

list kin of the person, each a person
  recorded  near  yes or no

section 1  pardoned
  any of
    offence is arson
    place
    section 2  miner
    some kin of the person where
      near

section 2  miner
  some job of the person where
    all of
      trade is miner
      paid
"""

SCHEMES: Mapping[str, Scheme] = {
    "old": read(OLD, "old.scheme"),
    "new": read(NEW, "new.scheme"),
}
HEAD = 'scheme = ["old", "new"]\nsource = "book"\n'


def known(name: str) -> Scheme:
    return SCHEMES[name]


def both(text: str) -> tuple[Case, Case]:
    """The one case of a file for both schemes, as each of them sees it."""
    (old,) = read_case_file(HEAD + text, "case.toml", SCHEMES["old"], known)
    (new,) = read_case_file(HEAD + text, "case.toml", SCHEMES["new"], known)
    return old, new


def problem(text: str, known_to: Mapping[str, Scheme] = SCHEMES, asked: str = "old") -> Problem:
    with pytest.raises(ProblemsFound) as found:
        read_case_file(text, "case.toml", known_to[asked], known_to.__getitem__)
    (only,) = found.value.problems
    return only


def outcome(scheme: str, case: Case) -> Outcome | None:
    return assess(Law(SCHEMES[scheme], day(2000, 1, 1), {}), case).outcome


MATTER = '[[matter]]\nkey = "1"\n'


def test_each_scheme_sees_what_it_knows_and_tells_of_the_rest() -> None:
    old, new = both('[person]\ndead = "yes"\n' + MATTER + 'place = "yes"\noffence = "theft"\n')
    assert ([*old.person.facts], [*old.matter.facts]) == (["dead"], ["offence"])
    assert ([*new.person.facts], [*new.matter.facts]) == ([], ["offence", "place"])
    assert old.not_looked_at == ("matter 1 > place",)
    assert new.not_looked_at == ("person > dead",)


def test_a_matter_is_not_told_what_is_left_of_another() -> None:
    text = HEAD + MATTER + 'place = "no"\n[[matter]]\nkey = "2"\ndated = "1970"\n'
    one, two = read_case_file(text, "case.toml", SCHEMES["old"], known)
    assert (one.not_looked_at, two.not_looked_at) == (("matter 1 > place",), ())


def test_lists_and_facts_inside_lists_are_left_as_well() -> None:
    old, new = both(
        '[[person.job]]\nlabel = "a"\ntrade = "miner"\npaid = "yes"\n'
        '[[person.kin]]\nnear = "yes"\ndead = {silent = "not asked"}\n' + MATTER
    )
    assert old.not_looked_at == ("person > job 1 > paid", "person > kin")
    assert new.not_looked_at == ("person > kin 1 > dead",)
    assert old.person.entries("job").entries[0].subject.facts.keys() == {"trade"}
    assert not old.person.entries("kin").entries
    assert new.person.entries("kin").entries[0].subject.silences == {}


def test_a_silence_that_both_know_keeps_its_reason() -> None:
    for case in both(MATTER + 'offence = {silent = "destroyed"}\n'):
        assert case.matter.silences == {"offence": Silence.DESTROYED}


def test_a_word_that_a_scheme_lacks_leaves_the_whole_fact_silent_there() -> None:
    old, new = both(MATTER + 'offence = [{says = "arson"}, {says = "other offence"}]\n')
    assert "offence" not in old.matter.facts
    assert old.not_looked_at == ("matter 1 > offence (a word that this scheme does not have)",)
    assert len(new.matter.facts["offence"]) == 2
    assert new.not_looked_at == ()


# What the old scheme would wrongly answer if only the word that it lacks were left out.
@pytest.mark.parametrize(
    "offence", ['["arson", "other offence"]', '[{says = "arson"}, {says = "other offence"}]']
)
def test_leaving_a_word_out_settles_nothing(offence: str) -> None:
    text = (
        f'[person]\ndead = "no"\n[[person.denials]]\nof = "job"\n{MATTER}dated = "1990"\n'
        f"offence = {offence}\n"
    )
    old, _ = both(text)
    assert outcome("old", old) is Outcome.UNDETERMINED
    (alone,) = read_case_file(
        'source = "book"\n' + text.replace(offence, '"other offence"'), "case.toml", SCHEMES["old"]
    )
    assert outcome("old", alone) is Outcome.DOES_NOT_APPLY


def test_a_closure_rules_out_less_where_what_it_leaves_room_for_is_not_known() -> None:
    old, new = both(
        '[[person.closures]]\nlist = "job"\nnames = []\n'
        'but-such-as = [{trade = "another trade", paid = "no"}]\n' + MATTER
    )
    another = Codes(frozenset({"another trade"}))
    no = Codes(frozenset({"no"}))
    assert old.person.entries("job").closures == (
        Closure("book", but_such_as=({"trade": another},)),
    )
    assert new.person.entries("job").closures == (Closure("book", but_such_as=({"paid": no},)),)
    assert old.not_looked_at == ("but-such-as of job > paid",)
    assert new.not_looked_at == (
        "but-such-as of job > trade (a word that this scheme does not have)",
    )


def test_a_closure_that_leaves_room_for_anything_refutes_nothing() -> None:
    facts = '[person]\ndead = "no"\n'
    closure = '[[person.closures]]\nlist = "job"\nnames = []\n'
    matter = MATTER + 'dated = "1990"\noffence = "other offence"\n'
    old, _ = both(facts + closure + 'but-such-as = [{paid = "no"}]\n' + matter)
    assert outcome("old", old) is Outcome.UNDETERMINED
    closed, _ = both(facts + closure + matter)
    assert outcome("old", closed) is Outcome.DOES_NOT_APPLY


def test_what_is_set_aside_may_be_what_one_scheme_does_not_look_at() -> None:
    aside = '[[set-aside]]\nlabel = "x"\nby = "B"\non = 2024-01-02\nreason = "R"\n'
    old, new = both(
        MATTER + 'offence = "theft"\nplace = [{says = "yes"}, {says = "no", label = "x"}]\n' + aside
    )
    assert len(new.matter.facts["place"]) == 1
    assert old.not_looked_at == ("matter 1 > place",)
    assert [one.label for one in old.set_aside] == ["x"]


def test_entries_without_a_label_have_one_number_under_every_scheme() -> None:
    old, new = both(
        '[[person.kin]]\n[[person.kin.job]]\n[[person.job]]\ntrade = "cook"\n'
        '[[person.job]]\ntrade = "miner"\n' + MATTER
    )
    labels = [[entry.label for entry in case.person.entries("job").entries] for case in (old, new)]
    assert labels[0] == labels[1]


def test_one_scheme_may_be_named_as_a_list_of_one() -> None:
    (case,) = read_case_file('scheme = ["old"]\n' + MATTER, "case.toml", SCHEMES["old"])
    assert case.not_looked_at == ()


# --- what is refused ---


def test_a_name_that_no_scheme_knows_is_a_slip_of_the_pen() -> None:
    found = problem(HEAD + MATTER + 'plaice = "yes"\n')
    assert (found.code, found.place.heading) == ("unknown-key", "matter 1")
    assert found.remedy == "did you mean `place`?"  # which only the other scheme has


def test_a_word_that_no_scheme_knows_is_a_slip_of_the_pen() -> None:
    found = problem(HEAD + MATTER + 'offence = ["theft", "arsen"]\n')
    assert (found.code, found.place.heading) == ("unknown-code", "matter 1 > offence")
    assert found.remedy == "did you mean `arson`?"


def test_what_stands_beneath_a_name_that_the_scheme_lacks_is_read_too() -> None:
    found = problem(HEAD + '[[person.kin]]\nnear = "perhaps"\n' + MATTER)
    assert (found.code, found.place.heading) == ("unknown-code", "person > kin 1 > near")


def test_a_file_for_one_scheme_is_held_to_that_scheme() -> None:
    found = problem('scheme = "old"\nsource = "book"\n' + MATTER + 'place = "yes"\n')
    assert found.code == "unknown-key"


def test_a_part_cannot_be_denied_in_a_file_for_several() -> None:
    found = problem(HEAD + '[[person.denials]]\nof = "miner"\n' + MATTER)
    assert found.code == "unknown-part"
    assert "each law has its own" in found.why


@pytest.mark.parametrize(
    ("schemes", "code"),
    [
        ('["new"]', "other-scheme"),
        ('["new", "new"]', "other-scheme"),
        ("[]", "wrong-type"),
        ('["old", 3]', "wrong-type"),
        ("{}", "wrong-type"),
        (str([f"s{n}" for n in range(21)]), "too-many"),
    ],
)
def test_the_schemes_of_a_file_must_be_those_that_it_is_asked_under(
    schemes: str, code: str
) -> None:
    assert problem(f"scheme = {schemes}\n{MATTER}").code == code


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "recorded  place    yes or no",
            "recorded  dated  number",
            "the fact `dated` is of another type in `new`",
        ),
        (
            "list job of the person",
            "list job of the person, each a person",
            "the list `job` is of something else in `new`",
        ),
        (
            "conviction",
            "caution",
            "the matter is a conviction, and in `new` a caution",
        ),
    ],
)
def test_schemes_that_mean_different_things_by_one_name_cannot_share_a_file(
    old: str, new: str, what: str
) -> None:
    text = NEW.replace(old, new).replace("    place\n", "    offence is theft\n")
    found = problem(HEAD + MATTER, {**SCHEMES, "new": read(text, "new.scheme")})
    assert found.code == "schemes-differ"
    assert found.what == f"the schemes of the file mean different things: {what}"


@pytest.mark.parametrize(("coin", "shared"), [("EUR", False), ("GBP", True)])
def test_sums_of_a_file_are_in_one_currency(coin: str, shared: bool) -> None:
    pay = "  recorded  trade  one of trades\n  recorded  pay    money\n"
    old, new = (
        text.replace("matter  ", f"currency  {of}\nmatter  ").replace(
            "  recorded  trade  one of trades\n", pay
        )
        for text, of in ((OLD, "GBP"), (NEW, coin))
    )
    schemes = {"old": read(old, "old.scheme"), "new": read(new, "new.scheme")}
    text = HEAD + "[[person.job]]\npay = 300\n" + MATTER
    if shared:
        assert read_case_file(text, "case.toml", schemes["new"], schemes.__getitem__)
    else:
        found = problem(text, schemes)
        assert found.code == "schemes-differ"
        assert found.what.endswith(": sums are in EUR and in GBP")


def test_without_a_way_to_find_them_several_schemes_are_refused() -> None:
    with pytest.raises(ProblemsFound) as found:
        read_case_file(HEAD + MATTER, "case.toml", SCHEMES["old"])
    (only,) = found.value.problems
    assert (only.code, only.place.file) == ("other-scheme", "case.toml")
