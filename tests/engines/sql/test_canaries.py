"""What the database once got wrong, or does unlike others: looked at again at each upgrade.

The engine writes none of these. A canary that falls silent says that a rule of the engine
may have lost its reason; one that changes says that a rule may be needed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.tables import Database


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        # A set with a NULL in it answers NULL where a person means no.
        ("SELECT 'c' IN ('a', NULL) IS NULL", True),
        ("SELECT NULL IN (SELECT 1 WHERE false)", False),
        ("SELECT 'c' NOT IN ('a', NULL) IS NULL", True),
        ("SELECT 'c' NOT IN (SELECT unnest(['a', NULL])) IS NULL", True),
        # A test that is not known is no row, so that nothing exists.
        ("SELECT NOT EXISTS (SELECT 1 WHERE CAST(NULL AS BOOLEAN))", True),
        # Some and all of a group pass over a NULL, and of no rows say nothing.
        ("SELECT BOOL_AND(x) FROM (VALUES (TRUE), (NULL)) t(x)", True),
        ("SELECT BOOL_OR(x) FROM (VALUES (FALSE), (NULL)) t(x)", False),
        ("SELECT BOOL_OR(x) IS NULL FROM (SELECT TRUE AS x WHERE false)", True),
        # The same or not, and never NULL: how what was not joined is read.
        ("SELECT CAST(NULL AS BOOLEAN) IS NOT DISTINCT FROM TRUE", False),
        ("SELECT CAST(NULL AS BOOLEAN) IS DISTINCT FROM FALSE", True),
        # What is no day, or only part of one, is none; and no day is read by its month first.
        ("SELECT TRY_CAST('1985-02-30' AS DATE) IS NULL", True),
        ("SELECT TRY_CAST('1985' AS DATE) IS NULL", True),
        ("SELECT TRY_CAST('03/04/1985' AS DATE) IS NULL", True),
        # An hour of the last day is later than the day.
        ("SELECT TIMESTAMP '1985-03-03 10:00:00' <= DATE '1985-03-03'", False),
        # Letters with accents are lowered too.
        ("SELECT LOWER('ÀÉ')", "àé"),
        # Nothing is fetched from elsewhere at run time.
        ("SELECT current_setting('autoinstall_known_extensions')", False),
        ("SELECT current_setting('autoload_known_extensions')", False),
        # Least and greatest pass over a NULL.
        ("SELECT LEAST(1, NULL)", 1),
        ("SELECT GREATEST(1, NULL)", 1),
        # A row in a list of rows: no, where one of its parts is not known.
        ("SELECT (10, 100) IN ((NULL, 100)) IS NULL", False),
        # A shift by a negative number gives no bits: silence has none in a pattern.
        ("SELECT CAST(8 AS BIGINT) >> CAST(-3 AS BIGINT)", 0),
        ("SELECT CAST(-2 AS BIGINT) & 63", 62),
        # Nor has a shift by more bits than there are: a conflict has none in a plain pattern.
        ("SELECT CAST(8 AS BIGINT) >> CAST(1048576 AS BIGINT)", 0),
        # A month is added up to the last day of the month reached.
        ("SELECT CAST(DATE '2023-01-31' + INTERVAL (1) MONTH AS DATE) = DATE '2023-02-28'", True),
    ],
)
def test_the_database_answers_as_it_did(query: str, answer: object, tmp_path: Path) -> None:
    with Database(tmp_path, threads=1) as database:
        assert database.rows(query) == [(answer,)]


def test_a_correlated_exists_over_an_outer_join_is_still_wrong(tmp_path: Path) -> None:
    """For the one with no work on record it says that some work differs: not known is right."""
    with Database(tmp_path, threads=1) as database:
        database.run("CREATE TABLE people (person INTEGER PRIMARY KEY)")
        database.run("INSERT INTO people VALUES (1), (2)")
        database.run("CREATE TABLE work (person INTEGER PRIMARY KEY, place INTEGER NOT NULL)")
        database.run("INSERT INTO work VALUES (1, 1)")
        database.run("CREATE TABLE homes (person INTEGER, place INTEGER)")
        database.run("INSERT INTO homes VALUES (1, 2), (2, 3)")
        exists = """
            SELECT people.person, EXISTS (
                SELECT 1 FROM homes AS home
                WHERE home.person = people.person AND work.place <> home.place
            )
            FROM people LEFT JOIN work USING (person) JOIN homes USING (person)
            ORDER BY people.person
        """
        assert database.rows(exists) == [(1, True), (2, True)]  # wrong of the second
        grouped = """
            WITH apart AS (
                SELECT work.person, TRUE AS met FROM work JOIN homes USING (person)
                WHERE work.place <> homes.place GROUP BY work.person
            )
            SELECT people.person, COALESCE(apart.met, FALSE)
            FROM people LEFT JOIN apart USING (person) ORDER BY people.person
        """
        assert database.rows(grouped) == [(1, True), (2, False)]  # what the engine writes
