"""Myerson's value of games in partition function form."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from ...games.partition_function import PartitionFunctionGame, exact_partition_worths
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ._embedded import checked_form, embedded_solution


def myerson_partition_value(game: PartitionFunctionGame, *, limit: int = 8) -> Solution[Payoffs]:
    """The one linear and symmetric value of a game with externalities that gives all to the members of any carrier.

    Ψ_i = Σ_{(S; P)} (−1)^(p−1) (p−1)! (1/n − Σ_{T ∈ P, T ≠ S, i ∉ T} 1 / ((p−1) (n−|T|))) v(S; P), where p = |P|. A set C is a
    carrier if v(S; P) is always what S ∩ C is worth when every coalition of P is divided into its members in C and its others.
    Without externalities it is the Shapley value; with them, marginal contributions to partitions count that never include i,
    so that amounts can be surprising (a player may lose although everybody only gains from him).

    Args:
        game: a game in partition function form; float worths stand for their own binary values, symbolic games give closed
            forms.
        limit: the most players (10 at most can be stored).

    Returns:
        Solution with Payoffs that add up to v(N). Up to 6 players it is certified by equal shares of the dividends of embedded
        coalitions; beyond it is exact, and `verify()` computes them. Cost: n times the Bell(n+1) − Bell(n) embedded coalitions.

    Raises:
        UnsupportedGameError: the game is not in partition function form.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # a Cournot oligopoly as in Pham Do and Norde (2007); by hand: C has 36/3 − 256/27 + 32/27, the rest cancels out
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12, costs={"A": 0, "B": 0, "C": 4})
        >>> co.myerson_partition_value(cournot)
        Myerson value with externalities: A: 436/27, B: 436/27, C: 100/27   [certified; equal shares of the dividends of
        embedded coalitions agree]

    References:
        Myerson (1977), Values of games in partition function form. International Journal of Game Theory 6, 23–31; Bloch (1996),
        Sequential formation of coalitions in games with externalities and fixed payoff division. Games and Economic Behavior
        14, 90–123; the example: Pham Do and Norde (2007), The Shapley value for partition function form games (oligopolies).
    """
    form = checked_form(game, limit)
    n = len(form.players)
    table, denominator = (form.table, 1) if form.kind == "symbolic" else exact_partition_worths(form)
    totals: list[Any] = [0] * n
    for masks, worths in zip(form.blocks().tolist(), table.tolist(), strict=True):
        coalitions = [m for m in masks if m]
        p = len(coalitions)
        factor = (-1) ** (p - 1) * math.factorial(max(p - 1, 0))
        # what the coalitions without i take from 1/n, for each of them and each i
        taken = [Fraction(1, (p - 1) * (n - m.bit_count())) if p > 1 else Fraction(0) for m in coalitions]
        for i in range(n):
            away = [0 if m >> i & 1 else t for m, t in zip(coalitions, taken, strict=True)]
            whole = Fraction(1, n) - sum(away, start=Fraction(0))
            totals[i] += sum(factor * (whole + a) * w for a, w in zip(away, worths, strict=False))
    amounts = [quotient(t, denominator) for t in totals]
    return embedded_solution(form, "myerson", amounts, "Myerson's closed formula")
