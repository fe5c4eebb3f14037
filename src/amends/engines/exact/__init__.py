"""The exact engine: what every way of completing and choosing agrees on, and what would settle it.

Made once for a law: a decision diagram for each effect, over cells of values. Lists and
comparisons of several facts are taken as the defining engine records them. It shares no
code with the other engines. What every value of some one fact settles alike is found without a
diagram too (`OneFact`), as a page finds it.
"""

from amends.engines.exact.classes import FactClasses, ValueClass, value_classes
from amends.engines.exact.one_fact import Assess, OneFact
from amends.engines.exact.settle import cuts, settle

__all__ = [
    "Assess",
    "FactClasses",
    "OneFact",
    "ValueClass",
    "cuts",
    "settle",
    "value_classes",
]
