"""Cases, and tables of cases: what is recorded of people and matters, with sources.

A case is checked against the facts that a scheme declares; it says nothing of
what follows from them.
"""
