"""Stable sets of von Neumann and Morgenstern: no member dominates another, and members dominate all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from typing import Any

from ...certificates.stable_sets import StableAsAsked, StablePieces, Unstable, whole_units
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.payoff_pieces import PayoffPieces
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.cells import Cell, cut, hull, maximal_cells
from ...kernels.cones import echelon
from ...kernels.imputation_cells import affordable, counter, effective, first_flaw, undominated
from ...kernels.imputation_cells import imputations as all_imputations
from ...scalars import whole_limit
from ...solution import Guarantee, Solution, certify

Corners = tuple[tuple[Fraction, ...], ...]


def check_stable_set(
    game: CoalitionalGame, imputations: PayoffPieces | Iterable[Any], *, limit: int = 5, cuts: int = 10_000
) -> Solution[bool]:
    """Whether a set of imputations is stable: no member dominates another, and every other imputation is dominated by a member.

    An imputation x shares v(N) and gives every player at least v(i). It dominates y through a coalition S if x_i > y_i for all
    members of S and x(S) <= v(S). Exact, without a tolerance (floats stand for their own binary values), and over the whole
    continuum of imputations.

    Args:
        game: any game with transferable utility whose worths are numbers.
        imputations: the set, as a list of payoffs (mappings by names, or numbers in the order of the players) and of lists of
            corners, each of which stands for the polytope between them: [[1, 0], [0, 1]] are two points,
            [[[1, 0], [0, 1]]] is the segment between them. Or PayoffPieces.
        limit: the most players.
        cuts: the most cuts in the search for imputations that are not dominated and not in the set.

    Returns:
        Solution with True, certified by the regions that each polytope dominates through each coalition, cut out of all
        imputations; or with False, certified by a member that dominates another, by an imputation outside that no member
        dominates, or by a member that is no imputation. Cost: grows fast with the number of players and pieces; 0.03 s for
        a few pieces and 3 players, a second for ten points and 5 players.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UndecidedError: worths or payoffs are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`, or more cuts than `cuts`.

    Examples:
        >>> import coalitions as co
        >>> # von Neumann and Morgenstern (1944), section 32: three equal votes; two share, or C gets 1/4 whatever the others do
        >>> majority = co.majority_game(["A", "B", "C"])
        >>> co.check_stable_set(majority, [["1/2", "1/2", 0], ["1/2", 0, "1/2"], [0, "1/2", "1/2"]]).value
        True
        >>> co.check_stable_set(majority, [[["3/4", 0, "1/4"], [0, "3/4", "1/4"]]]).value
        True
        >>> co.check_stable_set(majority, [["1/3", "1/3", "1/3"]])
        is a stable set: False   [certified; no member dominates (1/9, 4/9, 4/9)]

    References:
        von Neumann and Morgenstern (1944), Theory of games and economic behavior, sections 30 to 32 for the three players.
    """
    table = tabulate(game, limit=limit)
    if isinstance(imputations, Solution):
        raise InvalidArgumentError("expected a set of imputations, got a Solution; write solution.value")
    given = imputations if isinstance(imputations, PayoffPieces) else PayoffPieces.from_corners(table.players, imputations)
    asked = PayoffPieces.from_corners(table.players, given.pieces).corners()
    worths, cells, denominator = whole_units(table, asked)
    flaw = first_flaw(cells, worths, limit=whole_limit(cuts))
    if flaw is None:
        return certify("is a stable set", table, StableAsAsked(asked))
    better = None if flaw.better is None else tuple(a / denominator for a in flaw.better)
    found = Unstable(asked, tuple(a / denominator for a in flaw.point), better, flaw.mask)
    return certify("is a stable set", table, found)


def find_stable_set(game: CoalitionalGame, *, limit: int = 5, cuts: int = 1_000) -> Solution[PayoffPieces | None]:
    """One stable set, if it is of a known kind; otherwise the question is left open (guarantee "open", value None).

    Tried are the core (which is the only stable set where it is stable, as in convex games), the imputations that the core
    does not dominate, for three players the core with three segments (which always does), the payoffs in which one minimal
    winning coalition of a simple game shares by weights (the main simple solution), and the payoffs that give all players
    outside of a coalition no more than v(i). Where none of these is stable there may be another stable set; there are games
    of 10 players without any (Lucas 1968).

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players.
        cuts: the most cuts in each trial; a trial that needs more is given up.

    Returns:
        Solution with PayoffPieces, certified as by `check_stable_set`; or with None and the guarantee OPEN. The diagnostics
        say which kind of set it is, or how many were tried. Cost: that of `check_stable_set` for each trial.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # von Neumann and Morgenstern (1944), section 32: three equal votes, two of which share
        >>> co.find_stable_set(co.majority_game(["A", "B", "C"])).value
        (0, 1/2, 1/2); (1/2, 0, 1/2); (1/2, 1/2, 0)
        >>> # the drug game of Winston (2004); by hand: the firms agree to share what Joe leaves them
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> co.find_stable_set(drug).value
        (0, 1/2, 1/2)–(1, 0, 0)

    References:
        von Neumann and Morgenstern (1944), Theory of games and economic behavior; Shapley (1971), Cores of convex games, for
        the core; Lucas (1968), A game with no solution; the example: Winston (2004), Operations research, section 14.6 (the
        drug game).
    """
    table = tabulate(game, limit=limit)
    worths, denominator = exact_table(table)
    values, most = worths.tolist(), whole_limit(cuts)
    tried = 0
    for kind, corners in _candidates(values, most):
        tried += 1
        cells = maximal_cells(map(hull, corners))
        try:
            stable = first_flaw(cells, values, limit=most) is None
        except LimitExceededError:
            continue
        if stable:
            found = tuple(sorted(tuple(tuple(a / denominator for a in x) for x in cell.points()) for cell in cells))
            return certify("stable set", table, StablePieces(found), {"kind": kind})
    return Solution("stable set", table, None, Guarantee.OPEN, None, {"tried": tried})


def _candidates(worths: list[int], limit: int) -> Iterator[tuple[str, list[Corners]]]:
    """Sets that are stable in known cases, by the corners of their pieces, in the unit of the whole worths."""
    everything = all_imputations(worths)
    if everything is None:
        yield "no imputations", []
        return
    core = cut(everything, ([-a for a in affordable(worths, mask)] for mask in effective(worths)))
    if core is not None:
        yield "core", [core.points()]
        with suppress(LimitExceededError):
            yield "not dominated by the core", [cell.points() for cell in undominated([core], worths, counter(limit))]
    if len(worths) == 8:
        yield "three players", _three_players(worths)
    shares = _main_simple(worths)
    if shares:
        yield "main simple solution", [(x,) for x in shares]
    yield from (("shared within a coalition", [face.points()]) for face in _faces(worths, everything))


def _three_players(worths: list[int]) -> list[Corners]:
    """The core with a segment from each of its corners where two pairs are tight; without a core, three segments.

    Let a_k be what is left for k beyond v(k) if the other two take their worth. In the region where both others get more than
    that, only coalitions with k can dominate, so members with less for k and more for both others lead to x_k = v(k). (von
    Neumann and Morgenstern 1944, section 60, draw curves of this kind; these segments are our choice, and are checked.)
    """
    alone = [worths[1], worths[2], worths[4]]
    whole = worths[7] - sum(alone)
    left: list[Fraction] = [Fraction(max(0, worths[7] - worths[7 ^ 1 << k] - alone[k])) for k in range(3)]
    spare = whole - sum(left, Fraction(0))
    short = max(Fraction(0), spare)  # positive iff there is no core
    pieces: list[Corners] = []
    core = cut(all_imputations(worths), ([-a for a in affordable(worths, mask)] for mask in effective(worths)))
    if core is not None:
        pieces.append(core.points())
    for k in range(3):
        own = spare + left[k] if core is not None else left[k]
        if own > 0 or (own == 0 and core is None):
            start = [a + short / 2 for a in left]
            start[k] = own
            end = [Fraction(0) if i == k else a + own / 2 for i, a in enumerate(start)]
            ends = {tuple(v + a for v, a in zip(alone, x, strict=True)) for x in (start, end)}
            pieces.append(tuple(sorted(ends)))
    return pieces


def _faces(worths: list[int], everything: Cell) -> Iterator[Cell]:
    """For each coalition that can afford it, small ones first: the imputations that give all others only v(i)."""
    n = len(worths).bit_length() - 1
    for mask in sorted(range(1, len(worths)), key=int.bit_count):
        outside = [i for i in range(n) if not mask >> i & 1]
        if worths[mask] + sum(worths[1 << i] for i in outside) >= worths[-1]:
            face = cut(everything, ([-int(i == k) for k in range(n)] + [worths[1 << i]] for i in outside))
            if face is not None:
                yield face


def _main_simple(worths: list[int]) -> list[tuple[Fraction, ...]]:
    """For each minimal winning coalition of a simple game, its shares by weights a with a(S) = 1 for all of them.

    Only if such weights exist and are the only ones that are 0 outside of all minimal winning coalitions.
    """
    n = len(worths).bit_length() - 1
    rest = worths[-1] - sum(worths[1 << i] for i in range(n))
    gains = [w - sum(worths[1 << i] for i in range(n) if mask >> i & 1) for mask, w in enumerate(worths)]
    if rest <= 0 or not set(gains) <= {0, rest}:
        return []
    wins = [mask for mask, gain in enumerate(gains) if gain == rest]
    minimal = [s for s in wins if not any(t != s and t & ~s == 0 for t in wins)]
    used = [i for i in range(n) if any(s >> i & 1 for s in minimal)]
    reduced, pivots, _ = echelon([[*(s >> i & 1 for i in used), 1] for s in minimal])
    if pivots != list(range(len(used))):
        return []
    weights = dict(zip(used, (row[-1] for row in reduced), strict=True))
    if min(weights.values()) < 0:
        return []
    return [tuple(worths[1 << i] + (rest * weights[i] if s >> i & 1 else Fraction(0)) for i in range(n)) for s in minimal]
