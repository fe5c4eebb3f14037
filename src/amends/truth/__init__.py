"""Two-sided truth, the readings of several statements, and partly known dates.

The lowest floor: it knows nothing of laws, cases or engines, and uses the
standard library alone.
"""
