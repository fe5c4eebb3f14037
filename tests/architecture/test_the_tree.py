"""The tree keeps the rules of the house."""

import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from architecture import rules, waivers

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "amends").rglob("*.py"))
TEMPLATES = [
    path
    for path in sorted((ROOT / "src" / "amends").rglob("*"))
    if path.suffix in {".html", ".typ", ".js"}
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
RULES = {ROOT / "tests/architecture/rules.py", ROOT / "tests/architecture/test_rules_can_fail.py"}
GLOSSARY = ROOT / "GLOSSARY.md"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def breaches(paths: list[Path], rule: Callable[[str], list[str]]) -> list[str]:
    return [
        f"{named(path)}: {breach}"
        for path in paths
        for breach in rule(path.read_text(encoding="utf-8"))
    ]


def written_files() -> list[Path]:
    """Every text file that people or tools of the project wrote and git would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def public_texts() -> list[Path]:
    """What a person outside the tests reads: code, documents, schemes, examples."""
    tests = ROOT / "tests"
    return [path for path in written_files() if tests not in path.parents and path != GLOSSARY]


def test_there_is_a_tree_to_look_at() -> None:
    assert SOURCES
    assert ROOT / "pyproject.toml" in public_texts()


def test_files_are_short_or_listed_with_a_reason() -> None:
    lengths = {
        named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES + TESTS
    }
    assert not rules.over_length(lengths, rules.FILE_LINES, waivers.LONG_FILES)


def test_functions_are_short_or_listed_with_a_reason() -> None:
    lengths = {
        f"{named(path)}::{name}": lines
        for path in SOURCES
        for name, lines in rules.function_lengths(path.read_text(encoding="utf-8")).items()
    }
    assert not rules.over_length(lengths, rules.FUNCTION_LINES, waivers.LONG_FUNCTIONS)


def test_modules_are_named_after_what_they_own() -> None:
    assert not [
        breach for path in SOURCES + TESTS for breach in rules.vague_names(path.relative_to(ROOT))
    ]


def test_no_import_is_for_types_alone() -> None:
    assert not breaches(SOURCES + TESTS, rules.type_only_imports)


def test_no_python_file_and_no_template_names_a_statute() -> None:
    assert {path.suffix for path in TEMPLATES} == {".html", ".typ", ".js"}
    assert not breaches(SOURCES + TEMPLATES, rules.statutes_named)


def test_only_cli_reads_clock_chance_or_environment() -> None:
    cli = ROOT / "src" / "amends" / "cli"
    below = [path for path in SOURCES if cli not in path.parents]
    assert not breaches(below, rules.clock_and_chance)


def test_only_declared_libraries_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["paper"]]
    declared = frozenset(one.partition(">")[0].partition("~")[0] for one in required)
    assert "duckdb" in declared
    assert not breaches(SOURCES, lambda source: rules.outside_libraries(source, declared))


def test_words_not_to_say_are_not_said() -> None:
    assert not breaches(public_texts(), rules.banned_words)


def test_the_glossary_says_them_only_in_its_last_column() -> None:
    glossary = GLOSSARY.read_text(encoding="utf-8")
    assert rules.banned_words(glossary)
    assert not rules.banned_words(rules.without_do_not_say(glossary))


def test_no_file_names_a_path_of_one_machine() -> None:
    paths = [path for path in written_files() if path not in RULES]
    assert not breaches(paths, lambda text: rules.machine_paths(text, str(ROOT)))


@pytest.mark.parametrize("lock", ["core.txt", "dev.txt"])
def test_a_lock_file_pins_every_package_by_hash_and_names_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if line[:1].isalnum()]
    assert pins
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert "://" not in text
