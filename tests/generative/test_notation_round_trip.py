"""Reading what was written gives back the scheme."""

from __future__ import annotations

from hypothesis import given, note

from amends.notation import read, write
from amends.scheme.model import Scheme
from lib.strategies import examples, schemes


@examples(100)
@given(schemes(depth=3))
def test_reading_what_was_written_gives_back_the_scheme(scheme: Scheme) -> None:
    text = write(scheme)
    note(text)
    assert read(text, "trial.scheme") == scheme


@examples(30)
@given(schemes())
def test_what_was_read_is_written_the_same(scheme: Scheme) -> None:
    text = write(scheme)
    assert write(read(text, "trial.scheme")) == text
