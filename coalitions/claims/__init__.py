"""Statements over regions of parameters: derive, prove, refute."""

from .statements import Always as Always
from .statements import Claim as Claim
from .statements import Exists as Exists
from .statements import Iff as Iff
from .statements import Implies as Implies
from .statements import Never as Never
from .deciding import decide as decide
