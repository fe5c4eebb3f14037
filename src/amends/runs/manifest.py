"""The manifest: everything that a run's answers rest on, so that it can be made again.

It holds no date of its own making: the same inputs give the same manifest.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path

from amends import __version__
from amends.registers.mapping import read_mapping
from amends.runs.model import Run, Summary
from amends.truth.edtf import iso


def manifest_of(run: Run, summary: Summary) -> dict[str, object]:
    """The manifest of a run, as JSON-ready values."""
    scheme, conventions = run.law.scheme, run.archive.conventions
    return {
        "amends": __version__,
        "engine": "sql",
        "scheme": {"id": scheme.id, "sha256": run.scheme_sha256, "reviewed": scheme.reviewed},
        "on": iso(run.law.on),
        "supposed": {f"open point {n}": answer for n, answer in sorted(run.law.supposed.items())},
        "conventions": {
            "in_force": sorted(conventions.in_force),
            "not_in_force": sorted({c.id for c in conventions.every} - conventions.in_force),
        },
        "inputs": [{"file": file, "sha256": sha} for file, sha in sorted(run.inputs.items())],
        "rows": {file: asdict(count) for file, count in sorted(run.archive.rows.items())},
        "counts": asdict(summary),
    }


def hashes_of_inputs(folder_or_mapping: Path) -> dict[str, str]:
    """The SHA-256 of every file that reading an archive reads, by its name.

    Raises ProblemsFound for a mapping that cannot be used, OSError for a file not there.
    """
    mapping = read_mapping(folder_or_mapping)
    names = {mapping.conventions, mapping.catalogue, mapping.key}
    names |= {listed.file for listed in mapping.lists.values()}
    paths = {name: mapping.folder / name for name in names if name}
    if folder_or_mapping.is_file():
        paths[folder_or_mapping.name] = folder_or_mapping
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in paths.items()
        if path.is_file()
    }
