"""Interchangeable players as types: found in a game, and split again by a label."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError, LimitExceededError
from ..games.forms import Tabulated, stored
from ..games.tu import CoalitionalGame, tabulate
from ..games.typed import MAX_PROFILES, TypedGame
from ..games.voting import WeightedVotingGame
from ..kernels.grids import Grid
from ..players import Payoffs, Player, Players
from ..scalars import Array, is_equal, whole_limit


def symmetry_reduced(game: CoalitionalGame, *, limit: int = 24) -> TypedGame:
    """The same game by types: players who are interchangeable become one type, and only numbers of each are told apart.

    Players i and j are interchangeable iff v(S ∪ i) = v(S ∪ j) for all S without both. In a weighted voting game those with
    equal weights under every rule are joined (others may be interchangeable too), and no table of 2**n worths is made, so it
    may have hundreds of players. A type of one player has its name; others are named by their members.

    Args:
        game: any game with transferable utility, symbolic ones included.
        limit: the most players for which 2**n worths may be tabulated; up to 2**limit profiles for a voting game.

    Returns:
        A TypedGame with the players in the same order, which every solver takes; `tabulate` gives the table again. Cost: up to
        n² / 2 comparisons of 2**(n-2) worths; for a voting game one sum for each profile and rule.

    Raises:
        UnsupportedGameError: not a game with transferable utility.
        LimitExceededError: more players than `limit`, or more than 2**limit profiles of a voting game.

    Examples:
        >>> import coalitions as co
        >>> permanent, elected = ["CN", "FR", "RU", "UK", "US"], [f"E{k}" for k in range(1, 11)]
        >>> council = co.WeightedVotingGame.from_rules(
        ...     [(9, dict.fromkeys(permanent + elected, 1)), (5, dict.fromkeys(permanent, 1))]
        ... )
        >>> typed = co.symmetry_reduced(council)
        >>> typed
        TypedGame of 15 players (5 {CN, FR, RU, …}, 10 {E1, E2, E3, …}), exact: 66 profiles
        >>> co.shapley_shubik_index(typed).value["US"]
        Fraction(421, 2145)

    References:
        Shrot, Aumann and Kraus (2010), On agent types in coalition formation problems; Ueda, Kitaki, Iwasaki and Yokoo (2011),
        Concise characteristic function representations in coalitional games based on agent types.
    """
    if isinstance(game, TypedGame):
        return game
    if isinstance(game, WeightedVotingGame):
        return _of_voting_game(game, limit)
    table = tabulate(game, limit=limit)
    firsts: list[int] = []
    membership = []
    for i in range(len(table.players)):
        t = next((t for t, first in enumerate(firsts) if _interchangeable(table.table, first, i)), len(firsts))
        membership.append(t)
        if t == len(firsts):
            firsts.append(i)
    joined, grid = tuple(membership), _grid(membership, len(firsts))
    where = grid.sums([0] * len(firsts), np.int64)
    for t in range(len(firsts)):  # the first so many members of each type stand for any others
        own = [i for i, place in enumerate(joined) if place == t]
        starts = np.array([sum(1 << i for i in own[:k]) for k in range(len(own) + 1)], dtype=np.int64)
        grid.lines(where, t)[:] += starts[None, :, None]
    names = _type_names(table.players, joined, len(firsts))
    return TypedGame(table.players, names, joined, table.table[where], table.denominator, table.kind)


def refined(game: TypedGame, labels: Mapping[Any, Any] | Sequence[Any]) -> TypedGame:
    """The same game with types split by a label: players of one type who have different labels become different types.

    Any object that says something different of players of one type (payoffs, weights, a partition) is judged in such a game.

    Args:
        game: a game by types.
        labels: anything that can be compared and hashed for each player, by names or in the order of the players.

    Returns:
        A TypedGame with the same players and worths, and as few types as the labels allow; the game itself if no type is split.

    Raises:
        InvalidArgumentError: not one label for each player.
        UnknownPlayerError: a label for somebody who is not a player.
        LimitExceededError: more than 2**24 profiles.

    Examples:
        >>> import coalitions as co
        >>> majority = co.TypedGame.from_function({"voter": 3}, lambda k: int(k["voter"] >= 2))
        >>> co.refined(majority, ["left", "left", "right"])
        TypedGame of 3 players (2 voter (1), 1 voter (2)), exact: 6 profiles

    References:
        Ueda, Kitaki, Iwasaki and Yokoo (2011), Concise characteristic function representations in coalitional games based on
        agent types.
    """
    if not isinstance(game, TypedGame):
        raise InvalidArgumentError(
            f"expected a game by types, got {type(game).__name__}; write refined(symmetry_reduced(game), labels)"
        )
    if isinstance(labels, str | bytes) or not isinstance(labels, Mapping | Sequence | np.ndarray):
        raise InvalidArgumentError(
            f"expected one label for each of the {len(game.players)} players, got {labels!r:.80}; write {{player: label}}, or "
            "a list in the order of the players"
        )
    given = Payoffs.from_mapping(game.players, labels, "label").amounts if isinstance(labels, Mapping) else tuple(labels)
    unhashable = next((label for label in given if not isinstance(label, Hashable)), None)
    if unhashable is not None:
        raise InvalidArgumentError(
            f"expected labels that can be hashed, got {unhashable!r:.80}; write names, numbers or tuples"
        )
    if len(given) != len(game.players):
        raise InvalidArgumentError(
            f"expected one label for each of the {len(game.players)} players, got {len(given)}; write {{player: label}}"
        )
    classes: dict[tuple[int, Any], int] = {}
    for t in range(len(game.types)):
        for place, label in zip(game.membership, given, strict=True):
            if place == t:
                classes.setdefault((t, label), len(classes))
    if len(classes) == len(game.types):
        return game
    membership = tuple(classes[pair] for pair in zip(game.membership, given, strict=True))
    grid = _grid(membership, len(classes))
    places = grid.sums([game.grid.strides[t] for t, _ in classes], np.int64)
    names: list[Player] = []
    for t, whole in enumerate(game.types):
        parts = sum(of == t for of, _ in classes)
        names += [whole] if parts == 1 else [f"{whole} ({number})" for number in range(1, parts + 1)]
    if len(set(names)) < len(names):
        names = [f"type {t + 1}" for t in range(len(names))]
    return TypedGame(game.players, Players(tuple(names)), membership, game.table[places], game.denominator, game.kind)


def _interchangeable(worths: Array, i: int, j: int) -> bool:
    """Whether the table stays as it is when two players (i < j) trade places."""
    cube = worths.reshape(-1, 2, 1 << (j - i - 1), 2, 1 << i)
    one, other = cube[:, 0, :, 1], cube[:, 1, :, 0]
    if worths.dtype != object:
        return bool(np.array_equal(one, other))
    return all(a is b or is_equal(a, b) for a, b in zip(one.ravel().tolist(), other.ravel().tolist(), strict=True))


def _of_voting_game(game: WeightedVotingGame, limit: int) -> TypedGame:
    columns = list(zip(*game.weights, strict=True))
    kinds = list(dict.fromkeys(columns))
    membership = tuple(kinds.index(column) for column in columns)
    grid = _grid(membership, len(kinds), min(MAX_PROFILES, 1 << min(whole_limit(limit), 24)))
    wins = np.ones(grid.size, dtype=np.bool_)
    for quota, row in zip(game.quotas, zip(*kinds, strict=True), strict=True):
        largest = sum(w * c for w, c in zip(row, grid.counts, strict=True))
        wins &= grid.sums(row, np.int64 if largest < 1 << 62 else object) >= quota
    return TypedGame(game.players, _type_names(game.players, membership, len(kinds)), membership, wins.astype(np.int64))


def _grid(membership: Sequence[int], types: int, most: int = MAX_PROFILES) -> Grid:
    grid = Grid(tuple(np.bincount(membership, minlength=types).tolist()) if types else ())
    if grid.size > most:
        raise LimitExceededError(
            f"expected at most {most} profiles of types, Π (c_t + 1), got {grid.size} for {types} types; use a form of game "
            "with other structure, such as WeightedVotingGame"
        )
    return grid


def _type_names(players: Players, membership: Sequence[int], types: int) -> Players:
    """A type of one player has its name, others are named by their first members."""
    names: list[Player] = []
    for t in range(types):
        own = [name for name, place in zip(players, membership, strict=True) if place == t]
        listed = ", ".join(map(str, own[:3])) + (", …" if len(own) > 3 else "")
        names.append(own[0] if len(own) == 1 else "{" + listed + "}")
    if len(set(names)) < len(names):  # a player may be called "{A, B}"
        names = [f"type {t + 1}" for t in range(types)]
    return Players(tuple(names))


def refined_for(game: Tabulated, labels: Sequence[Any], *, limit: int) -> Tabulated:
    """The game in which labels of the players are judged: a table as it is, types split so that all of one have the same."""
    return stored(refined(game, labels), limit=limit) if isinstance(game, TypedGame) else game
