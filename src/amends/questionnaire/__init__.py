"""What to ask next: one question at a time, only what still matters, until nothing more helps.

Pure: it neither reads a terminal nor a clock. `amends ask` puts its questions on a terminal; a
page can put the same questions in the same order and words.
"""
