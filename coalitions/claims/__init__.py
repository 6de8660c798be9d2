"""Statements over regions of parameters: derive, prove, refute."""

from .cooperative import convex as convex
from .cooperative import core_nonempty as core_nonempty
from .cooperative import in_core as in_core
from .cooperative import superadditive as superadditive
from .deciding import decide as decide
from .statements import Always as Always
from .statements import Claim as Claim
from .statements import Exists as Exists
from .statements import Iff as Iff
from .statements import Implies as Implies
from .statements import Never as Never
