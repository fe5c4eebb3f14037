"""The pages of the reference: which there are, and writing them."""

from __future__ import annotations

import shutil
from pathlib import Path

from amends.handbook.commands import commands_page
from amends.handbook.formats import formats_page
from amends.handbook.markdown import page
from amends.handbook.notation import notation_page
from amends.handbook.problems import problems_page
from amends.handbook.schemes import scheme_pages
from amends.notation.shelf import load, on_shelf

_TITLE = page("Reference")


def reference_pages() -> dict[str, str]:
    """Every page of the reference, by its path inside it; the same each time."""
    schemes = {name: load(name) for name in on_shelf()}
    pages = {
        "README.md": _contents({name: found.scheme.title for name, found in schemes.items()}),
        "commands.md": commands_page(),
        "notation.md": notation_page(),
        "problems.md": problems_page(),
        "files.md": formats_page(),
    }
    for name, found in schemes.items():
        pages |= {f"schemes/{name}/{one}": text for one, text in scheme_pages(found).items()}
    return pages


def write_reference(folder: Path) -> tuple[Path, ...]:
    """Write the reference into a folder, in the place of whatever reference stands there.

    Gives the paths written. Raises OSError, and writes nothing, for a folder that holds
    anything but a reference.
    """
    pages = {folder / name: text for name, text in reference_pages().items()}
    if folder.exists():
        if any(folder.iterdir()) and not _is_reference(folder):
            msg = f"{folder} holds something else than a reference"
            raise FileExistsError(msg)
        shutil.rmtree(folder)
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(pages)


def _is_reference(folder: Path) -> bool:
    contents = folder / "README.md"
    return contents.is_file() and contents.read_text(encoding="utf-8").startswith(_TITLE)


def _contents(schemes: dict[str, str]) -> str:
    listed = [f"- [{title}](schemes/{name}/README.md)" for name, title in schemes.items()]
    return page(
        "Reference",
        "Made from the program, the schemes and their case tables.",
        "- [Commands](commands.md): options, examples, exit codes\n"
        "- [The notation, kind by kind](notation.md)\n"
        "- [Problems](problems.md): each code, what is said, what to do\n"
        "- [Files](files.md): of a run, of a register, JSON",
        "The schemes that come with Amends:",
        "\n".join(listed),
    )
