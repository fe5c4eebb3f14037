"""The style sheets of the pages that are for anybody: compiled by `make style`, from `styles/`.

They ask nothing of any other place: no font, no picture.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

THEMES: Final = ("plain", "scotland")
"""The names of the themes, the default first."""


@cache
def style_sheet(theme: str) -> str:
    """The whole style sheet of a theme, its licence in it. Raises KeyError for no theme."""
    if theme not in THEMES:
        raise KeyError(theme)
    return files(__name__).joinpath(f"{theme}.css").read_text(encoding="utf-8")
