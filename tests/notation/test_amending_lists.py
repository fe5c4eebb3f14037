"""Lists of words in the law, and what a later instrument changes in them."""

from __future__ import annotations

import pytest

from amends.notation import read, write
from amends.problems import ProblemsFound
from amends.scheme.conditions import In
from amends.scheme.law import as_at
from amends.scheme.walk import descendants
from notation.test_amending import AFTER, BEFORE, HEAD, LAW, as_text


def test_a_list_of_words_is_told_from_a_part_of_its_provision() -> None:
    law = LAW + "\nsection 2  listed\n  offence in section 2\n"
    law = law.replace("    (a) offence in section 2\n", "    (a) section 2  listed\n")
    change = "change  article 1  in {}\n  for  (b)\n  substitute  (b)  nothing\n"
    with pytest.raises(ProblemsFound) as found:
        read(law, "toll.scheme", [(HEAD + change.format("section 2"), "order.amendment")])
    (problem,) = found.value.problems
    assert problem.code == "change-of-several"
    assert problem.remedy.endswith("a list of words is `codes` and its provision")
    scheme = read(law, "toll.scheme", [(HEAD + change.format("codes section 2"), "a.amendment")])
    assert "(b)  lifting a gate" in as_text(scheme, BEFORE)
    assert "(b)  nothing" in as_text(scheme, AFTER)


def test_an_item_of_several_lines_is_changed_with_them() -> None:
    law = LAW.replace(
        "  (b)  lifting a gate\n", "  (b)  lifting a gate\n    lifting a gate (attempt)\n"
    )
    law = law.replace("  lifting a gate\n\nof", "  lifting a gate\n  modes attempt\n\nof")
    change = "change  article 1  in section 2\n  {}  (b)\n"
    insert = "  insert\n    (c)\n      lifting a gate\n      lifting a gate (attempt)\n"
    for word, more, items in (
        ("repeal", "", [1]),
        ("after", insert, [1, 2, 2]),
        ("for", "  substitute  (b)\n    lifting a gate\n    lifting a gate (attempt)\n", [1, 2]),
    ):
        texts = [(HEAD + change.format(word) + more, "order.amendment")]
        scheme = read(law, "toll.scheme", texts)
        codes = as_at(scheme, AFTER).scheme.code_lists[0]
        assert [len(item.codes) for item in codes.items] == items
        assert [len(i.codes) for i in as_at(scheme, BEFORE).scheme.code_lists[0].items] == [1, 2]


def test_an_item_cited_by_its_label_may_be_replaced() -> None:
    law = LAW.replace("offence in section 2\n", "offence in section 2(a) to (b)\n", 1)
    change = "change  article 1  in section 2\n  for  (b)\n  substitute  (b)  nothing\n"
    scheme = read(law, "toll.scheme", [(HEAD + change, "order.amendment")])
    for day, covered in (
        (BEFORE, {"crossing unpaid", "lifting a gate"}),
        (AFTER, {"crossing unpaid"}),
    ):
        at = as_at(scheme, day)
        body = at.scheme.part_named["pardoned"].body
        (member,) = [
            node
            for node in descendants(body)
            if isinstance(node, In) and node.ref.fact == "offence"
        ]
        assert at.zones(member).covered == covered
    assert read(write(scheme), "toll.scheme") == scheme


def test_an_opening_of_a_list_begins_and_ends_with_an_amendment() -> None:
    law = LAW.replace("  lifting a gate\n", "  lifting a gate\n  towing\n", 1)
    law += "\nopen point 1  section 2  is towing a crossing?\n"
    law = law.replace("(b)  lifting a gate\n", "(b)  lifting a gate\n  open point 1  towing\n")
    change = "change  article 1  in section 2\n  repeal  open point 1 towing\n"
    scheme = read(law, "toll.scheme", [(HEAD + change, "order.amendment")])
    openings = [as_at(scheme, day).scheme.code_lists[0].openings for day in (BEFORE, AFTER)]
    assert [len(each) for each in openings] == [1, 0]
    assert read(write(scheme), "toll.scheme") == scheme
