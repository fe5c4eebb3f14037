"""A paper to print and keep: PDF/UA-1, by typst, which is an extra of the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files

from amends.problems import Place, Problem, ProblemsFound


def paper(package: str, template: str, values: Mapping[str, object], day: int) -> bytes:
    """The PDF that a template of `package` makes of the values; it reads them as JSON.

    `day` is the date that the paper bears, so the same values and day give the same bytes; only
    fonts that come with typst are used. Raises ProblemsFound where typst is not installed, and
    where a text has letters that its fonts lack.
    """
    try:
        import typst
    except ImportError:
        what = "a PDF needs a part of the program that is not installed"
        remedy = "install it with `pip install amends[paper]`, or print the page from a browser"
        raise ProblemsFound([Problem("no-typst", Place(), what, remedy)]) from None
    source = files(package).joinpath("templates", template).read_bytes()
    stamp = datetime.fromordinal(day).replace(tzinfo=UTC)
    try:
        made = typst.compile(
            source,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(stamp.timestamp()),
        )
    except typst.TypstError:
        what = "no PDF can be made of this: a text has letters or signs that its fonts lack"
        remedy = "print the page from a browser, which has more fonts"
        raise ProblemsFound([Problem("paper-unmade", Place(), what, remedy)]) from None
    assert isinstance(made, bytes)  # one format, so one file
    return made
