"""The modiclus: what coalitions can gain and what they can prevent, weighed alike."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ...certificates.weighted_excesses import BalancedPairs, Pairs
from ...errors import LimitExceededError
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.excesses import Level, minimize_excesses
from ...kernels.spans import narrowed_by, orthogonal_to
from ...players import Payoffs
from ...scalars import Array, pack, whole_limit
from ...solution import Solution, certify

MOST = 12  #: players, since pairs of coalitions are coalitions of twice as many


def modiclus(game: CoalitionalGame, *, limit: int = 9) -> Solution[Payoffs]:
    """The payoffs at which the largest difference between the complaints of two coalitions is least, and so on.

    The complaint (excess) of S at x is e(S) = v(S) - x(S). Among all payoffs that share v(N), the modiclus (modified nucleolus)
    has the lexicographically smallest list of all differences e(S) - e(T) in falling order. It is unique. Since
    -e(T) = v*(N - T) - x(N - T) for the dual game v*, it heeds what coalitions can prevent as much as what they can secure.
    In constant-sum games it is the prenucleolus. Nobody and all players are coalitions here, with excess 0; a program that
    leaves them out (CoopGame 0.2.2 does) finds other payoffs.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players; pairs of coalitions are coalitions of twice as many players (12 at most).

    Returns:
        Solution with Payoffs in fractions, certified by Kohlberg's criterion for pairs of coalitions: at each of at most n - 1
        levels, positive weights balance the pairs with the largest difference that are not settled yet. It is found as the
        prenucleolus of the dual cover, a game of 2 n players. Cost: exact linear programs of some passes over 4**n numbers;
        0.1 s for 6 players, some seconds for 9.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Potters and Sudhölter (1999): everybody saves as much, if the own cost is as much; by hand 5/2
        >>> lengths = {"small": 1, "medium": 5, "large": 6}
        >>> runway = co.TUGame.from_function(lengths, lambda S: -max(lengths[p] for p in S))
        >>> co.modiclus(runway).value
        small: 0, medium: -5/2, large: -7/2

    References:
        Sudhölter (1996), The modified nucleolus as canonical representation of weighted majority games; Sudhölter (1997), The
        modified nucleolus: properties and axiomatizations; Peleg and Sudhölter (2007), Introduction to the theory of
        cooperative games, section 6.6; the example: Potters and Sudhölter (1999), Airport problems and consistent allocation
        rules.
    """
    if len(game.players) > MOST:
        raise LimitExceededError(
            f"expected at most {MOST} players for the modiclus, got {len(game.players)}; use prenucleolus, which it is in "
            "constant-sum games"
        )
    table = tabulate(game, limit=whole_limit(limit))
    worths, denominator = exact_table(table)
    n = len(table.players)
    doubled = _dual_cover(worths)
    found = minimize_excesses(doubled, np.ones(len(doubled), dtype=np.int64)) if n else ()
    amounts = tuple(a / denominator for a in found[-1].x[:n]) if found else ()
    certificate = BalancedPairs(amounts, _on_pairs(worths, found))
    diagnostics = {"method": "prenucleolus of the dual cover", "pivots": sum(level.pivots for level in found)}
    return certify("modiclus", table, certificate, diagnostics)


def _dual_cover(worths: Array) -> Array:
    """max(v(S) + v*(T), v*(S) + v(T)) at the mask S + 2**n T."""
    values = worths.astype(object)
    dual = values[-1] - values[::-1]
    both = np.maximum(dual[:, None] + values[None, :], values[:, None] + dual[None, :]).ravel()
    return pack(both.tolist())


def _on_pairs(worths: Array, found: tuple[Level, ...]) -> tuple[Pairs, ...]:
    """The levels of the dual cover as levels of pairs, without what is settled among them already.

    The coalition S + T* of the cover stands for the pair (S, N - T) or (T, N - S), whichever has the larger worth: its excess
    at (x, x) is that pair's difference of excesses. Sums over (S, T*) become sums over S plus sums over T.
    """
    n = len(worths).bit_length() - 1
    grand = len(worths) - 1
    orthogonal = orthogonal_to([grand] if n else [], n)
    levels: list[Pairs] = []
    for level in found:
        merged: dict[tuple[int, int], Fraction] = {}
        for mask, weight in level.weights:
            s, t = mask & grand, mask >> n
            pair = max((s, grand ^ t), (t, grand ^ s), key=lambda p: int(worths[p[0]]) - int(worths[p[1]]))
            merged[pair] = merged.get(pair, Fraction(0)) + weight
        kept = [(s, t, w) for (s, t), w in sorted(merged.items()) if any(_differences(orthogonal, s, t))]
        for s, t, _ in kept:
            orthogonal = narrowed_by(orthogonal, _differences(orthogonal, s, t))
        if kept:
            levels.append(tuple(kept))
    return tuple(levels)


def _differences(vectors: tuple[tuple[int, ...], ...], s: int, t: int) -> list[int]:
    return [sum(g * ((s >> i & 1) - (t >> i & 1)) for i, g in enumerate(vector)) for vector in vectors]
