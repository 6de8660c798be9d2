"""Cabinets: which coalitions of parties the theories of Riker, Leiserson, De Swaan and Axelrod predict, and who is in them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args

from ...certificates.cabinets import (
    SPATIAL,
    Cabinets,
    CentralPlayer,
    DominantPlayer,
    Portfolio,
    Positions,
    Theory,
    central,
    dominant,
    predicted,
    winning,
)
from ...errors import InvalidArgumentError, LimitExceededError, UnsupportedGameError
from ...games.voting import WeightedVotingGame
from ...players import Coalition, CoalitionLike, Payoffs, Player
from ...scalars import parse, read_payoffs, sign, to_fraction, whole_limit
from ...solution import Solution, certify


def enumerate_cabinets(
    game: WeightedVotingGame, *, theory: Theory = "minimal winning", positions: Any = None, limit: int = 20
) -> Solution[tuple[Coalition, ...]]:
    """The coalitions of parties that a theory of cabinets predicts.

    * "minimal winning": they win, and lose without any one member (von Neumann and Morgenstern; Riker);
    * "minimum size": those of the least weight (Riker's size principle);
    * "fewest parties": those with the fewest members (Leiserson's bargaining proposition);
    * "minimal range": those whose members at the two ends are closest to each other (De Swaan), among minimal winning ones;
    * "minimal connected winning": they win, all parties strictly between two members are members, and they cannot do without
      any one of them and stay so (Axelrod);
    * "smallest connected": those of the latter of the least weight.

    Args:
        game: seats and the quota; more rules than one are possible where no weight is compared.
        theory: one of these names.
        positions: where the parties stand from left to right, as a mapping from parties to numbers; only for the last three.
            For "minimal range" the distances count, for connected coalitions the order only.
        limit: the most parties: all 2**n coalitions are decided.

    Returns:
        Solution with a tuple of coalitions in the order of their masks, certified: every coalition is decided again.
        `solution.certificate.explain(game, coalition)` says why one is predicted or not.

    Raises:
        UnsupportedGameError: not a WeightedVotingGame, or weights are compared and there are several rules.
        InvalidArgumentError: another theory, or positions are missing or have no use.
        LimitExceededError: more parties than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Lijphart (1999), table 6.1: five parties from left to right
        >>> seats = {"A": 8, "B": 21, "C": 26, "D": 12, "E": 33}
        >>> house = co.WeightedVotingGame.from_weights(quota=51, weights=seats)
        >>> co.enumerate_cabinets(house).value
        ({A, B, C}, {B, C, D}, {B, E}, {C, E}, {A, D, E})
        >>> co.enumerate_cabinets(house, theory="minimum size")
        minimum size cabinets: 1: {A, D, E}   [certified; 53 votes, and no other of its kind has less]
        >>> places = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}
        >>> answer = co.enumerate_cabinets(house, theory="minimal connected winning", positions=places)
        >>> answer.value
        ({A, B, C}, {B, C, D}, {C, D, E})
        >>> answer.certificate.explain(house, ["B", "E"])
        '{B, E} is not connected'

    References:
        Riker, W. H. (1962). The Theory of Political Coalitions. Yale University Press.
        Leiserson, M. (1966). Coalitions in Politics. Dissertation, Yale University.
        Axelrod, R. (1970). Conflict of Interest. Markham.
        De Swaan, A. (1973). Coalition Theories and Cabinet Formations. Elsevier.
        Lijphart, A. (1999). Patterns of Democracy. Yale University Press.
    """
    form = _voting(game, limit, one_rule=theory in ("minimum size", "smallest connected"))
    if theory not in get_args(Theory):
        raise InvalidArgumentError(f"expected theory as one of {', '.join(map(repr, get_args(Theory)))}, got {theory!r:.80}")
    if (positions is None) != (theory not in SPATIAL):
        raise InvalidArgumentError(
            f"expected positions for {', '.join(SPATIAL)} and for nothing else, got {positions!r:.80} for {theory}; write "
            'positions={"A": 1, "B": 2, …} or leave them out'
        )
    places = None if positions is None else _positions(form, positions)
    evidence = Cabinets(theory, places, tuple(predicted(form, theory, places)))
    return certify(f"{theory} cabinets", form, evidence, {"theory": theory})


def find_dominant_player(game: WeightedVotingGame, *, limit: int = 12) -> Solution[Player | None]:
    """The dominant player, or None: one who dominates a winning coalition, since others gain more by him than by its rest.

    i dominates S, which he is in, if every set of players outside S with whom the others of S win also wins with i alone, and
    some set wins with i but not with the others of S. In a weighted game where two disjoint coalitions cannot both win only
    one player can be dominant, and none has more weight.

    Args:
        game: seats and the quota.
        limit: the most parties: 3**n pairs of coalitions are compared.

    Returns:
        Solution with a player, certified by a coalition that he dominates, or with None, certified by deciding all.

    Raises:
        UnsupportedGameError: not a WeightedVotingGame.
        LimitExceededError: more parties than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Peleg (1981): in the apex game the apex player is dominant
        >>> apex = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1, "D": 1})
        >>> co.find_dominant_player(apex)
        dominant player: A   [certified; whoever lets {B} win lets A win, and {C} only A; together they win]

    References:
        Peleg, B. (1981). Coalition formation in simple games with dominant players. International Journal of Game Theory 10,
        11–33.
    """
    form = _voting(game, limit, one_rule=False)
    return certify("dominant player", form, DominantPlayer(dominant(winning(form))))


def find_central_player(game: WeightedVotingGame, positions: Any) -> Solution[Player | None]:
    """The central player, or None: one without whom neither those to his left nor those to his right win, but with him both.

    Args:
        game: seats and the quota.
        positions: where the parties stand, as a mapping from parties to different numbers.

    Returns:
        Solution with a player or None, certified by adding up both sides of every player.

    Raises:
        UnsupportedGameError: not a WeightedVotingGame.
        InvalidArgumentError: positions are missing, or two are the same.

    Examples:
        >>> import coalitions as co
        >>> # Lijphart (1999), table 6.1
        >>> house = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 8, "B": 21, "C": 26, "D": 12, "E": 33})
        >>> co.find_central_player(house, {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5})
        central player: C   [certified; neither those to the left of C nor those to the right win alone, but with it both]

    References:
        Einy, E. (1985). On connected coalitions in dominated simple games. International Journal of Game Theory 14, 103–125.
        van Deemen, A. M. A. (1991). Coalition formation in centralized policy games. Journal of Theoretical Politics 3,
        139–161.
        Lijphart, A. (1999). Patterns of Democracy. Yale University Press.
    """
    form = _voting(game, 10**6, one_rule=False)
    places = _positions(form, positions)
    if len(set(places)) != len(places):
        raise InvalidArgumentError("expected different positions, got two that are the same; put the parties in one order")
    found = central(form, places)
    return certify("central player", form, CentralPlayer(places, found[0] if found else None))


def gamson_portfolio(game: WeightedVotingGame, cabinet: CoalitionLike, *, ministries: Any = 1) -> Solution[Payoffs]:
    """The ministries of the parties of a cabinet in proportion to the seats that they bring to it (Gamson's law).

    Args:
        game: seats and the quota, one rule.
        cabinet: the parties in office.
        ministries: how many there are; 1 for shares.

    Returns:
        Solution with one number for each party, 0 outside the cabinet, certified by the formula. Shares are not rounded.

    Raises:
        UnsupportedGameError: not a WeightedVotingGame, or one of several rules.
        InvalidArgumentError: a cabinet without seats, or a number of ministries that is negative.
        UnknownPlayerError, DuplicatePlayerError: the cabinet does not consist of players.

    Examples:
        >>> import coalitions as co
        >>> # Gamson (1961): each expects a share in proportion to the resources that he brings to the coalition
        >>> house = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 40, "B": 20, "C": 40})
        >>> co.gamson_portfolio(house, ["A", "B"], ministries=15).value
        A: 10, B: 5, C: 0

    References:
        Gamson, W. A. (1961). A theory of coalition formation. American Sociological Review 26, 373–382.
    """
    form = _voting(game, 10**6, one_rule=True)
    mask, number = form.players.mask(cabinet), to_fraction(parse(ministries, "a number of ministries"))
    if sign(number) < 0 or not any(w for i, w in enumerate(form.weights[0]) if mask >> i & 1):
        raise InvalidArgumentError(
            f"expected a cabinet with seats and ministries of at least 0, got {form.players.coalition(mask)} and {number}; "
            "name the parties in office"
        )
    return certify("Gamson portfolio", form, Portfolio(mask, number))


def _voting(game: Any, limit: int, *, one_rule: bool) -> WeightedVotingGame:
    if not isinstance(game, WeightedVotingGame):
        raise UnsupportedGameError(
            f"expected a WeightedVotingGame (seats and a quota), got {type(game).__name__}; use WeightedVotingGame.from_weights"
        )
    if one_rule and len(game.quotas) != 1:
        raise UnsupportedGameError(
            f"expected one rule, whose weights are compared, got {len(game.quotas)}; use the first alone"
        )
    if len(game.players) > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} parties to decide all coalitions, got {len(game.players)}; write "
            f"limit={len(game.players)}, or leave out parties without seats"
        )
    return game


def _positions(game: WeightedVotingGame, positions: Any) -> Positions:
    return tuple(Fraction(to_fraction(x)) for x in read_payoffs(game.players, positions, "position").amounts)
