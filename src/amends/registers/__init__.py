"""Messy lists read by an archive's own catalogue, conventions and key, to one case a matter."""
