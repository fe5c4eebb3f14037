"""What may be longer than the house allows, each with its reason; a needless entry fails."""

# Path from the root -> why the file is one piece.
LONG_FILES: dict[str, str] = {}

# Path from the root, two colons, dotted name -> why the function is one piece.
LONG_FUNCTIONS: dict[str, str] = {}
