"""The report of a run says what the run found, adds up, and tells nothing that it should not."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from amends.assessments.assessment import AssessmentStatus
from amends.engines.reference import assess
from amends.explanation.conditions_in_words import speaker
from amends.explanation.deciding import rests_on_judgement
from amends.explanation.in_the_laws_words import Because, Clause, met_of
from amends.explanation.layout import Line, item
from amends.notation.shelf import load
from amends.registers.archive import RowCount, read_archive
from amends.registers.cell_statements import Unexplained
from amends.registers.conventions import Convention
from amends.runs.group_lines import told_apart
from amends.runs.model import Run
from amends.runs.report import (
    MOST_GROUPS,
    MOST_OPEN_REFERENCES,
    MOST_REFERENCES,
    MOST_WORDINGS,
    Answer,
    ConventionUsed,
    DataSheet,
    Disagreement,
    ReportData,
    SaidAlready,
    Tally,
    ToLookUp,
    answer,
    report,
)
from amends.runs.run import write_run
from amends.runs.worklist import BOTH_SIDES
from amends.scheme.declarations import Status
from amends.scheme.law import as_at
from amends.truth.edtf import day
from amends.truth.states import Outcome
from pages.small_report import BEFORE_FORCE, group, small_report

REGISTER = Path(__file__).parents[2] / "examples" / "practice-register"


def said(page: str) -> str:
    """The text of a page, without its style and marks."""
    body = page.partition("<body>")[2].partition("<script>")[0]
    text = re.sub(r"<[^>]*>", "", re.sub(r"</(?:td|th|dt|li|p|h\d)>", " ", body))
    return " ".join(text.split())


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = load("miners-strike-pardons-2022")
    law = as_at(found.scheme, day(2025, 6, 1))
    out = tmp_path_factory.mktemp("run") / "run"
    write_run(Run(read_archive(REGISTER, found.scheme), law, found.sha256), out)
    return out


def test_the_report_counts_what_the_assessments_count(run_folder: Path) -> None:
    with (run_folder / "assessments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = said((run_folder / "report.html").read_text(encoding="utf-8"))
    people = len({row["person"] for row in rows})
    assert f"This register holds {len(rows)} matters of {people} people." in text
    for outcome, words in {"applies": "Applies", "undetermined": "We cannot tell"}.items():
        alike = [row for row in rows if (row["status"], row["outcome"]) == ("assessed", outcome)]
        whose = len({row["person"] for row in alike})
        assert f"{words} {len(alike)} {whose} " in text


def test_an_entry_with_several_charges_says_which_and_where_else_it_is_shown(
    run_folder: Path,
) -> None:
    with (run_folder / "assessments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    charges = Counter(row["reference"] for row in rows)
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    named = [
        re.sub(r"<[^>]*>|,$", "", one)
        for one in re.findall(r'<span class="reference">(.*?)</span>', page)
    ]
    expected = set()
    for row in rows:
        notes = [f"charge {row['charge']}"] if charges[row["reference"]] > 1 else []
        notes += [f"also {row['also']}"] if row["also"] else []
        expected.add(row["reference"] + (f" ({'; '.join(notes)})" if notes else ""))
    assert set(named) <= expected
    assert any(" (charge 2; also " in one for one in named)
    assert any("(" not in one for one in named)


def test_a_group_that_does_not_apply_tells_why_in_words(run_folder: Path) -> None:
    text = said((run_folder / "report.html").read_text(encoding="utf-8"))
    assert "is not met, because" not in text
    assert "because extent" not in text
    assert "the conduct does not lie within 12 March 1984 to 3 March 1985 (section" in text
    assert "the court is not &#34;Scottish court&#34; (extent)" in text
    assert "the offence is not covered by section 3 (section 1(1)(b)(i))" in text
    assert "somebody says that section 2(a) (former miner) is not met" in text
    assert "that counts towards &#34;former miner&#34; (section 2(a))" in text


def headings(page: str) -> list[str]:
    """The lines of the groups, without their numbers."""
    found = re.findall(r"<h4>Group [0-9]+: (.*?)</h4>", page)
    assert found
    return [re.sub(r"<[^>]*>", "", one) for one in found]


def test_no_two_groups_have_one_line(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    # Not by how many they are: what they are about is told apart.
    about = [one.split("; ", 2)[::2] for one in headings(page)]
    assert len(about) > 40
    assert len({tuple(one) for one in about}) == len(about)
    assert not [one for one in headings(page) if re.search(r"\band [0-9]+ more\b", one)]


def test_lines_that_would_be_alike_are_told_apart_by_what_they_turn_on() -> None:
    one = replace(group("1"), provisions=("section 1", "section 2"))
    other = replace(group("2"), provisions=("section 1", "section 3"))
    third = replace(group("3"), short="waits for that")
    told = told_apart([one, other, third])
    assert [each.short for each in told] == [
        "waits for it (section 2)",
        "waits for it (section 3)",
        "waits for that",
    ]


def test_where_nothing_is_recorded_there_is_one_group(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    with (run_folder / "assessments.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "no_conviction_recorded"]
    (line,) = [one for one in headings(page) if one.startswith("no conviction recorded")]
    people = len({row["person"] for row in rows})
    assert line == f"no conviction recorded; {len(rows)} matters of {people} people"
    patterns = sorted({int(row["pattern"]) for row in rows})
    assert len(patterns) > 1
    assert f"Patterns in the files {', '.join(map(str, patterns))} Matters" in said(page)


def test_reasons_that_count_only_together_are_told_so(run_folder: Path) -> None:
    page = said((run_folder / "report.html").read_text(encoding="utf-8"))
    assert "enough only together: “former miner”, “member of a miner&#39;s household”" in page
    assert "These are enough together, and none of them alone: somebody says that" in page
    assert "each enough by itself: “conduct”, “offence”" in page
    assert "Each of these is enough by itself: the conduct does not lie within" in page


def test_a_short_name_in_a_line_stands_in_the_key(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    key = said(page).partition("What the short names stand for")[2].partition("We cannot tell (")[0]
    assert "“response” Was it in response to something" in key
    assert "“former miner” What section 2(a) asks for" in key
    for line in headings(page):
        for name in re.findall(r"“[^”]*”", line):
            assert name in key


def test_a_group_says_what_the_papers_of_each_of_its_matters_show_already(
    run_folder: Path,
) -> None:
    law = as_at(load("miners-strike-pardons-2022").scheme, day(2025, 6, 1))
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    with (run_folder / "assessments.csv").open(encoding="utf-8", newline="") as file:
        of = {(row["reference"], row["charge"]): row["pattern"] for row in csv.DictReader(file)}
    shown: dict[str, list[str]] = {}
    for card in page.split('<details class="group"')[1:]:
        name = re.findall(r'id="group-([0-9]+)"', card)[0]
        _, _, rest = card.partition("<dt>What the papers of each show already</dt>")
        found = re.findall(r"<bdi>(.*?)</bdi>", rest.partition("</dd>")[0])
        shown[name] = [unescape(one) for one in found]
    assert any(shown.values())
    for case, matter in read_archive(REGISTER, law.scheme).cases():
        (effect,) = assess(law, case).effects
        met = met_of(effect, speaker(law))
        for one in shown.get(of[matter.reference, str(matter.charge)], ()):
            assert one in met


def test_no_sentence_has_two_stops(run_folder: Path) -> None:
    text = said((run_folder / "report.html").read_text(encoding="utf-8")).replace("&#34;", '"')
    assert not re.findall(r'.{30}(?:\?"\.|[.?]\.(?!\.)(?<!\.\.\.)).{5}', text)


def test_what_rests_on_judgement_is_counted_as_it_is_matter_by_matter(run_folder: Path) -> None:
    law = as_at(load("miners-strike-pardons-2022").scheme, day(2025, 6, 1))
    whole = judged = 0
    for case, _ in read_archive(REGISTER, law.scheme).cases():
        found = assess(law, case)
        if found.status is AssessmentStatus.ASSESSED:
            (effect,) = found.effects
            if effect.outcome is Outcome.DOES_NOT_APPLY:
                whole += 1
                judged += rests_on_judgement(effect.ground, speaker(law))
    assert judged
    text = said((run_folder / "report.html").read_text(encoding="utf-8"))
    assert f"Of the {whole} matters to which the law does not apply, {judged} rest on" in text


def test_where_the_records_disagree_there_is_nothing_to_look_up(run_folder: Path) -> None:
    text = said((run_folder / "report.html").read_text(encoding="utf-8"))
    looking, _, after = text.partition("Nothing to look up; a named person may set a statement")
    assert "the records that disagree" not in looking.lower()
    with (run_folder / "worklist.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    waiting = {row["pattern"] for row in rows if row["look"] != BOTH_SIDES}
    left = [row for row in rows if row["pattern"] not in waiting]
    of_pattern = {row["pattern"]: int(row["matters"]) for row in left}
    assert of_pattern
    assert {row["look"] for row in left} == {BOTH_SIDES}
    told = after.partition("groups ")[2].partition(" (")[0]
    assert set(told.split(", ")) == set(of_pattern)
    assert f"{told} ({sum(of_pattern.values())} matters)" in after


def test_what_does_not_apply_leads_to_the_other_routes(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    whole = "This says nothing about whether the conviction was fair."
    assert page.count(whole) == page.count(f'{whole} See “<a href="#routes">') == 2


def test_the_report_names_nobody(run_folder: Path) -> None:
    with (REGISTER / "court-register.csv").open(encoding="utf-8", newline="") as file:
        names = {row["accused"].strip() for row in csv.DictReader(file)} - {""}
    text = said((run_folder / "report.html").read_text(encoding="utf-8"))
    assert len(names) > 100
    assert not [name for name in names if name in text]


def test_the_report_never_says_what_is_not_said_to_the_public(run_folder: Path) -> None:
    text = said((run_folder / "report.html").read_text(encoding="utf-8")).lower()
    for word in ("contested", "case against", "weakest", "eligib" + "le", "does_not_apply"):
        assert word not in text


def test_a_link_within_the_report_leads_somewhere(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text(encoding="utf-8")
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert len(links) > 20
    assert links <= set(anchors)


def test_the_same_data_give_the_same_page() -> None:
    data = small_report(group(), group("2", Answer.APPLIES, 3))
    assert report(data) == report(data)


@pytest.mark.parametrize("text", ["<script>x</script>", '"><img src=x>', "\u202eA/1", "\x00"])
def test_what_a_register_says_cannot_take_the_page_over(text: str) -> None:
    data = small_report(
        replace(
            group(text=[Line(text), item(text)], references=[text]),
            short=text,
            because=Because((Clause(text, text),), ((Clause(text, text),),)),
            met=(text,),
            names=(text,),
        )
    )
    page = report(
        replace(
            data,
            inputs={text: "00"},
            rows={**data.rows, text: RowCount(1, 0, 0, 1)},
            set_aside={text: 1},
            unmatched={(text, text): Unexplained(1, text, text)},
            said_already=(SaidAlready(text, (text,), 1, text, Unexplained(1, text, text)),),
            dates_not_read={(text, text): 1},
            to_look_up=(ToLookUp(text, text, text, text, 1, ("1",)),),
            disagreements=(Disagreement(text, 1, 0, ("1",)),),
            data_sheet=DataSheet(text, text, text, text, text),
        )
    )
    assert text not in page
    assert page.count("<script") == 1  # the page's own
    assert "<img" not in page


def test_a_register_without_rows_says_that_nothing_was_read() -> None:
    text = said(report(small_report()))
    assert "Nothing was read. No row of the register went into a matter." in text
    assert "This register holds 0 matters of 0 people." in text


def test_one_matter_is_told_as_one() -> None:
    text = said(report(small_report(group())))
    assert "This register holds 1 matter of 1 person." in text
    assert "1 row of the register was read" in text
    assert "Group 1: we cannot tell; 1 matter of 1 person; waits for it" in text
    assert "this person may already be pardoned" in text


def test_before_commencement_nothing_is_told_and_that_is_no_no() -> None:
    text = said(report(small_report(group("1", Answer.NOT_IN_FORCE, 2), on=BEFORE_FORCE)))
    assert "was not in force on 1 January 2020. Its time in force is the time from 27 July" in text
    assert "So nothing is said about any conviction as at that day. This is not a no." in text
    assert "What the answers mean" not in text


def test_what_is_no_law_is_told_as_none() -> None:
    data = small_report(group())
    idea = replace(data.law.scheme, status=Status.IDEA)
    text = said(report(replace(data, law=replace(data.law, scheme=idea))))
    assert "This proposal is not law (its status: idea)." in text


def test_what_is_supposed_stands_at_the_head() -> None:
    data = small_report(group())
    text = said(report(replace(data, law=replace(data.law, supposed={2: True}))))
    warned = text.index("This run supposes an answer to a question that the law leaves open.")
    assert warned < text.index("On this page")
    assert "Supposed: yes" in text


def test_of_many_groups_the_largest_are_shown_and_the_rest_counted() -> None:
    groups = [group(str(n), matters=n) for n in range(1, 10_001)]
    data = replace(
        small_report(*groups),
        to_look_up=(ToLookUp("books", "When?", "5", "5", 5, tuple(g.id for g in groups)),),
    )
    page = report(data)
    assert page.count('<details class="group"') == MOST_GROUPS
    assert 'id="group-10000"' in page
    smaller = 10_000 - MOST_GROUPS
    assert f"{smaller:,} smaller groups, of {smaller * (smaller + 1) // 2:,} matters" in said(page)
    assert f"and {smaller:,} others" in said(page)
    assert len(page) < 200_000


def test_of_many_entries_some_are_named_and_the_rest_counted() -> None:
    references = [f"A/{n}" for n in range(300)]
    most = {Answer.APPLIES: MOST_REFERENCES, Answer.UNDETERMINED: MOST_OPEN_REFERENCES}
    for kind, shown in most.items():
        text = said(report(small_report(group("1", kind, 300, references=references))))
        assert f"{references[shown - 1]} and {300 - shown} more; see assessments.csv" in text
        assert references[shown] not in text


def test_two_matters_of_one_charge_name_it_once() -> None:
    text = said(report(small_report(group(matters=3, references=["A/1", "A/1", "A/2"]))))
    assert "A/1 (2 matters), A/2" in text


def test_the_commonest_wordings_are_shown_and_all_are_counted() -> None:
    unmatched = {
        ("offence", f"wording {n}"): Unexplained(n, "court.csv", f"A/{n}") for n in range(1, 31)
    }
    text = said(report(replace(small_report(), unmatched=unmatched)))
    assert "30 wordings in all" in text
    assert "wording 30 offence 30 court.csv: A/30 " in text
    assert f"wording {30 - MOST_WORDINGS} " not in text


def test_what_is_settled_only_exactly_waits_for_no_record() -> None:
    waiting = group(matters=2)
    settled = replace(group("2", matters=3), exact=Outcome.APPLIES)
    found = (ToLookUp("books", "When?", "2 by itself", "", 2, ("1",)),)
    text = said(report(replace(small_report(waiting, settled), to_look_up=found)))
    assert "3 are settled all the same" in text
    assert "2 matters are not settled: we cannot tell of 2" in text
    assert "it applies all the same" in text


def test_where_no_data_sheet_is_given_the_page_says_what_one_is_for() -> None:
    data = small_report(group())
    assert "No data sheet was given with this run." in said(report(data))
    sheet = DataSheet("The archive", "Research", "Schedule 1", "2060", "2030")
    text = said(report(replace(data, data_sheet=sheet)))
    assert "No data sheet" not in text
    assert "Controller The archive" in text


def test_a_report_that_does_not_add_up_is_never_made() -> None:
    data = small_report(group())
    register = data.rows[data.register]
    for name in (data.register, "key.csv"):
        with pytest.raises(ValueError, match="a row was read"):
            replace(data, rows={data.register: register, name: RowCount(5, 1, 0, 0)})
    with pytest.raises(ValueError, match="rows set aside"):
        replace(data, set_aside={"no court": 1})
    with pytest.raises(ValueError, match="one for each matter"):
        replace(data, all=Tally(2, 2))


def test_an_assessed_effect_without_an_outcome_is_refused() -> None:
    assert answer(AssessmentStatus.NOT_IN_FORCE, None) is Answer.NOT_IN_FORCE
    with pytest.raises(ValueError, match="has an outcome"):
        answer(AssessmentStatus.ASSESSED, None)


def test_a_page_asks_nothing_of_any_other_place() -> None:
    data: ReportData = small_report(group())
    page = report(data)
    assert "default-src 'none'" in page
    assert not re.findall(r"\b(?:src|srcset|action|poster)=|@import|url\(", page)
    assert page.count("<script") == 1  # the page's own


def test_who_answers_for_a_convention_stands_beside_it_with_what_is_said_against_it() -> None:
    one = Convention(
        "RC1",
        "A blank says so.",
        "The archive",
        "2026-02-01",
        "all",
        (),
        "It may not.",
        True,
        (),
        "",
    )
    told = "RC1 A blank says so. The archive, 2026-02-01. Said against it: It may not. "
    data = small_report(group())
    assert f"{told}1 " in said(report(replace(data, conventions=(ConventionUsed(one, 1),))))
    left_out = said(report(replace(data, without=(one,))))
    assert told.replace("RC1 ", "RC1: ") in left_out
    alone = said(report(replace(data, without=(replace(one, contested_by=""),))))
    assert "Said against it" not in alone
