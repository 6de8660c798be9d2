"""Evidence about bargaining sets: an objection that nobody can counter, or answers to all objections.

An objection at x is a coalition S with payoffs y(S) = v(S) that improve on x. Write d = y - x for what its members gain, and
e(T) = v(T) - x(T) for excesses, so that d(S) = e(S). A counter-objection is a coalition T that can give y to its members in S
and x to the others. Both definitions become inequalities between excesses and sums of d:

* Davis and Maschler: i in S objects against j outside, d > 0; T with j and without i counters iff e(T) >= d(S ∩ T).
* Mas-Colell: d >= 0 and e(S) > 0; T counters iff e(T) > d(S ∩ T) (some member gains).

Weights w > 0 on coalitions T that may counter, of total at most 1 at each member of S, answer every objection of S at once if
the sum of w(T) e(T) is at least e(S) (Mas-Colell: more than e(S)): if no T countered y, then
e(S) = d(S) >= sum of w(T) d(S ∩ T) > sum of w(T) e(T) (Mas-Colell: >=), which contradicts this. By duality there are such
weights, or one T outside S that counters whatever y is, unless some objection of S is justified.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..kernels.subsets import subset_sums
from ..scalars import Array, to_integers
from .cores import excess_numerators
from .plain import fractions

BargainingSet = Literal["in the bargaining set", "in the Mas-Colell bargaining set"]
Pair = tuple[int, int] | None  #: who objects against whom; None in the definition of Mas-Colell
Weights = tuple[tuple[int, Fraction], ...]  #: (mask of a coalition that may counter, its positive weight)
Answer = tuple[Pair, int, Weights]  #: who objects, with which coalition, and what answers all such objections


def pairs_of(concept: BargainingSet, blocks: tuple[int, ...], n: int) -> list[Pair]:
    """Who may object against whom: any two members of a coalition of the partition, or just anybody for Mas-Colell."""
    if concept == "in the Mas-Colell bargaining set":
        return [None]
    return [(i, j) for i in range(n) for j in range(n) if i != j and any(b >> i & 1 and b >> j & 1 for b in blocks)]


def objecting(excess: Array, pair: Pair) -> Array:
    """The coalitions that can improve on the payoffs, with the first of a pair and without the second."""
    masks = np.flatnonzero(excess > 0)
    return masks if pair is None else masks[(masks >> pair[0] & 1 == 1) & (masks >> pair[1] & 1 == 0)]


def countering(n: int, pair: Pair) -> Array:
    """The coalitions that may counter: with the second of a pair and without the first."""
    return np.arange(1, 1 << n) if pair is None else objecting(np.ones(1 << n, dtype=np.int64), pair[::-1])


def answered_by_one(excess: Array, pair: Pair, mask: int) -> bool:
    """Whether a single coalition counters all objections of this one: by its excess, or since it shares no member with it."""
    counters = countering(len(excess).bit_length() - 1, pair)
    left, needed, apart = excess[counters], excess[mask], counters & mask == 0
    if pair is None:
        return bool(((left > needed) | apart & (left > 0)).any())
    return bool(((left >= needed) | apart & (left >= 0)).any())


def out_of_range(concept: BargainingSet, excess: Array, blocks: tuple[int, ...]) -> int | None:
    """A coalition of the partition that does not get what it is worth, or a player who gets less than v(i); None if none."""
    missed = [block for block in blocks if excess[block] != 0]
    if concept == "in the bargaining set":
        missed += [1 << i for i in range(len(excess).bit_length() - 1) if excess[1 << i] > 0]
    return missed[0] if missed else None


def _read(concept: BargainingSet, game: CoalitionalGame, amounts: tuple[Fraction, ...], blocks: tuple[int, ...]) -> Array:
    """The excesses, times a denominator; raises CertificateError where the concept or the partition is not one."""
    excess, _ = excess_numerators(game, amounts)
    fractions(blocks)
    grand, union = game.players.grand, 0
    for block in blocks:
        union |= block
    if union != grand or sum(blocks) != grand or min(blocks, default=1) < 1:
        raise CertificateError(f"expected coalitions that contain every player exactly once, got masks {blocks}")
    if concept not in get_args(BargainingSet) or (concept == "in the Mas-Colell bargaining set" and len(blocks) > 1):
        raise CertificateError(f"expected evidence about a bargaining set, got one about {concept!r} and masks {blocks}")
    return excess


@dataclass(frozen=True, slots=True)
class AnsweredObjections:
    """Payoffs at which every objection has a counter-objection, with weights for those that no single coalition answers.

    The check goes through all pairs of players and all coalitions that can object, n**2 2**(n-2) of them, and through all
    coalitions that may counter, for each.
    """

    concept: BargainingSet
    amounts: tuple[Fraction, ...]
    blocks: tuple[int, ...]  #: the coalitions of the partition
    answers: tuple[Answer, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The set that the payoffs are in."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Any, ...]:
        """The payoffs that were asked about, and the partition."""
        return (self.amounts, self.blocks)

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError at the first objection that is not answered."""
        excess = _read(self.concept, game, self.amounts, self.blocks)
        if out_of_range(self.concept, excess, self.blocks) is not None:
            raise CertificateError("expected payoffs that share what there is, and give every player at least v(i)")
        fractions(number for pair, mask, _ in self.answers for number in (mask, *(pair or ())))
        stored = {(pair, mask): weights for pair, mask, weights in self.answers}
        if len(stored) != len(self.answers):
            raise CertificateError("expected one answer for the objections of a coalition, got two")
        for pair in pairs_of(self.concept, self.blocks, len(game.players)):
            for mask in objecting(excess, pair).tolist():
                weights = stored.pop((pair, mask), None)
                if weights is not None:
                    _check_answer(excess, pair, mask, weights)
                elif not answered_by_one(excess, pair, mask):
                    raise CertificateError(f"expected an answer to the objections of {game.players.coalition(mask)}, got none")
        if stored:
            raise CertificateError(f"expected answers to objections, got some to {sorted(map(str, stored))[0]}, which is none")
        return True

    def describe(self, game: CoalitionalGame) -> str:
        excess, _ = excess_numerators(game, self.amounts)
        count = sum(len(objecting(excess, pair)) for pair in pairs_of(self.concept, self.blocks, len(game.players)))
        if not count:
            return "nobody can object"
        one = "1 objection is" if count == 1 else f"{count} kinds of objection are"
        return f"{one} answered" + (f", {len(self.answers)} of them by weights" if self.answers else "")

    def to_dict(self) -> dict[str, Any]:
        answers = [
            {"pair": pair and list(pair), "mask": mask, "weights": {str(t): str(w) for t, w in weights}}
            for pair, mask, weights in self.answers
        ]
        return {"kind": "answered objections", **_plain(self), "answers": answers}


def _check_answer(excess: Array, pair: Pair, mask: int, weights: Weights) -> None:
    fractions(w for _, w in weights)
    fractions(t for t, _ in weights)
    allowed = set(countering(len(excess).bit_length() - 1, pair).tolist())
    if not weights or any(t not in allowed or w <= 0 for t, w in weights) or len({t for t, _ in weights}) != len(weights):
        raise CertificateError("expected positive weights on coalitions that may counter, once each")
    for i in range(len(excess).bit_length() - 1):
        if mask >> i & 1 and sum(w for t, w in weights if t >> i & 1) > 1:
            raise CertificateError("expected weights that add up to at most 1 at each member of the objection")
    total = sum(w * int(excess[t]) for t, w in weights)
    if total < excess[mask] or (pair is None and total == excess[mask]):
        raise CertificateError("expected weighted excesses that reach the excess of the objection, got less")


@dataclass(frozen=True, slots=True)
class JustifiedObjection:
    """A coalition and what it offers its members, such that no coalition that may counter can afford it."""

    concept: BargainingSet
    amounts: tuple[Fraction, ...]
    blocks: tuple[int, ...]
    pair: Pair
    mask: int
    offer: tuple[Fraction, ...]  #: to the members, in the order of the players

    @property
    def proves(self) -> tuple[str, ...]:
        """The set that the payoffs are not in."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Any, ...]:
        """The payoffs that were asked about, and the partition."""
        return (self.amounts, self.blocks)

    def check(self, game: CoalitionalGame) -> bool:
        """False; raises CertificateError if this is no objection, or if a coalition can counter it."""
        excess, unit = excess_numerators(game, self.amounts)
        _read(self.concept, game, self.amounts, self.blocks)
        n = len(game.players)
        fractions([self.mask, *(self.pair or ())])
        if self.pair not in pairs_of(self.concept, self.blocks, n) or self.mask not in objecting(excess, self.pair):
            raise CertificateError("expected a coalition that can improve on the payoffs, with one player and without another")
        members = [i for i in range(n) if self.mask >> i & 1]
        gains = [Fraction(0)] * n
        for i, amount in zip(members, fractions(self.offer, len(members)), strict=True):
            gains[i] = amount - self.amounts[i]
        least = min(gains[i] for i in members)
        if sum(gains) * unit != excess[self.mask] or least < 0 or (self.pair is not None and least == 0):
            raise CertificateError("expected an offer of exactly what the coalition is worth that gives each member more")
        whole, scale = to_integers(gains)
        left = excess.astype(object) * scale - subset_sums(whole.astype(object), object) * unit
        counters = countering(n, self.pair)
        if (left[counters] > 0).any() or (self.pair is not None and (left[counters] == 0).any()):
            raise CertificateError("expected an objection that no coalition can counter, but one can")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        names = [name for i, name in enumerate(game.players) if self.mask >> i & 1]
        offers = ", ".join(f"{name}: {amount}" for name, amount in zip(names, self.offer, strict=True))
        if self.pair is None:
            return f"{game.players.coalition(self.mask)} objects with {offers}, which nobody can counter"
        first, second = (game.players.names[i] for i in self.pair)
        return f"{first} objects against {second} with {offers}, which {second} cannot counter"

    def to_dict(self) -> dict[str, Any]:
        offer = [str(a) for a in self.offer]
        pair = self.pair and list(self.pair)
        return {"kind": "justified objection", **_plain(self), "pair": pair, "mask": self.mask, "offer": offer}


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A coalition of the partition that does not get what it is worth, or a player who gets less than v(i)."""

    concept: BargainingSet
    amounts: tuple[Fraction, ...]
    blocks: tuple[int, ...]
    mask: int

    @property
    def proves(self) -> tuple[str, ...]:
        """The set that the payoffs are not in."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Any, ...]:
        """The payoffs that were asked about, and the partition."""
        return (self.amounts, self.blocks)

    def check(self, game: CoalitionalGame) -> bool:
        """False; raises CertificateError if the payoffs are in range."""
        excess = _read(self.concept, game, self.amounts, self.blocks)
        fractions([self.mask])
        missed = self.mask in self.blocks and excess[self.mask] != 0
        single = 0 < self.mask <= game.players.grand and self.mask & (self.mask - 1) == 0
        below = self.concept == "in the bargaining set" and single and excess[self.mask] > 0
        if not missed and not below:
            raise CertificateError("expected payoffs that miss what there is to share, or v(i), got some that do not")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        excess, unit = excess_numerators(game, self.amounts)
        gap = Fraction(int(excess[self.mask]), unit)
        return f"{game.players.coalition(self.mask)} gets {abs(gap)} {'less' if gap > 0 else 'more'} than it is worth"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "out of range", **_plain(self), "mask": self.mask}


def _plain(evidence: AnsweredObjections | JustifiedObjection | OutOfRange) -> dict[str, Any]:
    amounts = [str(a) for a in evidence.amounts]
    return {"concept": evidence.concept, "amounts": amounts, "blocks": list(evidence.blocks)}
