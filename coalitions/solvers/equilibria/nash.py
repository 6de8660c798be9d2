"""Is this profile a Nash equilibrium?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...certificates.equilibria import NashMembership, Probabilities, ProfitableDeviation, at_most_zero, gains
from ...errors import InvalidArgumentError, UndecidedError
from ...games.normal_form import NormalFormGame, normal_form
from ...games.profiles import Profile, deviation_payoffs, expected_payoffs
from ...scalars import is_symbolic, parse
from ...solution import Solution, certify


def check_nash(game: NormalFormGame, profile: Any, *, tolerance: Any = 0) -> Solution[bool]:
    """Whether no player can gain by changing his strategy alone, and if one can, who, how and how much.

    A profile x is a Nash equilibrium if u_i(k, x_-i) <= u_i(x) for every player i and every strategy k of his. `profile`
    is a tuple of names of strategies in the order of the players, or a mapping from players to a name or to a mapping from
    strategies to probabilities (see `Profile.of`), or a `Profile`. With `tolerance=e` the question is whether no player can
    gain more than e. Any number of players; the cost is one pass over the payoffs of the strategies in use.

    Everything is decided in exact arithmetic: a float payoff stands for its own binary value, so there are no near ties.
    Probabilities must add up to exactly 1: floats such as 1/3 and 2/3 do not, and are refused. In a symbolic game, or
    with symbols for probabilities, the answer is given where the signs of all gains are decided by the assumptions.

    Evidence: the certificate recomputes what every strategy pays against the profile. If the answer is no, it names one
    profitable deviation (the one with the largest gain, where numbers can be compared). The diagnostics hold the table:
    `payoffs` (what everybody gets) and `deviations` (what each strategy would pay to its owner).

    Raises:
        InvalidArgumentError: the profile does not fit the game, or probabilities do not add up to exactly 1.
        UnknownPlayerError: a name is not a player or a strategy.
        UndecidedError: the sign of a gain depends on symbols; the message states the inequality.

    Examples:
        >>> import coalitions as co
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2)
        >>> co.check_nash(hunt, ("Stag", "Stag"))
        Nash equilibrium (Stag, Stag): True   [certified; no player gains by deviating]
        >>> co.check_nash(hunt, ("Stag", "Hare"))
        Nash equilibrium (Stag, Hare): False   [certified; Row gains 3 by playing Hare instead]
        >>> mixed = {"Stag": "3/4", "Hare": "1/4"}
        >>> co.check_nash(hunt, {"Row": mixed, "Column": mixed}).value
        True

    References:
        Nash, J. (1951). Non-cooperative games. Annals of Mathematics 54, 286–295.
    """
    x = exact_profile(normal_form(game), profile)
    slack = parse(tolerance, "a tolerance")
    slack = slack if is_symbolic(slack) else Fraction(slack)
    if not at_most_zero(-slack):
        raise InvalidArgumentError(f"expected a tolerance of at least 0, got {tolerance}")
    deviation = _best_deviation(game, x.probabilities, slack)
    concept = f"Nash equilibrium {x}" if x.is_pure and len(game.players) <= 8 else "Nash equilibrium"
    table = deviation_payoffs(game, x.probabilities)
    diagnostics = {
        "payoffs": expected_payoffs(game, x),
        "deviations": {p: dict(zip(game.strategies[i], table[i], strict=True)) for i, p in enumerate(game.players)},
    }
    if deviation is None:
        return certify(concept, game, NashMembership(x.probabilities, slack), diagnostics)
    return certify(concept, game, ProfitableDeviation(x.probabilities, *deviation, slack), diagnostics)


def exact_profile(game: NormalFormGame, profile: Any) -> Profile:
    """The profile with exact probabilities; floats that do not add up to exactly 1 are refused, with fractions to write."""
    x = Profile.of(game, profile)
    rows = []
    for i, weights in enumerate(x.probabilities):
        exact = tuple(p if is_symbolic(p) else Fraction(p) for p in weights)
        if any(isinstance(p, float) for p in weights) and sum(exact) != 1:
            near = [Fraction(p).limit_denominator(1000) if not is_symbolic(p) else p for p in weights]
            shown = {s: str(p) for s, p in zip(game.strategies[i], near, strict=True) if p != 0}
            hint = f"write them as fractions, for example {shown}" if sum(near) == 1 else "write them as fractions"
            raise InvalidArgumentError(
                f"expected probabilities of {game.players.names[i]} that add up to exactly 1, but as binary floats "
                f"{', '.join(map(str, weights))} miss it by {float(abs(sum(exact) - 1)):.2g}; {hint}"
            )
        rows.append(exact)
    return Profile(game.players, game.strategies, tuple(rows))


def _best_deviation(game: NormalFormGame, probabilities: Probabilities, slack: Any) -> tuple[int, int] | None:
    """The deviation that gains most beyond the slack (with symbols: the first that is sure to gain), None if there is none."""
    table = [(gain - slack, i, k) for i, row in enumerate(gains(game, probabilities)) for k, gain in enumerate(row)]
    if not any(is_symbolic(gain) for gain, _, _ in table):
        gain, i, k = max(table, key=lambda entry: (entry[0], -entry[1], -entry[2]))
        return (i, k) if gain > 0 else None
    undecided = []
    for gain, i, k in table:
        try:
            if not at_most_zero(gain):
                return i, k
        except UndecidedError:
            undecided.append(f"{gain.factor()} <= 0 ({game.players.names[i]} does not gain by {game.strategies[i][k]})")
    if undecided:
        raise UndecidedError(
            f"expected gains with a decided sign; it is an equilibrium exactly if {' and '.join(undecided[:6])}"
            f"{' and …' if len(undecided) > 6 else ''}. Put numbers in, declare assumptions on the symbols, or state the "
            "condition and let coalitions.claims.decide settle it over a region"
        )
    return None
