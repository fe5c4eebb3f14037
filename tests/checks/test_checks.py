"""Each thing that a check says, with the smallest scheme or row that it is said of."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from amends.checks.case_tables import check_case_tables
from amends.checks.provisions import check_provisions, coverage
from amends.checks.scheme_folder import check_folder
from amends.checks.unused import check_unused
from amends.checks.words import check_words
from amends.notation import read
from amends.notation.shelf import load, on_shelf
from amends.scheme.declarations import Consequence
from amends.scheme.model import Scheme
from checks.invented import AWARD, TABLE, law, law_text

ASKED = '    ask   "What was it?"\n'


def unused(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    found = check_unused(law(*changes), "invented.scheme")
    return [(problem.code, problem.place.heading) for problem in found]


def tables(text: str, folder: Path, scheme: Scheme | None = None) -> list[tuple[str, str]]:
    path = folder / "cases.md"
    path.write_text(text, encoding="utf-8")
    check = check_case_tables(scheme or law(), [path], "invented.scheme")
    return [(problem.code, str(problem.place)) for problem in check.problems]


def test_nothing_is_said_of_a_scheme_that_uses_all_it_declares() -> None:
    assert unused() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            (
                "section 1  pardoned",
                "section 2  stranger\n  offence is assault\n\nsection 1  pardoned",
            ),
            ("scheme-unused-part", "section 2"),
        ),
        (
            (
                "section 1  pardoned",
                "codes section 3 of offences\n  (a) theft\n\nsection 1  pardoned",
            ),
            ("scheme-unused-codes", "section 3"),
        ),
        (
            ("section 1  pardoned", "open point 1  section 1  is it so?\n\nsection 1  pardoned"),
            ("scheme-unused-open-point", "section 1"),
        ),
        (
            ("list job", 'list pet of the person\n  ask "Any?"\n  look  photographs\n\nlist job'),
            ("scheme-unused-list", "pet"),
        ),
        (
            ("list job", '  recorded  day  date\n    ask "When?"\n    look  diary\n\nlist job'),
            ("scheme-unused-fact", "conviction"),
        ),
        (("    look  court book\n", ""), ("scheme-no-question", "offence")),
        (('  ask   "What was the work?"\n', ""), ("scheme-no-question", "job")),
    ],
)
def test_what_nothing_rests_on_or_asks_is_said(
    changes: tuple[str, str], said: tuple[str, str]
) -> None:
    assert unused(changes) == [said]


def test_nothing_is_said_of_tables_that_agree_and_try_everything(tmp_path: Path) -> None:
    assert tables(TABLE, tmp_path) == []


def test_a_wrong_outcome_is_said_with_its_line(tmp_path: Path) -> None:
    wrong = TABLE.replace("? | applies |", "? | does not apply |")
    assert tables(wrong, tmp_path) == [("case-outcome", "cases.md:6")]


def test_a_wrong_reason_is_said_with_its_line(tmp_path: Path) -> None:
    wrong = TABLE.replace("does not apply | section 1(a)", "does not apply | section 1(b)")
    assert tables(wrong, tmp_path) == [("case-decided-by", "cases.md:7")]


PARDON = "effect        pardon by operation of law, where section 1 pardoned\n"
TWO_EFFECTS = (
    (PARDON, f"{PARDON}effect  disregard on application, where section 2 either\n"),
    ("section 1  pardoned\n", "section 2  either\n  offence is theft\n\nsection 1  pardoned\n"),
)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("section 2", None),
        ("-", None),
        ("section 1(a)", "case-decided-by"),
    ],
)
def test_what_decides_another_effect_is_held_to(
    cell: str, code: str | None, tmp_path: Path
) -> None:
    text = (
        "On 2010-05-01.\n\n| case | offence | outcome | decided by disregard |\n|---|---|---|---|\n"
        f"| one | theft | undetermined | {cell} |\n"
    )
    found = [one for one in tables(text, tmp_path, law(*TWO_EFFECTS)) if "case-un" not in one[0]]
    assert found == ([(code, "cases.md:5")] if code else [])


@pytest.mark.parametrize(
    ("on", "outcome", "cell", "code"),
    [
        ("2010-05-01", "undetermined", "applies", None),
        ("2010-05-01", "undetermined", "-", None),
        ("2010-05-01", "undetermined", "undetermined", "case-exact"),
        ("2010-05-01", "undetermined", "does not apply", "case-exact"),
        ("2000-05-01", "not in force", "-", None),
        ("2000-05-01", "not in force", "applies", "case-exact"),
    ],
)
def test_the_exact_answer_is_held_to(
    on: str, outcome: str, cell: str, code: str | None, tmp_path: Path
) -> None:
    scheme = law(
        (
            "    (a) offence is theft\n",
            "    (a) any of\n      offence is theft\n      offence is assault\n",
        )
    )
    text = (
        f"On {on}.\n\n| case | offence | job.held | outcome | exact |\n|---|---|---|---|---|\n"
        f"| one | theft or assault | 1990 | {outcome} | {cell} |\n"
    )
    found = [one for one in tables(text, tmp_path, scheme) if "case-un" not in one[0]]
    assert found == ([(code, "cases.md:5")] if code else [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [("500.00", None), ("-", None), ("499.99", "case-amount"), ("none", "case-amount")],
)
def test_the_amount_is_held_to(cell: str, code: str | None, tmp_path: Path) -> None:
    award = (
        "effect  award on application, where section 1  pardoned\n  amount  section 4\n    500.00\n"
    )
    scheme = law(("words offences", f"{award}\nwords offences"))
    text = (
        "On 2010-05-01.\n\n| case | offence | outcome | amount of award |\n|---|---|---|---|\n"
        f"| one | ? | undetermined | {cell} |\n"
    )
    found = [one for one in tables(text, tmp_path, scheme) if "case-un" not in one[0]]
    assert found == ([(code, "cases.md:5")] if code else [])


@pytest.mark.parametrize(
    ("row", "provision"),
    [
        ("not theft", "section 1(a)"),
        ("nobody says", "section 1(a)"),
        ("worked some", "section 1(b)"),
    ],
)
def test_a_condition_that_no_row_tries_each_way_is_said(
    row: str, provision: str, tmp_path: Path
) -> None:
    less = "\n".join(line for line in TABLE.splitlines() if row not in line)
    assert ("case-untried", f"invented.scheme ({provision})") in tables(less, tmp_path)


SOME_JOB = "there is some job of the person for which what stands beneath it holds"


@pytest.mark.parametrize(
    ("without", "what", "remedy"),
    [
        (
            "not theft",
            "this failing: the offence is theft",
            "add a row in which it does not",
        ),
        (
            "no others",
            "this failing or not known: " + SOME_JOB,
            "add a row in which it does not and one in which nobody says",
        ),
    ],
)
def test_a_condition_not_tried_is_said_in_words_with_the_row_that_is_missing(
    without: str, what: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / "cases.md"
    path.write_text("\n".join(x for x in TABLE.splitlines() if without not in x), "utf-8")
    problem = check_case_tables(law(), [path], "invented.scheme").problems[0]
    assert problem.what == f"no row of the case tables has {what}"
    assert problem.remedy == remedy


@pytest.mark.parametrize("name", on_shelf())
def test_what_is_said_of_a_scheme_has_the_line_that_it_is_about(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(on_shelf()[name].parent, tmp_path / name)
    for path in (folder / "cases").iterdir():
        path.unlink()
    scheme = load(str(folder / f"{name}.scheme"))
    day = date.fromordinal(scheme.scheme.force.start or 700_000)
    facts = "".join(f" {fact.name} |" for fact in scheme.scheme.matter_facts)
    row = "".join(" ? |" for _ in scheme.scheme.matter_facts)
    (folder / "cases" / "one.md").write_text(
        f"On {day.isoformat()}.\n\n| case | outcome |{facts}\n|---|---|\n| none |"
        f" undetermined |{row}\n",
        encoding="utf-8",
    )
    problems = check_folder(scheme).problems
    assert "case-untried" in {problem.code for problem in problems}
    for problem in problems:
        text = Path(problem.place.file).read_text(encoding="utf-8").splitlines()
        said = text[problem.place.line - 1]
        label = re.search(r"\([^()]*\)$", problem.place.heading)
        assert problem.place.heading in said or (label and label.group() in said), problem.place


def test_a_sum_without_a_currency_is_told() -> None:
    assert unused(AWARD) == [("scheme-no-currency", "award")]
    assert unused(AWARD, ("matter        c", "currency      GBP\nmatter        c")) == []


def test_each_provision_of_an_amount_is_encoded() -> None:
    seen = "\nprovisions seen\n  section 1, section 4, section 5\n"
    assert not check_provisions(read(law_text(AWARD) + seen, "x"), "x")
    seen = seen.replace(", section 5", "")
    (problem,) = check_provisions(read(law_text(AWARD) + seen, "x"), "x")
    assert (problem.code, problem.place.heading) == ("provision-not-seen", "section 5")


def test_a_table_that_cannot_be_read_is_said_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text(TABLE.replace("? | applies |", "? | maybe |"), "utf-8")
    wrong = tmp_path / "wrong.md"
    wrong.write_text(TABLE.replace("does not apply | section 1(a)", "applies | -"), "utf-8")
    found = check_case_tables(law(), [tmp_path / "other.md", wrong], "invented.scheme")
    assert {p.code for p in found.problems} == {"spec-table-outcome", "case-outcome"}


def test_a_scheme_without_case_tables_has_been_tried_by_nothing() -> None:
    found = check_case_tables(law(), [], "invented.scheme")
    assert [problem.code for problem in found.problems] == ["case-none"]


SEEN = """
open point 1  section 4  does it bind the Crown?

provisions seen
  section 1, section 2
  section 3

not seen
  section 4  whether it binds the Crown: only the heading  open point 1

not operative
  section 2  short title
"""
EFFECT = ", where section 1 pardoned\n"
POINT = ("    (b) some job", "    (c) open point 1\n    (b) some job")


def test_a_provision_seen_and_not_encoded_is_told() -> None:
    scheme = read(law_text(POINT) + SEEN, "invented.scheme")
    assert str(coverage(scheme)) == (
        "Of 3 provisions seen 1 are encoded and 1 are not operative, 1 neither; 1 were not seen."
    )
    (problem,) = check_provisions(scheme, "invented.scheme")
    assert (problem.code, problem.place.heading) == ("provision-forgotten", "section 3")


def test_a_provision_cited_and_not_seen_is_told() -> None:
    text = law_text(POINT) + SEEN.replace("  section 3\n", "")
    problems = check_provisions(read(text.replace("    (c)", "    under section 7 "), "x"), "x")
    assert [(p.code, p.place.heading) for p in problems] == [("provision-not-seen", "section 7")]


SCHEDULE = """
codes the Schedule of offences
  item 1  theft
  item 2  assault

provisions seen
  section 1, {}
"""


@pytest.mark.parametrize(
    ("cited", "seen", "forgotten", "strange"),
    [
        ("the Schedule", ["the Schedule"], [], []),
        ("the Schedule", ["the Schedule, item 1", "the Schedule, item 2"], [], []),
        (
            "the Schedule",
            ["the Schedule, item 3"],
            ["the Schedule, item 3"],
            ["the Schedule, item 1", "the Schedule, item 2"],
        ),
        ("the Schedule", ["section 1(a)"], [], ["the Schedule"]),
        ("Schedule 1 paragraph 2", ["Schedule 1"], [], []),
        ("Schedule 1 paragraph 2", ["Schedule 1 paragraph 2"], [], []),
        ("Schedule 1 paragraph 2", ["Schedule 2"], ["Schedule 2"], ["Schedule 1 paragraph 2"]),
        ("Annex B", ["Annex B"], [], []),
        ("Annex B", ["section 1(a)"], [], ["Annex B"]),
        ("the list of the office", ["section 1(a)"], [], []),
    ],
)
def test_a_schedule_counts_among_the_provisions(
    cited: str, seen: list[str], forgotten: list[str], strange: list[str]
) -> None:
    listed = ", ".join(f"`{each}`" for each in seen)
    text = law_text(("offence is theft", f"offence in {cited}"))
    text += SCHEDULE.replace("the Schedule", cited).format(listed)
    found = [(p.code, p.place.heading) for p in check_provisions(read(text, "invented"), "x")]
    wanted = [("provision-forgotten", one) for one in forgotten]
    wanted += [("provision-not-seen", one) for one in strange]
    assert found == wanted


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("theft or fraud", "theft"),
        ("fraud or theft", "theft"),
        ("`fraud, theft or arson`", "theft"),
        ("theft or assault", "theft"),
    ],
)
def test_a_word_that_takes_in_another_is_told(word: str, other: str) -> None:
    scheme = law(("  theft\n", f"  theft\n  {word}\n"))
    found = check_words(scheme, "invented.scheme")
    assert found
    assert {problem.code for problem in found} == {"scheme-word-of-several"}
    assert found[0].what == f"the word `{word.strip('`')}` takes in the word `{other}`"
    assert found[0].place.heading == "offences"


def cited(*beneath: str) -> Scheme:
    lines = "".join(f"    {line}\n" for line in beneath)
    return law(("  assault\n", f"  assault\n  lamps act 1931 s 4(1)\n{lines}"))


def test_citations_of_which_none_is_said_plainly_are_told() -> None:
    (problem,) = check_words(cited(), "invented.scheme")
    assert problem.code == "scheme-words-not-plain"
    assert problem.place.heading == "offences"
    assert problem.what == (
        "`lamps act 1931 s 4(1)` is a citation, and no word of `offences` is said plainly"
    )
    assert check_words(cited('see  theft  "if it was a lamp"'), "x")
    assert check_words(cited('said as  "leaving a lamp"'), "x") == ()


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("bail act 1980 s 3", True),
        ("loi de 1982 art 2", True),
        ("licensee under section 36(2)(a)", True),
        ("StGB 175a", True),
        ("usc title 10 s 912a", True),
        ("by 15 October 2019", False),
        ("quashed by the 2024 Act", False),
        ("in the 1970s", False),
        ("from 1984 to 1985", False),
        ("1st instance", False),
        ("unit 12", False),
    ],
)
def test_a_citation_is_known_by_its_number_in_any_language(word: str, known: bool) -> None:
    scheme = law(("  assault\n", f"  assault\n  {word}\n"))
    assert bool(check_words(scheme, "x")) is known


def test_what_nobody_is_asked_needs_no_plain_words() -> None:
    changes = (("  assault\n", "  assault\n  lamps act 1931 s 4(1)\n"), (ASKED, ""))
    assert check_words(law(*changes), "x") == ()


@pytest.mark.parametrize("word", ["husband or wife", "`East, by the gate`", "theftor assault"])
def test_a_word_with_or_in_it_may_be_one_word(word: str) -> None:
    assert check_words(law(("  theft\n", f"  theft\n  {word}\n")), "x") == ()


def test_where_nobody_says_what_was_seen_nothing_is_forgotten() -> None:
    assert check_provisions(law(), "x") == ()
    assert str(coverage(law())).startswith("It is not said which provisions")


def test_where_one_effect_is_told_no_other_is_passed_over() -> None:
    told = "".join(f"    {one.value}  no  section 1\n" for one in Consequence)
    other = f"effect  disregard on application{EFFECT}"
    (problem,) = check_provisions(law((EFFECT, f"{EFFECT}  means\n{told}{other}")), "x")
    assert (problem.code, problem.place.heading) == ("effect-untold", "disregard")


def test_an_effect_of_which_some_is_told_must_be_told_whole() -> None:
    means = "  means\n    covers the dead  yes  section 1\n"
    (problem,) = check_provisions(law((EFFECT, EFFECT + means)), "x")
    assert problem.code == "effect-untold"
    assert "`the conviction is quashed`" in problem.what
    assert "covers the dead" not in problem.what
