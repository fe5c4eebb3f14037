"""A scheme that is damaged anywhere is read or told, never raised; what is read is written back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from amends.notation import read, write
from amends.problems import ProblemsFound
from notation.test_the_manual import SCHEME

BITS = (
    *(
        "all of",
        "any of",
        "not ",
        "unless ",
        "(a) ",
        '"',
        "`",
        ",",
        " -- ",
        "[from 1990-01-01]",
        "[",
    ),
    *(
        " of the person",
        " where",
        " plus 1 day",
        "latest of ",
        "if ",
        "then ",
        "in ",
        "is ",
        "(",
        ")",
    ),
    *(
        "open point 1",
        "item ",
        "nothing",
        "modes ",
        "section 3",
        "  ",
        "\n",
        "\n    ",
        "\n  ",
        "some ",
    ),
    *("at least 2 ", "the person is ", "under ", "source ", "1984-02-30", "500.00", "today", ""),
)

damages = st.lists(
    st.tuples(st.integers(0, len(SCHEME)), st.integers(0, 30), st.sampled_from(BITS)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150)
@given(damages)
def test_a_damaged_scheme_is_read_or_told(damage: list[tuple[int, int, str]]) -> None:
    text = SCHEME
    for at, gone, put in damage:
        text = text[:at] + put + text[at + gone :]
    try:
        scheme = read(text, "damaged.scheme")
    except ProblemsFound as found:
        problems = found.problems
    else:
        assert read(write(scheme), "damaged.scheme") == scheme
        return
    lines = text.count("\n") + 1
    assert all(p.what and p.remedy and 1 <= p.place.line <= lines for p in problems)
