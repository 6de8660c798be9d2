"""Families of subsets of n things, as bit masks: axioms of set systems, and the largest members within each subset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from ..errors import LimitExceededError
from .subsets import Array

Axiom = Literal[
    "everybody",
    "singletons",
    "accessible",
    "hereditary",
    "extendable",
    "union",
    "intersection",
    "union-stable",
    "steps",
    "exchange",
]
#: The systems of the literature by their axioms; the empty set always belongs to them.
SYSTEMS: dict[str, tuple[Axiom, ...]] = {
    "union-closed system": ("union",),
    "union-stable system": ("union-stable",),
    "partition system": ("singletons", "union-stable"),
    "antimatroid": ("accessible", "union"),
    "convex geometry": ("extendable", "intersection"),
    "augmenting system": ("union-stable", "steps"),
    "regular set system": ("everybody", "steps"),
    "matroid": ("hereditary", "exchange"),
}

#: The most members of a family of which each two are compared by arrays (a few seconds).
MAX_SETS = 1 << 14


def few_enough(count: int, most: int) -> None:
    """Refuses more members of a family than can be compared with each other."""
    if count > most:
        raise LimitExceededError(
            f"expected at most {most} feasible coalitions to compare each two of them, got {count}; leave coalitions out, or "
            "restrict the game to fewer players"
        )


def breach(axiom: Axiom, n: int, masks: Sequence[int]) -> tuple[int, ...] | None:
    """Members of the family that break an axiom (or a set that is missing), or None: one pass over all pairs.

    The family contains the empty set. everybody: all n things are a member. singletons: each thing is. accessible: every
    other member can lose one thing. hereditary: any thing. extendable: every member but the whole can grow by one thing.
    union, intersection: those of two members are members (union-stable: if they meet). steps: if S is part of T, then S can
    grow by one thing of T. exchange: the same if T has one thing more than S, whether S is part of T or not. Raises
    LimitExceededError where pairs are to be compared of more than MAX_SETS members.
    """
    family = np.zeros(1 << n, dtype=np.bool_)
    listed = np.array(sorted(masks, key=lambda m: (m.bit_count(), m)), dtype=np.int64)
    family[listed] = True
    bits = 1 << np.arange(n, dtype=np.int64)
    if axiom in ("everybody", "singletons"):
        needed = bits if axiom == "singletons" else np.array([(1 << n) - 1])
        missing = needed[~family[needed]]
        return (int(missing[0]),) if len(missing) else None
    inside = listed[:, None] & bits != 0
    if axiom in ("accessible", "hereditary", "extendable"):
        moves = family[listed[:, None] ^ bits] & (inside if axiom != "extendable" else ~inside)
        enough = (moves | ~inside).all(axis=1) if axiom == "hereditary" else moves.any(axis=1)
        enough |= listed == (0 if axiom != "extendable" else (1 << n) - 1)
        return None if enough.all() else (int(listed[~enough][0]),)
    few_enough(len(masks), MAX_SETS)
    sizes = np.bitwise_count(listed)
    grown = _growth(family, listed, bits) if axiom in ("steps", "exchange") else listed
    for k, first in enumerate(listed.tolist()):
        bad = _bad_partners(axiom, family, listed, sizes, first, int(grown[k]))
        if bad.any():
            return first, int(listed[bad][0])
    return None


def _growth(family: Array, listed: Array, bits: Array) -> Array:
    """For every member, the mask of the things by which it can grow."""
    can = family[listed[:, None] | bits] & (listed[:, None] & bits == 0)
    out: Array = np.where(can, bits, 0).sum(axis=1)
    return out


def _bad_partners(axiom: Axiom, family: Array, listed: Array, sizes: Array, first: int, grown: int) -> Array:
    out: Array
    if axiom in ("union", "union-stable"):
        out = ~family[listed | first]
        return out & (listed & first != 0) if axiom == "union-stable" else out
    if axiom == "intersection":
        out = ~family[listed & first]
        return out
    partner = (listed & first == first) & (listed != first) if axiom == "steps" else sizes == first.bit_count() + 1
    out = partner & (listed & ~first & grown == 0)
    return out


def largest_within(n: int, masks: Sequence[int]) -> list[Array]:
    """For each thing i and every subset S, the union of the members of the family within S that contain i; 0 if there is none.

    In a union-stable family that is the largest member within S that contains i. Cost n**2 2**n.
    """
    out = []
    for i in range(n):
        union = np.zeros(1 << n, dtype=np.int64)
        own = [m for m in masks if m >> i & 1]
        union[own] = own
        for j in range(n):
            pairs = union.reshape(-1, 2, 1 << j)
            pairs[:, 1] |= pairs[:, 0]
        out.append(union)
    return out
