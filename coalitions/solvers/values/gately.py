"""The Gately value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...certificates.compromise import CompromisePoint, NoEqualPropensity, utopia_payoffs
from ...errors import CertificateError, UndecidedError
from ...games.forms import grid_of, singles, spread, stored
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...scalars import is_symbolic, quotient, sign
from ...solution import Solution, certify
from ._exact import as_objects


def gately_value(game: CoalitionalGame, *, limit: int = 22) -> Solution[Payoffs | None]:
    """The imputation by which everybody has the same propensity to disrupt, or None if there is not exactly one.

    If i leaves all the others, these lose x(N \\ i) − v(N \\ i), and i loses x_i − v({i}); the ratio is the propensity of i to
    disrupt. It is (M_i − x_i) / (x_i − v({i})) with M_i = v(N) − v(N \\ i), and is the same for all at
    x_i = v({i}) + (M_i − v({i})) · (v(N) − Σ v({j})) / Σ (M_j − v({j})). That is an imputation if v(N) > Σ v({j}), and
    M_i − v({i}) has the same sign for all players and is not 0 for all. Where v(N) = Σ v({j}), the only imputation is what
    players are worth alone. Float worths stand for their own binary values.

    Args:
        game: any game with transferable utility; symbolic where the signs do not depend on the symbols.
        limit: the most players for which 2**n worths may be tabulated, though only 2n + 1 of them matter (for a
            game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs, certified as the only share of v(N) on the line through worths of single players and M; or with
        None, certified by what the game lacks: imputations, equal signs, or a difference between imputations. Cost: a look at
        2n + 1 worths.

    Raises:
        UndecidedError: worths are symbolic, and signs depend on the symbols (put numbers in).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Gately (1974): what the states of southern India save by producing electricity together
        >>> states = ["Andhra Pradesh", "Tamil Nadu", "Kerala and Mysore"]
        >>> electricity = co.TUGame.from_vector(states, [0, 0, 0, 210, 770, 1170, 1530], order="size")
        >>> {state: round(float(amount), 1) for state, amount in co.gately_value(electricity).value.items()}
        {'Andhra Pradesh': 225.7, 'Tamil Nadu': 476.6, 'Kerala and Mysore': 827.7}
        >>> # Staudacher and Anwander (2019) ask when there is just one; by hand: here nobody adds anything to the two others
        >>> co.gately_value(co.majority_game(["A", "B", "C"])).value is None
        True

    References:
        Gately (1974), Sharing the gains from regional cooperation; Littlechild and Vaidya (1976), The propensity to disrupt
        and the disruption nucleolus of a characteristic function game; Staudacher and Anwander (2019), Conditions for the
        uniqueness of the Gately point for cooperative games.
    """
    table = stored(game, limit=limit)
    worths, denominator = as_objects(table)
    alone = [worths[single] for single in singles(table)]
    gaps = [m - a for m, a in zip(spread(table, utopia_payoffs(worths, grid_of(table))), alone, strict=True)]
    surplus = worths[-1] - sum(alone)
    direction = sign(surplus)
    signs = [sign(gap) for gap in gaps] if direction > 0 else []
    if direction < 0 or (signs and not any(signs)):
        return certify("Gately value", table, NoEqualPropensity(()))
    if 1 in signs and -1 in signs:
        return certify("Gately value", table, NoEqualPropensity((signs.index(1), signs.index(-1))))
    amounts = [quotient(a, denominator) for a in alone]
    if direction:
        step = _ratio(surplus, sum(gaps))
        amounts = [quotient(a + step * gap, denominator) for a, gap in zip(alone, gaps, strict=True)]
    try:
        return certify("Gately value", table, CompromisePoint("Gately", tuple(amounts)), {"method": "closed form"})
    except CertificateError:
        if table.kind != "symbolic":
            raise
        raise UndecidedError(
            "expected worths of which sums and products can be compared, got expressions that are too large or too many; put "
            "numbers in for some of the symbols"
        ) from None


def _ratio(numerator: Any, denominator: Any) -> Any:
    symbolic = is_symbolic(numerator) or is_symbolic(denominator)
    return numerator / denominator if symbolic else Fraction(numerator) / Fraction(denominator)
