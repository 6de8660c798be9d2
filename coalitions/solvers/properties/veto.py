"""Players with a veto, and dictators."""

from __future__ import annotations

from ...certificates.roles import Dictator, VetoPlayers
from ...games.forms import Tabulated
from ...games.simple import simple_stored
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...players import Coalition, Player
from ...solution import Solution, certify


def find_veto_players(game: CoalitionalGame) -> Solution[Coalition]:
    """The players with a veto: every winning coalition contains them.

    In a simple game i has a veto iff all others together lose. The core of a simple game is not empty iff somebody has one; it
    then consists of all ways to share 1 among them.

    Args:
        game: a weighted voting game of any size, or any simple game of up to 24 players (by types: of up to 2**24
            profiles).

    Returns:
        Solution with a coalition, which is empty if nobody has a veto. Certified: for each player, all others together are
        asked. Cost: n worths.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more than 24 players, and not a weighted voting game.

    Examples:
        >>> import coalitions as co
        >>> # Taylor and Zwicker (1999): the Security Council, nine of fifteen with all permanent members
        >>> names = [f"permanent {k}" for k in range(1, 6)] + [f"elected {k}" for k in range(1, 11)]
        >>> council = co.WeightedVotingGame.from_rules([(9, dict.fromkeys(names, 1)), (5, dict.fromkeys(names[:5], 1))])
        >>> co.find_veto_players(council).value
        {permanent 1, permanent 2, permanent 3, permanent 4, permanent 5}

    References:
        Shapley (1962), Simple games: an outline of the descriptive theory; Peleg and Sudhölter (2007), section 2.1; the
        example: Taylor and Zwicker (1999), Simple games, section 1.1.
    """
    judged = _simple(game)
    grand = game.players.grand
    mask = sum(1 << i for i in range(len(game.players)) if not judged.worth(grand ^ 1 << i))
    return certify("veto players", game, VetoPlayers(mask))


def find_dictator(game: CoalitionalGame) -> Solution[Player | None]:
    """The player who decides alone: exactly the coalitions with this player win; None if there is no such player.

    In a simple game i is a dictator iff i wins alone while all others together lose.

    Args:
        game: a weighted voting game of any size, or any simple game of up to 24 players (by types: of up to 2**24
            profiles).

    Returns:
        Solution with the name of a player, or None. Certified both ways: for each player, it alone and all others together are
        asked. Cost: 2 n worths.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more than 24 players, and not a weighted voting game.

    Examples:
        >>> import coalitions as co
        >>> # the votes of Aleskerov (2009); by hand: A needs somebody, and with one vote more nobody
        >>> co.find_dictator(co.WeightedVotingGame.from_weights(quota=51, weights={"A": 50, "B": 49, "C": 1}))
        dictator: none   [certified; every player loses alone, or all others win]
        >>> co.find_dictator(co.WeightedVotingGame.from_weights(quota=51, weights={"A": 51, "B": 48, "C": 1}))
        dictator: A   [certified; A wins alone, and all others lose]

    References:
        Taylor and Zwicker (1999), Simple games, section 1.1; the example: Aleskerov (2009), Power indices taking into account
        agents' preferences.
    """
    judged = _simple(game)
    grand = game.players.grand
    rules = (i for i in range(len(game.players)) if judged.worth(1 << i) and not judged.worth(grand ^ 1 << i))
    return certify("dictator", game, Dictator(next(rules, None)))


def _simple(game: CoalitionalGame) -> WeightedVotingGame | Tabulated:
    return game if isinstance(game, WeightedVotingGame) else simple_stored(game)
