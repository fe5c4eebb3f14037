"""The engine that defines the meaning: plain, slow, one case at a time, with full grounds.

Every other engine is held to it. Nothing here is done for speed.
"""

from amends.engines.reference.assess import assess

__all__ = ["assess"]
