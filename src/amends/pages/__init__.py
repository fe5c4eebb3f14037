"""Pages that people read: their frames, and the parts that every page is put together from.

A page is one file: its style stands in it, it runs only its own scripts and asks nothing of any
other place. Templates are trusted and stand beside the package that owns them; all
that is put into them is escaped.
"""

from amends.pages.page import render
from amends.pages.paper import paper
from amends.pages.prose import Paragraph, nested

__all__ = ["Paragraph", "nested", "paper", "render"]
