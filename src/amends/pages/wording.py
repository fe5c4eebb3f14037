"""Shares as a page shows them."""

from __future__ import annotations


def share(part: int, whole: int) -> str:
    """A part as a whole per cent; one that rounding would make none or all says so."""
    if not whole:
        return "0%"
    rounded = round(100 * part / whole)
    if part and not rounded:
        return "under 1%"
    if part < whole and rounded == 100:
        return "over 99%"
    return f"{rounded}%"
