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


def welcome(game: Movement, word: int, number: Any, sources: Array) -> Array:
    """For each of these moves, which of the 64 states of a word are ends that let its movers gain and no consenter lose.

    `sources` are the states from which the moves start.
    """
    block = game.ranks[:, 64 * word : 64 * word + 64]
    movers, consenters, every = game.movers[number], game.consenters[number], game.strictly == "all"
    ends = np.full(len(sources), FULL, dtype=WORD)
    gained = ends if every else np.zeros(len(sources), dtype=WORD)
    for i, row in enumerate(game.ranks):
        others = _outside(movers, i)
        if not others.all():
            better = pack(block[i] > row[:, None])[:, 0][sources]
            if every:
                better |= others
                ends &= better
            else:
                better &= ~others
                gained |= better
        if not every:
            others &= _outside(consenters, i)
        elif consenters.any():
            others = _outside(consenters, i)
        else:
            continue
        others |= pack(block[i] >= row[:, None])[:, 0][sources]
        ends &= others
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
    for word in range(rows.shape[1] if len(moving) else 0):
        ends, column = welcome(game, word, slice(None), sources), rows[:, word]
        itself = np.zeros(states, dtype=WORD)
        here = np.arange(64 * word, min(states, 64 * word + 64))
        itself[here] = np.uint64(1) << (here % 64).astype(np.uint64)
        while True:
            found = np.bitwise_or.reduceat((column | itself)[game.targets] & ends, game.starts[moving])
            if not (found & ~column[moving]).any():
                break
            column[moving] |= found
    return rows
