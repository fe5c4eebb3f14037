"""What is wrong with a well-formed scheme: what nobody uses, asks or has tried.

A scheme that reads without problems is valid; these checks say where it is not
yet good: against itself, and against its own case tables.
"""
