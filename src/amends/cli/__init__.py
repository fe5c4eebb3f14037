"""The commands: each reads its arguments, calls one function, and prints.

Only here is today's date read (and then printed), and only here do words go to a
terminal.
"""

from amends.cli.main import main

__all__ = ["main"]
