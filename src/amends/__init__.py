"""Amends says, with reasons, what a law of collective relief does to a historical conviction.

The packages stand on floors and import only lower ones; DEVELOPERS.md draws the house.
"""

__version__ = "0.1.0"
