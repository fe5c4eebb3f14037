"""The notation: a scheme as text that a lawyer can read, and back; and as JSON."""

from amends.notation.export import to_json
from amends.notation.reader import read
from amends.notation.writer import write

__all__ = ["read", "to_json", "write"]
