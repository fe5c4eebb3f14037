"""The manifest: everything that a run's answers rest on, so that it can be made again.

It holds no date of its own making: the same inputs give the same manifest.
"""

from __future__ import annotations

from dataclasses import asdict

from amends import __version__
from amends.runs.model import Run, Summary
from amends.truth.edtf import iso


def manifest_of(run: Run, summary: Summary) -> dict[str, object]:
    """The manifest of a run, as JSON-ready values."""
    scheme, conventions = run.law.scheme, run.archive.conventions
    inputs = run.archive.inputs
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
        "inputs": [{"file": file, "sha256": sha} for file, sha in sorted(inputs.items())],
        "rows": {file: asdict(count) for file, count in sorted(run.archive.rows.items())},
        "counts": asdict(summary),
    }
