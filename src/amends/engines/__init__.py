"""Rival engines that apply a scheme to cases; the reference defines the meaning.

They share the model and one narrow contract, and no code. In: the law on a date
and cases, or a table of them. Out, per case and effect: outcome, deciding
provisions, facts wanted.
"""
