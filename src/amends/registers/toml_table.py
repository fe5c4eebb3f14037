"""Tables of a TOML file read key by key, with what is wrong noted instead of raised."""

from __future__ import annotations

from collections.abc import Mapping

from amends.problems import Place, Problem, nearest
from amends.problems.toml import read_toml

LONGEST_QUOTE = 60  # characters of a key, in a message


class Table:
    """A table of the file, read key by key; what is wrong is noted, never raised."""

    def __init__(
        self, content: Mapping[str, object], path: str, heading: str, problems: list[Problem]
    ) -> None:
        self._content = content
        self._path = path
        self._heading = heading
        self._known: set[str] = set()
        self._problems = problems

    def wrong(self, code: str, what: str, remedy: str) -> None:
        """Note that something in this table is wrong."""
        self._problems.append(Problem(code, Place(self._path, heading=self._heading), what, remedy))

    def _mistyped(self, key: str, wanted: str) -> None:
        self.wrong("toml-value", f"`{key}` is not {wanted}", f"write {wanted}")

    def text(self, key: str, default: str | None = "") -> str:
        """A text; a problem when it is not one, or is missing and has no default."""
        self._known.add(key)
        value = self._content.get(key, default)
        if value is None:
            self.wrong("toml-missing", f"`{key}` is missing", f'add `{key} = "..."`')
        elif isinstance(value, str):
            return value
        else:
            self._mistyped(key, "a text in double quotes")
        return ""

    def flag(self, key: str) -> bool:
        """A yes or no, no by default."""
        self._known.add(key)
        value = self._content.get(key, False)
        if not isinstance(value, bool):
            self._mistyped(key, "`true` or `false`")
        return value is True

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of texts, or one text standing for a list of one."""
        self._known.add(key)
        value = self._content.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            self._mistyped(key, "a list of texts")
            return ()
        if required and not listed:
            self.wrong("toml-missing", f"`{key}` is missing or empty", f"list its `{key}`")
        return tuple(listed)

    def table(self, key: str) -> Table:
        """A table in this one, empty where it does not stand."""
        self._known.add(key)
        value = self._content.get(key, {})
        if not isinstance(value, dict):
            self._mistyped(key, "a table")
            value = {}
        heading = f"{self._heading}.{key}" if self._heading else key
        return Table(value, self._path, heading, self._problems)

    def tables(self, key: str) -> list[Table]:
        """The tables of a list, each headed with its number."""
        self._known.add(key)
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._mistyped(key, f"tables headed `[[{key}]]`")
            return []
        return [
            Table(one, self._path, f"{key} {number}", self._problems)
            for number, one in enumerate(value, start=1)
        ]

    def chosen(self) -> tuple[str, ...]:
        """The keys that the file's author chose."""
        return tuple(self._content)

    def done(self) -> None:
        """Note each key that nothing reads."""
        for key in self._content:
            if key not in self._known:
                what = f"`{key[:LONGEST_QUOTE]}` is not known here"
                self.wrong("toml-key", what, nearest(key, self._known))


def read_table(text: str, path: str, problems: list[Problem]) -> Table:
    """The top table of a TOML text. Raises ProblemsFound where it is none."""
    return Table(read_toml(text, path), path, "", problems)
