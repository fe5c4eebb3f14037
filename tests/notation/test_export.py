"""The JSON export keeps to its published schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from amends.notation import read, to_json
from notation.test_the_manual import SCHEME

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "src/amends/notation/scheme.schema.json").read_text(encoding="utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)
SHELF = sorted((ROOT / "schemes").rglob("*.scheme"))


def test_the_published_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_a_scheme_on_the_shelf_is_exported_as_published(path: Path) -> None:
    exported = to_json(read(path.read_bytes(), path.name))
    CHECK.validate(exported)
    assert json.loads(json.dumps(exported)) == exported


def test_every_kind_in_the_manual_is_exported_as_published() -> None:
    CHECK.validate(to_json(read(SCHEME, "lamplighters.scheme")))


def test_a_key_too_many_is_against_the_schema() -> None:
    exported = to_json(read(SCHEME, "lamplighters.scheme"))
    assert not CHECK.is_valid(exported | {"more": 1})
    assert not CHECK.is_valid({key: value for key, value in exported.items() if key != "parts"})


def test_plain_words_stand_with_their_vocabulary() -> None:
    exported = to_json(read(SCHEME, "lamplighters.scheme"))
    offences = next(v for v in exported["vocabularies"] if v["name"] == "offences")  # type: ignore[attr-defined]  # read back as JSON
    assert offences["plain"] == [
        {
            "word": "leaving a lamp",
            "said_as": "not lighting a lamp, or letting it go out",
            "see": [],
        },
        {
            "word": "insolence",
            "said_as": None,
            "see": [{"word": "leaving a lamp", "when": "if it was for not doing the work"}],
        },
    ]


def test_days_are_written_as_dates_and_an_open_end_is_null() -> None:
    exported = to_json(read(SCHEME, "lamplighters.scheme"))
    assert exported["in_force"] == {"from": "1931-05-01", "until": None}
