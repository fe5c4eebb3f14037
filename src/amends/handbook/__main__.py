"""`python -m amends.handbook DIR`: write the reference into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from amends.handbook.pages import write_reference


def _main() -> None:
    if len(sys.argv) != 2:
        sys.exit("Say where the reference is to stand: python -m amends.handbook DIR")
    try:
        written = write_reference(Path(sys.argv[1]))
    except OSError as error:
        sys.exit(f"The reference was not written: {error}")
    sys.stdout.write(f"{len(written)} pages in {sys.argv[1]}\n")


_main()
