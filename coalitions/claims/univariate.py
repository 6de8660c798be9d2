"""Cases in one parameter, decided completely: the line is cut at rational points until each piece contradicts one fact."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ..check import Context, Poly, constant, mul, scaled, write_poly

Node = dict[str, Any]
Line = list[Fraction]  #: coefficients of a polynomial in one parameter, the constant first
MAX_CUTS = 60


def refute_on_line(context: Context, active: Sequence[int], variable: int, factor: Callable[[Poly], Any]) -> Node | None:
    """A proof that facts in one parameter contradict each other; None where a point satisfies all of them."""
    raise NotImplementedError
