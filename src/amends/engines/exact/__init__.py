"""The exact engine: what every way of completing and choosing agrees on, and what would settle it.

Made once for a law: a decision diagram for each effect, over cells of values. Lists and
comparisons of several facts are taken as the defining engine records them. It shares no
code with the other engines.
"""

from amends.engines.exact.classes import FactClasses, ValueClass, value_classes
from amends.engines.exact.settle import cuts, settle

__all__ = ["FactClasses", "ValueClass", "cuts", "settle", "value_classes"]
