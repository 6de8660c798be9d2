"""A second count of winning coalitions, for evidence: of all players but one, added one after the other, without division.

Where that would take long (hundreds of members with large weights), the coalitions on the other side of the quota are counted
instead: the losing ones if the solver counted who is missing from a winning one.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

from ..games.boxes import MOST, Box, VotingGame, columns_of, winning_boxes
from ..kernels.boxes import Column, States, sets_by_halves, sets_by_states, states_needed, without_each

#: Additions beyond which a recount would take more than some seconds.
SLOW = 1 << 32


def winning_with_and_without(
    game: VotingGame, *, sized: bool, limit: int, kinds: int | None = None
) -> dict[Column, tuple[list[int], list[int]]]:
    """For each kind of player: the coalitions of the others that win with such a player, and those that win without.

    By size of the coalition of others (0 to n - 1), or in all. `kinds` asks for the first few kinds only.
    """
    n, columns = len(game.players), columns_of(game)
    asked = dict.fromkeys(list(dict.fromkeys(columns))[:kinds])
    width = n if sized else 1
    out: dict[Column, tuple[list[int], list[int]]] = {column: ([0] * width, [0] * width) for column in asked}
    for counted_box in winning_boxes(game):
        box = _affordable(counted_box, sized, limit)
        own = {column: box.columns[columns.index(column)] for column in asked}
        others = _others if box is counted_box else _divided
        counted = dict(others(box, set(own.values()), sized, limit))
        for column, place in own.items():
            within, less = counted[place]
            for s in range(width):
                # those who are missing, t of the others, may weigh w less if the player is among them, too
                t = n - 1 - s if box.missing and sized else s
                both = [side[t] if t < len(side) else 0 for side in (within, less)]
                if not box.missing:
                    whole = comb(n - 1, s) if sized else 1 << (n - 1)
                    both = [whole - both[1], whole - both[0]]
                out[column][0][s] += box.sign * both[0]
                out[column][1][s] += box.sign * both[1]
    return out


def _others(box: Box, kinds: set[Column], sized: bool, limit: int) -> Iterator[tuple[Column, tuple[list[int], list[int]]]]:
    """For each kind, the sets of the other players within the bounds, and within what a player of the kind leaves of them."""
    if box.method(sized, limit) == "generating function" and len(kinds) > 1:
        for column, states in without_each(box.bounds, list(box.columns), sized):
            yield column, (states.within(box.bounds), states.within(_less(box, column)))
        return
    for column in kinds:
        others = list(box.columns)
        others.remove(column)
        if box.method(sized, limit) == "generating function":
            states = States(box.bounds, others, sized)
            for other in others:
                states.add(other)
            yield column, (states.within(box.bounds), states.within(_less(box, column)))
        else:
            yield column, (_by_halves(box.bounds, others, sized), _by_halves(_less(box, column), others, sized))


def _affordable(box: Box, sized: bool, limit: int) -> Box:
    """The box itself, or its other side where additions alone would take long and there is room for it."""
    other = box.other_side() if box.additions(sized, limit) > SLOW else None
    if other is None or states_needed(other.bounds, other.columns, sized) > MOST:
        return box
    return other


def _divided(box: Box, kinds: set[Column], sized: bool, limit: int) -> Iterator[tuple[Column, tuple[list[int], list[int]]]]:
    """The same numbers from one count of all, from which those with the player are taken away."""
    sets = sets_by_states(box.bounds, box.columns, sized)
    for column in kinds:
        having = sets.members[column]
        without = [a - b for a, b in zip(sets.total, having, strict=True)]
        yield column, (without, [*having[1:], 0] if sized else having)


def _less(box: Box, column: Column) -> tuple[int, ...]:
    return tuple(b - w for b, w in zip(box.bounds, column, strict=True))


def _by_halves(bounds: tuple[int, ...], columns: list[Column], sized: bool) -> list[int]:
    return sets_by_halves(bounds, columns, sized, members=False).total if min(bounds) >= 0 else [0]
