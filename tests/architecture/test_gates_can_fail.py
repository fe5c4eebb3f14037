"""The import contract, the linter's docstring rules and the wheel, each tried on a small tree."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# One module for each package that the contract names as some library's home, and one above them.
HOUSE = {
    "truth": "",
    "problems": "import amends\n",
    "scheme": "from amends import truth\n",
    "tables": "import duckdb\n",
    "notation": "from amends.scheme import *\n",
    "seals": "import cryptography\nimport rfc8785\n",
    "engines": "",
    "engines/reference": "import amends.scheme\n",
    "engines/sql": "import sqlglot\nimport amends.tables\n",
    "pages": "import jinja2\nimport typst\n",
    "cli": "import click\nimport rich\nimport amends.engines.sql\n",
}


def lint_imports(tree: Path, house: dict[str, str]) -> subprocess.CompletedProcess[str]:
    (tree / "amends").mkdir()
    (tree / "amends" / "__init__.py").touch()
    for package, source in house.items():
        (tree / "amends" / package).mkdir()
        (tree / "amends" / package / "__init__.py").write_text(source, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tree)
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_house_built_on_its_floors_keeps_the_contract(tmp_path: Path) -> None:
    run = lint_imports(tmp_path, HOUSE)
    assert run.returncode == 0, run.stdout
    assert "8 kept, 0 broken" in run.stdout


@pytest.mark.parametrize(
    ("package", "source", "broken"),
    [
        ("truth", "import amends.scheme\n", "A package imports only lower floors"),
        ("tables", "import duckdb\nimport amends.scheme\n", "A package imports only lower floors"),
        ("weather", "", "A package imports only lower floors"),
        ("engines/reference", "import amends.engines.sql\n", "Engines share nothing"),
        ("engines/sql", "import sqlglot\nimport duckdb\n", "duckdb lives in tables"),
        ("notation", "import sqlglot.optimizer\n", "sqlglot lives in the sql engine"),
        ("notation", "import cryptography\n", "cryptography and rfc8785 live in seals"),
        ("notation", "import rfc8785\n", "cryptography and rfc8785 live in seals"),
        ("pages", "import jinja2\nimport typst\nimport rich\n", "click and rich live in cli"),
        ("truth", "import jinja2\n", "jinja2 lives in pages"),
        ("truth", "import typst\n", "typst lives in pages"),
        ("problems", "def show():\n    import rich.table\n", "click and rich live in cli"),
    ],
)
def test_an_import_that_breaks_the_house_breaks_the_contract(
    tmp_path: Path, package: str, source: str, broken: str
) -> None:
    run = lint_imports(tmp_path, HOUSE | {package: source})
    assert run.returncode == 1, run.stdout
    (said,) = [line for line in run.stdout.splitlines() if line.endswith("BROKEN")]
    assert said.startswith(broken)


def docstring_breaches(path: str, source: str) -> set[str]:
    ruff = Path(sys.executable).with_name("ruff")
    run = subprocess.run(
        [ruff, "check", "--no-cache", "--output-format=concise", f"--stdin-filename={path}", "-"],
        cwd=ROOT,
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )
    return set(re.findall(r"\bD1\d\d\b", run.stdout))


def test_everything_public_in_src_needs_a_docstring() -> None:
    source = "class House:\n    def build(self) -> None: ...\n\n\ndef build() -> None: ...\n"
    assert docstring_breaches("src/amends/truth/house.py", source) == {
        "D100",
        "D101",
        "D102",
        "D103",
    }
    assert docstring_breaches("src/amends/truth/__init__.py", "one = 1\n") == {"D104"}


def test_a_wheel_carries_the_code_its_types_and_the_schemes(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "schemes" / "here").mkdir(parents=True)
    (tree / "schemes" / "here" / "law.scheme").touch()
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, tree)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=tree,
        capture_output=True,
        check=True,
    )
    (wheel,) = (tree / "dist").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"amends/__init__.py", "amends/py.typed", "amends/schemes/here/law.scheme"} <= names
    assert {"amends/pages/templates/page.css", "amends/runs/templates/report.html"} <= names
