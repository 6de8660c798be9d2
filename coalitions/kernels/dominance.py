"""Dominance between states on bit sets, for all moves at once and 64 possible ends at a time.

A set of z states is a row of 64-bit words; state k is bit k % 64 of word k // 64.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from ..scalars import Array

WORD = np.dtype("<u8")
FULL = np.uint64(0xFFFFFFFFFFFFFFFF)


class Movement(Protocol):
    """Ranks of states (players by states) and moves grouped by source, as an environment stores them."""

    @property
    def ranks(self) -> Array:
        """How high each player places each state."""
        ...

    @property
    def starts(self) -> Array:
        """Where the moves from each state begin."""
        ...

    @property
    def sources(self) -> Array:
        """The state from which each move starts."""
        ...

    @property
    def targets(self) -> Array:
        """The state to which each move leads."""
        ...

    @property
    def movers(self) -> Array:
        """The players who make each move, as a mask."""
        ...

    @property
    def consenters(self) -> Array:
        """The players who must not lose by each move, as a mask."""
        ...

    @property
    def strictly(self) -> Any:
        """ "all" if every mover must gain, "one" if one must and none may lose."""
        ...


def pack(flags: Array) -> Array:
    """Truth values along the last axis as bits of 64-bit words."""
    z = flags.shape[-1]
    padded = np.zeros((*flags.shape[:-1], -(-z // 64) * 64), dtype=np.bool_)
    padded[..., :z] = flags
    return np.packbits(padded, axis=-1, bitorder="little").view(WORD)


def unpack(rows: Array, states: int) -> Array:
    """Bits of 64-bit words as truth values along the last axis."""
    bits = np.unpackbits(np.ascontiguousarray(rows).view(np.uint8), axis=-1, bitorder="little")
    return bits[..., :states].astype(np.bool_)


def outlook(game: Movement, word: int) -> tuple[Array, Array]:
    """For each player and state: which of the 64 states of a word he finds better, and which not worse."""
    block, here = game.ranks[:, None, 64 * word : 64 * word + 64], game.ranks[:, :, None]
    return pack(block > here)[..., 0], pack(block >= here)[..., 0]


def welcome(game: Movement, views: tuple[Array, Array], number: Any, sources: Array) -> Array:
    """For each of these moves, which of 64 states are ends that let its movers gain and no consenter lose.

    `views` is the `outlook` on the 64 states, and `sources` are the states from which the moves start.
    """
    movers, consenters, every = game.movers[number], game.consenters[number], game.strictly == "all"
    ends = np.full(len(sources), FULL, dtype=WORD)
    gained = ends if every else np.zeros(len(sources), dtype=WORD)
    for i, (better, no_worse) in enumerate(zip(*views, strict=True)):
        others = _outside(movers, i)
        if every:
            ends &= better[sources] | others
            others = _outside(consenters, i)
        else:
            gained |= better[sources] & ~others
            others &= _outside(consenters, i)
        if not every or consenters.any():
            ends &= no_worse[sources] | others
    return ends & gained


def _outside(masks: Array, player: int) -> Array:
    """All bits for the masks that a player is not in, no bit for those that he is in."""
    out = masks >> player
    out &= 1
    out -= 1
    return out.view(WORD)


def direct(game: Movement, improving: Array) -> Array:
    """For each state the set of states to which an improving move leads, as rows of bits."""
    states = game.ranks.shape[1]
    rows = np.zeros((states, -(-states // 64)), dtype=WORD)
    sources, targets = game.sources[improving], game.targets[improving]
    np.bitwise_or.at(rows, (sources, targets // 64), np.uint64(1) << (targets % 64).astype(np.uint64))
    return rows


def farsighted(game: Movement) -> Array:
    """For each state the set of states that indirectly dominate it, as rows of bits.

    b indirectly dominates a where a chain of moves leads from a to b and the movers of each gain if b is the end, compared
    with the state where they move. For 64 ends at a time: the set of a grows by what is welcome to the movers of a move from
    a and is its target or in the set of its target, until no set grows. Cost: moves times states / 64 times the length of the
    longest of the shortest chains.
    """
    states, sources = game.ranks.shape[1], game.sources
    moving = np.flatnonzero(np.diff(game.starts))
    rows = np.zeros((states, -(-states // 64)), dtype=WORD)
    kinds, kind = _kinds(game)
    dense = len(kinds) * states <= 4 * len(sources)  # then it is quicker to ask each kind of coalition at each state once
    asked = kind * states + sources
    for word in range(rows.shape[1] if len(moving) else 0):
        views, column = outlook(game, word), rows[:, word]
        if dense:
            ends = np.array([_agreed(views, who, ask, game.strictly) for who, ask in kinds]).reshape(-1)[asked]
        else:
            ends = welcome(game, views, slice(None), sources)
        itself = np.zeros(states, dtype=WORD)
        here = np.arange(64 * word, min(states, 64 * word + 64))
        itself[here] = np.uint64(1) << (here % 64).astype(np.uint64)
        while True:
            found = np.bitwise_or.reduceat((column | itself)[game.targets] & ends, game.starts[moving])
            if not (found & ~column[moving]).any():
                break
            column[moving] |= found
    return rows


def _kinds(game: Movement) -> tuple[list[tuple[list[int], list[int]]], Array]:
    """The different sets of movers and consenters, as lists of players, and which of them each move has."""
    (who, first), (ask, second) = (np.unique(a, return_inverse=True) for a in (game.movers, game.consenters))
    both, kind = np.unique(first * max(len(ask), 1) + second, return_inverse=True)
    pairs = [(int(who[k // len(ask)]), int(ask[k % len(ask)])) for k in both.tolist()]
    return [(_members(a), _members(b)) for a, b in pairs], kind


def _members(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _agreed(views: tuple[Array, Array], who: list[int], ask: list[int], strictly: Any) -> Array:
    """For each state, which of 64 states are ends that let these movers gain and none of these consenters lose."""
    better, no_worse = views
    if strictly == "all":
        gained: Array = np.bitwise_and.reduce(better[who], axis=0)
        return gained & np.bitwise_and.reduce(no_worse[ask], axis=0) if ask else gained
    agreed: Array = np.bitwise_or.reduce(better[who], axis=0) & np.bitwise_and.reduce(no_worse[who + ask], axis=0)
    return agreed
