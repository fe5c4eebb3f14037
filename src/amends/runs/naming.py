"""How people are told which matter of a register is meant: by its entry, and by its charge."""

from __future__ import annotations


def entry_named(
    reference: str, charge: int, *, several: bool, name: str = "", also: str = ""
) -> str:
    """A matter: `A/1/2`, or `A/1/2 (charge 1)` of an entry with `several` charges.

    In the brackets stand the `name` of its person too, and other entries that `also` show it.
    """
    notes = [name] if name else []
    notes += [f"charge {charge}"] if several else []
    notes += [f"also {also}"] if also else []
    return f"{reference} ({'; '.join(notes)})" if notes else reference
