"""Of the answers only who is who reaches the practice register, by its key."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path

from amends.registers.archive import read_archive
from registers.make_key import KIN, REGISTER, TOLD, key_of
from registers.practice import DATES, FOLDER, assessed, cases, practice_cases, scheme, table

RUBBISH = {
    "outcome": {on: {"outcome": "rubbish", "provisions": [], "missing": []} for on in DATES},
    "reality": dict.fromkeys(DATES, "rubbish"),
    "convicted": "rubbish",
    "true_facts": {"offence": "rubbish", "court": "rubbish", "miner": "rubbish"},
    "evidence": {"finding": "rubbish", "dates": [["0001-01-01", "0001-01-01"]]},
    "said_by": {"finding": ["rubbish: court-register EDI-1/7/1"]},
    "namesakes": {"EDI-1/7/1": [1]},
    "name": "Rubbish Rubbish",
    "born": "0001-01-01",
    "home": "rubbish",
    "miner": "rubbish",
    "sex": "rubbish",
}


def write_answers(folder: Path) -> None:
    """Answers with the identities of the committed key and rubbish for all else."""
    held: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    charges: dict[tuple[str, str], dict[str, list[object]]] = {}
    for row in table(str(FOLDER / "key.csv")):
        name, _, part = row["row"].partition("#")
        if name not in map(str, rows := held[row["person"]][row["file"]]):
            rows.append(int(name) if name.isdecimal() else name)
        if row["matter"]:
            charge = charges.setdefault(
                (row["matter"], row["person"]), {"rows": [], "testimony": []}
            )
            if row["file"] == REGISTER:
                charge["rows"].append({"reference": name, "charge": int(part)})
            else:
                assert row["file"] == TOLD
                charge["testimony"].append(int(name))
    persons = [{**RUBBISH, "person": person, "rows": rows} for person, rows in held.items()]
    matters = [
        {**RUBBISH, "charge": charge, "person": person, **rows}
        for (charge, person), rows in charges.items()
    ]
    for name, lines in (("persons", persons), ("convictions", matters)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")


def test_answers_turned_to_rubbish_give_the_same_key_and_assessments(tmp_path: Path) -> None:
    write_answers(tmp_path)
    remade = key_of(tmp_path)
    assert remade == (FOLDER / "key.csv").read_text(encoding="utf-8")
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)
    (copy / "key.csv").write_text(remade, encoding="utf-8")
    again = read_archive(copy, scheme())
    for on in DATES:
        assert list(assessed(cases(again), on)) == list(assessed(practice_cases(), on))


def test_a_change_of_who_is_who_does_reach_the_key(tmp_path: Path) -> None:
    write_answers(tmp_path)
    path = tmp_path / "persons.jsonl"
    persons = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    one = next(person for person in persons if KIN in person["rows"])
    del one["rows"][KIN]
    path.write_text("".join(json.dumps(person) + "\n" for person in persons), encoding="utf-8")
    assert key_of(tmp_path) != (FOLDER / "key.csv").read_text(encoding="utf-8")
