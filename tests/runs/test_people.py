"""People are counted apart from matters: whoever the key names once, whoever it does not each."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from amends.registers.archive import SHOWN
from amends.runs.people import People
from amends.tables import Column, ColumnType, Database

_TABLES = {
    SHOWN: [Column("key", ColumnType.BIG), Column("person", ColumnType.TEXT)],
    "patterned": [Column("key", ColumnType.BIG), Column("number", ColumnType.BIG)],
}
MATTERS = st.lists(
    st.tuples(st.sampled_from(["", "", "ann", "bob"]), st.sets(st.integers(1, 5), min_size=1)),
    max_size=8,
)


@given(MATTERS, st.sets(st.integers(1, 6)))
def test_each_person_is_counted_once(matters: list[tuple[str, set[int]]], asked: set[int]) -> None:
    of_whom: dict[str, set[int]] = {}
    for key, (name, numbers) in enumerate(matters, start=1):
        of_whom.setdefault(name or f"of matter {key}", set()).update(numbers)
    with TemporaryDirectory() as place, Database(Path(place)) as database:
        with database.loading(_TABLES) as loading:
            for key, (name, numbers) in enumerate(matters, start=1):
                loading.add(SHOWN, key, name)
                loading.add_all("patterned", ((key, number) for number in numbers))
        people = People(database, "patterned")
    assert people.all == len(of_whom)
    assert people.of(asked) == sum(1 for numbers in of_whom.values() if numbers & asked)
    for number in range(1, 7):
        assert people.of_each[number] == people.of([number])
