"""What is written reads back as the same scheme, whatever its names look like."""

from pathlib import Path

import pytest
from hypothesis import given, note, settings

from amends.notation import read, write
from amends.scheme.model import Scheme
from notation.odd_schemes import odd_schemes

SCHEMES = Path(__file__).resolve().parents[2] / "schemes"


@pytest.mark.parametrize("path", sorted(SCHEMES.rglob("*.scheme")), ids=lambda path: path.stem)
def test_a_scheme_on_the_shelf_reads_back_as_itself(path: Path) -> None:
    scheme = read(path.read_bytes(), path.name)
    text = write(scheme)
    assert read(text, path.name) == scheme
    assert write(read(text, path.name)) == text


@settings(max_examples=50)
@given(odd_schemes())
def test_odd_names_read_back_as_themselves(scheme: Scheme) -> None:
    text = write(scheme)
    note(text)
    assert read(text, "odd.scheme") == scheme
