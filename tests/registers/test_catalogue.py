"""The wording catalogue of the practice register: what is read, and what is left unread."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.problems import Problem, ProblemsFound
from amends.registers.catalogue import Catalogue, Clause

_FILE = Path(__file__).parents[2] / "examples" / "practice-register" / "catalogue.toml"
CATALOGUE = Catalogue.read(_FILE.read_text("utf-8"), _FILE.name)

BREACH = "breach of the peace"
OBSTRUCT = "police act 1967 s 41(1)(a)"
RESCUE = "police act 1967 s 41(1)(b)"
ENGLISH = "police act 1964 s 51"
BESET = "conspiracy act 1875 s 7"


def codes(cell: str, court: str | None = "scotland") -> list[set[str] | None]:
    charges = CATALOGUE.offences(cell, court)
    return [None if charge.codes is None else set(charge.codes) for charge in charges]


def kinds(column: str, cell: str) -> list[str | None]:
    return [clause.kind for clause in CATALOGUE.kinds(column, cell)]


def findings(cell: str, charges: int) -> list[str | None]:
    return [None if one is None else one.kind for one in CATALOGUE.verdicts(cell, charges)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("B. of P.", [{BREACH}]),
        ("BREACH OF THE PEACE", [{BREACH}]),
        ("Breach of the peace at Bilston Glen", [{BREACH}]),
        ("Assault", [{"assault"}]),
        ("assault on lorry driver to severe injury", [{"assault"}]),
        ("c/l assault, P.C.", [{"assault"}]),
        ("assault constable, s. 41 (1) (a) Police (Sc.) Act, 1967", [{OBSTRUCT}]),
        ("Police (S) Act '67 s41.1.a", [{OBSTRUCT}]),
        ("Police (Scotland) Act 1967 section 41, subsection (1)(b)", [{RESCUE}]),
        ("obst. P.C. 47 Brown", [{OBSTRUCT}]),
        ("resisting, hindering & obstructing police", [{OBSTRUCT}]),
        ("assault, resist & obstruct police, s41(1)(a)", [{OBSTRUCT}]),
        ("obstructing the carriageway", [{"obstruction of road or footpath"}]),
        ("1875 Act s.7 - besetting house of working miner", [{BESET}]),
        ("theft of 3 cwt. dross from washery", [{"theft"}]),
        ("attempted theft of coal", [{"theft (attempt)"}]),
        ("theft (art & part)", [{"theft (art and part)"}]),
        ("reset of theft", [{"reset"}]),
        ("breach of bail", [{"bail act 1980 s 3"}]),
        ("RTA 1960 s6", [{"road traffic"}]),
    ],
)
def test_an_offence_is_read_by_its_parts(cell: str, expected: list[set[str]]) -> None:
    assert codes(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("assault PC", {"assault", OBSTRUCT}),
        ("Police Act 1967", {OBSTRUCT, RESCUE}),
        ("s.41(1) Police (S) Act", {OBSTRUCT, RESCUE}),
        ("intimidation", {BESET, "other offence"}),
    ],
)
def test_words_that_leave_the_law_open_give_every_code_and_say_so(
    cell: str, expected: set[str]
) -> None:
    (charge,) = CATALOGUE.offences(cell, "scotland")
    assert charge.codes == frozenset(expected)
    assert charge.conventions == ("offence-open-words",)


def test_the_same_words_stand_for_the_law_of_the_court() -> None:
    assert codes("obstructing police", "england and wales") == [{ENGLISH}]
    assert codes("obstructing police", None) == [{OBSTRUCT, ENGLISH}]
    assert codes("obstructing police", "a court nobody knows") == [{OBSTRUCT, ENGLISH}]


def test_an_act_that_is_cited_says_more_than_the_court() -> None:
    assert codes("obstruct constable, Police Act 1964 s51(3)", "scotland") == [{ENGLISH}]


@pytest.mark.parametrize(
    "cell",
    [
        "breach of the peace?",
        "no breach of the peace",
        "not theft",
        "breach of licence",
        "obstruction",
        "assault on Sarge",
        "assault or breach of the peace",
        "theft/reset",
        "s41(1)(a)",
        "Police Act 1967 s.44",
        "Police Act 1975",
        "c/l assault s41(1)(a)",
        "breach of the peace and whatnot",
        "theft x 2",
        "BOP (amended)",
        "BOP and theft, amended to BOP",
        "assault and obstruct police",
        "shouting and swearing",
    ],
)
def test_what_is_not_understood_is_one_charge_without_codes(cell: str) -> None:
    (charge,) = CATALOGUE.offences(cell, "scotland")
    assert charge.codes is None
    assert charge.conventions == ()
    assert charge.text == cell


@pytest.mark.parametrize(
    "cell",
    [
        "(1) BOP (2) theft",
        "1. BOP; 2. theft",
        "1) BOP 2) theft",
        "BOP; theft",
        "BOP\ntheft",
        "BOP and also theft",
        "BOP & theft",
        "BOP, theft",
    ],
)
def test_charges_stand_in_the_order_of_the_cell(cell: str) -> None:
    assert codes(cell) == [{BREACH}, {"theft"}]
    assert [charge.text for charge in CATALOGUE.offences(cell, "scotland")] == ["BOP", "theft"]


def test_an_unread_charge_keeps_its_place() -> None:
    assert codes("(1) BOP (2) frobbing (3) theft") == [{BREACH}, None, {"theft"}]


@pytest.mark.parametrize(
    "cell",
    [
        "assault, amd. to B.O.P.",
        "mobbing & rioting - amended to B.O.P.",
        "frobbing (amended: B.O.P.)",
        "B.O.P. (libelled as assault PC)",
    ],
)
def test_an_amended_charge_is_read_as_what_it_became(cell: str) -> None:
    (charge,) = CATALOGUE.offences(cell, "scotland")
    assert charge.codes == frozenset({BREACH})
    assert charge.conventions == ("amended-charge", "offence-words")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("(1) NG; (2) G", ["acquitted", "convicted"]),
        ("1 G; 2 NP", ["convicted", "not proven"]),
        ("G on 1, NG on 2", ["convicted", "acquitted"]),
        ("(1) & (2) G", ["convicted", "convicted"]),
        ("Guilty as libelled", ["convicted", "convicted"]),
        ("NG; des. simp.", ["acquitted", "deserted"]),
        ("(2) G", [None, "convicted"]),
        ("", [None, None]),
        ("(1) G (2) NG (3) G", [None, None]),
        ("(1) G; (1) NG", [None, None]),
        ("(1) G; mumbled", [None, None]),
        ("G; NG; NP", [None, None]),
        ("not guilty plea accepted", ["plea of not guilty accepted"] * 2),
        ("guilty 3/6/84", ["convicted"] * 2),
        ("guilty 12 June", ["convicted"] * 2),
        ("guilty, 1984", ["convicted"] * 2),
    ],
)
def test_a_verdict_gives_each_charge_its_finding(cell: str, expected: list[str | None]) -> None:
    assert findings(cell, 2) == expected


@pytest.mark.parametrize("charges", [1, 2, 3])
@pytest.mark.parametrize(
    "cell",
    [
        "1-2 guilty",
        "guilty 1-2",
        "1/2 guilty",
        "1.2 G",
        "1/2/3 G",
        "12/3 guilty",
        "guilty 2 charges",
    ],
)
def test_figures_that_may_be_numbers_of_charges_or_none_leave_a_verdict_unread(
    cell: str, charges: int
) -> None:
    """`1-2 guilty` was taken for a day, and the third of three charges for one of guilt."""
    assert findings(cell, charges) == [None] * charges


def test_a_finding_names_the_convention_that_it_rests_on() -> None:
    first, second = CATALOGUE.verdicts("(1) des. pro loco et tempore; (2) admonished", 2)
    assert first is not None
    assert second is not None
    assert first.conventions == ("RC5", "verdict-order")
    assert second.conventions == ("finding-disposal", "verdict-order")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("arrested on picket line at Killoch Colliery, with others", ["at a picket"]),
        ("picket line Killoch; legal aid", ["at a picket", "neutral"]),
        ("picket line Killoch, legal aid", ["at a picket"]),
        ("returning from mass picket, Hunterston", ["on the way to or from a picket"]),
        ("provoked by pickets", ["in response to pickets"]),
        ("arising out of the miners' dispute", ["strike case"]),
        ("row with neighbour", ["private quarrel"]),
        ("on picket Barony but quarrel over money", ["private quarrel at a picket"]),
        ("husband on strike, no food in house", ["hardship of the strike"]),
        ("for sale, not on account of strike", ["not hardship"]),
        ("outside house of working miner, jeering", ["at a picket"]),
        ("[name illegible]", ["neutral"]),
        ("not at picket", [None]),
        ("picket line denied", [None]),
        ("picket line, Killoch; claims he was elsewhere", ["at a picket", None]),
        ("appeal allowed", [None]),
        ("sentence quashed on appeal", [None]),
        ("fine transferred from Ayr Sheriff Court", [None]),
    ],
)
def test_a_remark_is_read_clause_by_clause(cell: str, expected: list[str | None]) -> None:
    assert kinds("remarks", cell) == expected


def test_a_clause_keeps_its_date_and_place_as_written() -> None:
    quashed, picket = CATALOGUE.kinds(
        "remarks", "conviction quashed on appeal Mon 3 March 1986; picketing Methil docks"
    )
    assert quashed == Clause(
        "conviction quashed on appeal Mon 3 March 1986",
        "conviction quashed",
        ("quashed",),
        "Mon 3 March 1986",
        None,
    )
    assert (picket.date_text, picket.place) == (None, "Methil docks")


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("disposal", "Fined £50 (28 days)", "presupposes a finding"),
        ("disposal", "hospital order", "hospital or guardianship order"),
        ("disposal", "bound over", None),
        ("court", "Kirkcaldy Sheriff Ct", "scotland"),
        ("court", "District Ct, Cumnock", "scotland"),
        ("court", "Sheriff Court", "scotland"),
        ("court", "Not Edinburgh Sheriff Court", None),
        ("court", "Edinburgh, not Sheriff Court", None),
        ("court", "Sheriff Court, Nottingham", None),
        ("court", "Lochmaben Sheriff Ct", None),
        ("court", "Belfast Magistrates' Court", None),
        ("court", "Glasgow Magistrates' Court", None),
        ("court", "Selby Mags. Ct. (T.F.O.)", "england and wales"),
        ("court", "Blyth Mags. Ct., Northumberland (TFO); Ayr Sheriff Ct", "england and wales"),
        ("court", "Ayr Sheriff Court; T.F.O.", None),
        ("employer", "N.C.B. Opencast Executive", "national coal board"),
        ("employer", "Glenfoo Mine (licensed)", "licensed mine"),
        ("employer", "Glenfoo Mine (not licensed)", None),
        ("employer", "Foo Plant, contractors to N.C.B.", None),
        ("employer", "Glenfoo Colliery Co.", "mine not called licensed"),
        ("occupation", "joiner (NCB)", "coal board, present"),
        ("occupation", "retired miner (formerly NCB)", "coal board, former"),
        ("occupation", "miner, Killoch", "miner, employer not named"),
        ("occupation", "wife of NCB miner", None),
        ("relation", "half-sister", "sibling"),
        ("relation", "father-in-law", "open relation"),
        ("household note", "lodger; own kitchen", "own kitchen"),
    ],
)
def test_a_cell_of_each_column_has_its_kind(column: str, cell: str, expected: str | None) -> None:
    assert kinds(column, cell) == [expected]


def test_two_statements_about_kin_are_two_clauses() -> None:
    expected = ["open relation", "no parent in common"]
    assert kinds("relation", "step-brother (no parent in common)") == expected


def test_a_blank_cell_says_nothing() -> None:
    assert CATALOGUE.offences("  ", "scotland") == ()
    assert CATALOGUE.kinds("remarks", " \n ") == ()


def test_a_cell_longer_than_any_entry_is_left_unread() -> None:
    cell = "BOP " * 600
    (charge,) = CATALOGUE.offences(cell, "scotland")
    assert charge.codes is None
    assert kinds("remarks", cell) == [None]
    assert findings(cell, 2) == [None, None]


def test_a_column_that_the_catalogue_does_not_describe_is_left_unread() -> None:
    assert kinds("no such column", "BOP") == [None]


PARTS = (
    "assault|PC|and|(1)|2.|s41(1)(a)|Police Act 1967|amended to|of|BOP|-|,|;|/|£5|3/4/84|[|]|at|"
    "Killoch|not|strike|G|NG|theft|attempted|picket line|libelled as|1|march|\ud800"
)
WORDS = st.lists(st.sampled_from(PARTS.split("|")), max_size=30)
CELLS = st.one_of(st.text(), WORDS.map(" ".join), WORDS.map("".join))


@given(CELLS, st.sampled_from([None, "scotland", "england and wales", "elsewhere"]))
def test_no_text_stops_the_reading_of_offences(cell: str, court: str | None) -> None:
    for charge in CATALOGUE.offences(cell, court):
        assert charge.codes is None or charge.codes
        assert bool(charge.codes) == bool(charge.conventions)


@given(CELLS, st.integers(0, 5))
def test_a_verdict_always_has_one_finding_per_charge(cell: str, charges: int) -> None:
    assert len(CATALOGUE.verdicts(cell, charges)) == charges


@given(CELLS, st.sampled_from(CATALOGUE.columns()))
def test_no_text_stops_the_reading_of_clauses(cell: str, column: str) -> None:
    assert all(clause.text for clause in CATALOGUE.kinds(column, cell))


@given(WORDS.map(" ".join))
def test_a_word_that_nobody_knows_never_adds_a_code(cell: str) -> None:
    known = {code for one in codes(cell) if one for code in one}
    more = {code for one in codes(f"{cell} zzyzx") if one for code in one}
    assert more <= known


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        Catalogue.read(text, "my.toml")
    return found.value.problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("offence = [", "not-toml"),
        ("[[offense]]", "toml-key"),
        ('[[offence]]\nnames = ["x"]', "toml-missing"),
        ('[[offence]]\nnames = 3\ncodes = ["c"]', "toml-value"),
        ('[[offence]]\nnames = ["..."]\ncodes = ["c"]', "catalogue-phrase"),
        ('[[offence]]\nnames = ["x"]\ncodes = ["c"]\nbeside = "y"', "catalogue-companion"),
        ('[[offence]]\nnames = ["x"]\ncodes = ["c"]\ncourt = "y"', "catalogue-court"),
        ('[[provision]]\nact = "x"\ncodes = ["c"]', "catalogue-act"),
        ('[[clause]]\ncolumn = "x"\nkind = "k"\nparts = ["a"]', "catalogue-column"),
        ('[columns.x]\nnames = "everywhere"', "toml-value"),
        (
            '[columns.x.parts]\na = ["b"]\n[[clause]]\ncolumn = "x"\nkind = "k"\nparts = ["c"]',
            "catalogue-part",
        ),
        ('[columns.x.parts]\na = ["w"]\nb = ["w."]', "catalogue-phrase-twice"),
        (
            "[columns.x.parts]\na = ['w']\n"
            + 2 * "[[clause]]\ncolumn = 'x'\nparts = 'a'\n"
            + "[[clause]]\ncolumn = 'x'\nkind = 'l'\nparts = 'a'",
            "catalogue-parts-twice",
        ),
    ],
)
def test_a_slip_in_the_catalogue_is_a_problem_with_a_place(text: str, code: str) -> None:
    problems = problems_of(text)
    assert code in {problem.code for problem in problems}
    assert all(problem.place.file == "my.toml" for problem in problems)


def test_every_slip_of_a_catalogue_is_told_at_once() -> None:
    problems = problems_of('passed_ovr = ["the"]\n[dates]\nword = ["May"]')
    assert [problem.remedy for problem in problems] == [
        "did you mean `words`?",
        "did you mean `passed_over`?",
    ]
