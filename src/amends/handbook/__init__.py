"""The reference part of the handbook, built from what it describes.

Commands, node kinds, schemes, problems and files are told from the objects that the
program itself uses, so that no page can say what is no longer so.
"""

from amends.handbook.pages import reference_pages, write_reference

__all__ = ["reference_pages", "write_reference"]
