"""Making a run again, and saying whether it comes out the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from amends import __version__
from amends.notation.shelf import Shelved, load
from amends.problems import Place, Problem, ProblemsFound
from amends.registers.archive import Archive, read_archive
from amends.runs.manifest import MANIFEST, Manifest, read_manifest, read_where
from amends.runs.model import Run
from amends.runs.outputs import check_outputs
from amends.runs.run import write_run
from amends.scheme.law import as_at


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run that stands in a folder, with what it was made from, all unchanged since.

    `older` names the version of Amends that made it where that is not this one.
    """

    folder: Path
    manifest: Manifest
    run: Run

    @property
    def older(self) -> str:
        """The version that made the run; empty where it is this one."""
        return "" if self.manifest.amends == __version__ else self.manifest.amends


def kept_run(folder: Path, register: Path | None = None) -> KeptRun:
    """The run that stands in a folder, its law and its archive, opened again.

    `register` says where the register lies now, if it was moved. Raises ProblemsFound where the
    run was edited or cut short, or where its scheme or register is not as it was.
    """
    manifest = read_manifest(folder)
    check_outputs(folder, manifest)
    scheme_at, register_at = read_where(folder)
    found = _scheme(folder, manifest, scheme_at)
    path = register or folder / register_at
    if not path.exists() or not (register or register_at):
        what = "the register of this run is not where it was"
        remedy = "say where it lies now with `--register PATH`"
        raise ProblemsFound([Problem("register-moved", Place(str(folder)), what, remedy)])
    archive = read_archive(path, found.scheme, manifest.without)
    try:
        law = as_at(found.scheme, manifest.on, manifest.supposed)
    except KeyError:
        what = "the manifest supposes an answer to an open point that the scheme does not have"
        remedy = "make the run again with `amends assess`"
        raise ProblemsFound(
            [Problem("manifest-damaged", Place(str(folder)), what, remedy)]
        ) from None
    names = manifest.with_names
    run = Run(archive, law, found.sha256, scheme_at, register_at, names)
    if changed := list(_changed(manifest.inputs, archive)):
        raise ProblemsFound(changed)
    return KeptRun(folder, manifest, run)


def _scheme(folder: Path, manifest: Manifest, scheme_at: str) -> Shelved:
    """The scheme of a run, unchanged."""
    what = f"the scheme `{manifest.scheme}` is not the text that this run was made under"
    remedy = "put the text of then where it was, or assess anew under that of now"
    changed = ProblemsFound([Problem("scheme-changed", Place(str(folder)), what, remedy)])
    if scheme_at and not (folder / scheme_at).is_file():
        what = f"the scheme `{manifest.scheme}` of this run is not where it was"
        remedy = "put it back there, or assess anew"
        raise ProblemsFound([Problem("scheme-moved", Place(str(folder)), what, remedy)])
    try:
        found = load(str(folder / scheme_at) if scheme_at else manifest.scheme)
    except ProblemsFound:  # it is no scheme any more, or is not on this shelf
        raise changed from None
    if found.sha256 != manifest.scheme_sha256:
        raise changed
    return found


def _changed(inputs: Mapping[str, str], archive: Archive) -> Iterator[Problem]:
    now = archive.inputs
    for file in sorted({*inputs, *now}):
        if file not in now:
            what = f"{file} is there no more"
        elif file not in inputs:
            what = f"{file} is read now and was not then"
        elif inputs[file] != now[file]:
            what = f"{file} has changed since the run"
        else:
            continue
        remedy = "assess the register anew with `amends assess`, or take the files as they were"
        yield Problem("register-changed", Place(file), what, remedy)


def replay(kept: KeptRun) -> tuple[str, ...]:
    """Make a run again, and say in what it differs: nothing, if it comes out the same.

    The same is: the same manifest, CSV, JSON and report to the byte, and the same rows of
    Parquet in any order.
    """
    with TemporaryDirectory() as room:
        again = Path(room) / "again"
        write_run(kept.run, again)
        text = (again / MANIFEST).read_text(encoding="utf-8")
    if text == kept.manifest.text:
        return ()
    return tuple(_differences(json.loads(kept.manifest.text), json.loads(text)))


def _differences(then: Mapping[str, object], now: Mapping[str, object]) -> Iterator[str]:
    for key in dict.fromkeys((*then, *now)):
        one, other = then.get(key), now.get(key)
        if one == other or key == "digest":
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            differing = (name for name in {**one, **other} if one.get(name) != other.get(name))
            yield from (f"{key}: {name}" for name in differing)
        else:
            yield key
