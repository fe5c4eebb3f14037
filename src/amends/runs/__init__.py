"""One assessment of a register: what it read, what it wrote, whole or not at all.

A run's folder holds one line for each matter and effect, what was set aside and
what nobody could read, and a manifest of everything the answers rest on.
"""
