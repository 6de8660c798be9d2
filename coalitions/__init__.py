"""Who joins with whom, what they can secure together, how they share it, and whether it lasts.

The public names stand in `__init__.pyi`; each loads its module when it is first used.
"""

from . import errors as errors
from ._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, __file__)
