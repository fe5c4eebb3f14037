"""Sheets of invented people, as the tests seal them."""

from hypothesis import strategies as st

from amends.problems import ProblemsFound
from amends.seals import Json, commitment, sealed, verify

# The first and second test of RFC 8032, section 7.1.
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
OTHER_SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
OTHER_KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"

SALT = bytes(range(32))
ANSWER: dict[str, Json] = {"answer": "fined", "how known": "told by a son", "question": "finding"}
SHEET: dict[str, Json] = {
    "about": "Ewan Gòrdan\u0301, \U0001f9fe",
    "fine": 25,
    "law date": "2025-06-01",
    "note": 'a "torn"\\\n\tpage\u007f',
    "outcomes": [{"effect": "pardon", "matter": "A1", "outcome": "applies"}, [], {}],
    "reviewed": None,
    "shown": True,
}
PLAIN = sealed(SHEET)
SIGNED = sealed(SHEET, [commitment(SALT, ANSWER)], SEED)

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)
SHEETS = st.dictionaries(st.text(max_size=4), VALUES, max_size=4)


def codes(content: bytes, key: str | None = None, code: str | None = None) -> list[str]:
    """The codes of the problems of a file; none if it is verified."""
    try:
        verify(content, "sheet.json", key, code)
    except ProblemsFound as found:
        return [problem.code for problem in found.problems]
    return []
