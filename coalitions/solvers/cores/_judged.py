"""The payoffs that a check is asked about, read as exact numbers in the order of the players."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ...errors import InvalidArgumentError
from ...players import Payoffs, Players
from ...scalars import parse, to_fraction
from ...solution import Solution


def exact_amounts(players: Players, payoffs: Mapping[Any, Any] | Sequence[Any], asked_by: str) -> tuple[Fraction, ...]:
    """One fraction for each player; a float stands for its own binary value, a symbol is refused."""
    if isinstance(payoffs, Solution):
        raise InvalidArgumentError(
            f"expected payoffs, got the Solution {payoffs!r:.80}; write {asked_by}(game, solution.value)"
        )
    if not isinstance(payoffs, Mapping) and hasattr(payoffs, "items"):  # a pandas Series
        payoffs = dict(payoffs.items())
    if isinstance(payoffs, str) or not isinstance(payoffs, Mapping | Sequence | np.ndarray):
        raise InvalidArgumentError(f"expected payoffs as a mapping or a sequence, got {payoffs!r}; write {{player: number}}")
    listed = Payoffs.from_mapping(players, payoffs) if isinstance(payoffs, Mapping) else Payoffs(players, tuple(payoffs))
    return tuple(Fraction(to_fraction(parse(a, f"a payoff of {p}"))) for p, a in listed.items())
