"""Evidence about families of feasible coalitions: axioms that hold or fail, and the mean over chains of feasible coalitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..kernels.set_systems import SYSTEMS, Axiom, few_enough
from ..players import Payoffs, Players
from .shares import agreed, worth_objects

ABOUT_PAIRS: tuple[Axiom, ...] = ("union", "intersection", "union-stable", "steps", "exchange")
#: The most feasible coalitions of which each two are compared one by one (half a minute).
MAX_CHECKED = 1 << 12


def _family(players: Players, masks: tuple[int, ...]) -> frozenset[int]:
    """The masks as a set; anything but increasing masks of coalitions, the empty one first, is refused."""
    if not all(type(m) is int and 0 <= m <= players.grand for m in masks) or list(masks) != sorted({0, *masks}):
        raise CertificateError("expected feasible coalitions as increasing masks, the empty one first")
    return frozenset(masks)


def _breaks(axiom: Axiom, family: frozenset[int], grand: int, first: int, second: int) -> bool:
    """Whether one or two coalitions break an axiom (of those about one coalition, the first counts)."""
    bits = [1 << i for i in range(grand.bit_length())]
    if axiom == "everybody":
        return first == grand and grand not in family
    if axiom == "singletons":
        return first in bits and first not in family
    if first not in family or second not in family:
        return False
    if axiom in ("accessible", "hereditary"):
        possible = [first ^ b in family for b in bits if first & b]
        return bool(possible) and not (any(possible) if axiom == "accessible" else all(possible))
    if axiom == "extendable":
        return first != grand and not any(first | b in family for b in bits if not first & b)
    if axiom in ("union", "union-stable"):
        return first | second not in family and (axiom == "union" or first & second != 0)
    if axiom == "intersection":
        return first & second not in family
    partners = first != second and first & second == first
    if axiom == "exchange":
        partners = second.bit_count() == first.bit_count() + 1
    return partners and not any(first | b in family for b in bits if second & b and not first & b)


def _players_of(game: Any) -> Players:
    return game if isinstance(game, Players) else game.players


@dataclass(frozen=True, slots=True)
class AxiomBreach:
    """One or two coalitions with which a family of feasible coalitions fails to be a set system of some kind."""

    system: str
    feasible: tuple[int, ...]  #: masks in increasing order, the empty coalition first
    axiom: Axiom
    sets: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The kind of system."""
        return tuple(kind for kind in SYSTEMS if kind == self.system)

    @property
    def judged(self) -> tuple[int, ...]:
        """The family that was asked about."""
        return self.feasible

    def check(self, game: CoalitionalGame | Players) -> bool:
        """False (it is no such system); raises CertificateError if the coalitions break no axiom of it."""
        players = _players_of(game)
        family = _family(players, self.feasible)
        how_many = 2 if self.axiom in ABOUT_PAIRS else 1
        if [type(m) for m in self.sets] != [int] * how_many or self.axiom not in SYSTEMS[self.system]:
            raise CertificateError("expected an axiom of the system, and as many coalitions as it is about")
        if not _breaks(self.axiom, family, players.grand, self.sets[0], self.sets[-1]):
            raise CertificateError("expected coalitions that break the axiom, got some that do not")
        return False

    def describe(self, game: CoalitionalGame | Players) -> str:
        players = _players_of(game)
        first, second = (players.coalition(m) for m in (self.sets[0], self.sets[-1]))
        union, common = (players.coalition(m) for m in (first.mask | second.mask, first.mask & second.mask))
        return {
            "everybody": f"{first} is not feasible",
            "singletons": f"{first} is not feasible",
            "accessible": f"{first} is feasible, and without any one member it is not",
            "hereditary": f"{first} is feasible, and without some one member it is not",
            "extendable": f"{first} is feasible, and with any one more player it is not",
            "union": f"{first} and {second} are feasible, {union} is not",
            "union-stable": f"{first} and {second} are feasible and meet, {union} is not feasible",
            "intersection": f"{first} and {second} are feasible, {common} is not",
            "steps": f"{first} is part of {second}, and with any one player more of it is not feasible",
            "exchange": f"{second} has one member more than {first}, to which none of its players can be added",
        }[self.axiom]

    def to_dict(self) -> dict[str, Any]:
        sets, feasible = [str(m) for m in self.sets], [str(m) for m in self.feasible]
        return {"kind": "axiom breach", "system": self.system, "axiom": self.axiom, "sets": sets, "feasible": feasible}


@dataclass(frozen=True, slots=True)
class AxiomsHold:
    """A family of feasible coalitions that is a set system: each axiom is tried on every coalition and every pair."""

    system: str
    feasible: tuple[int, ...]  #: masks in increasing order, the empty coalition first

    @property
    def proves(self) -> tuple[str, ...]:
        """The kind of system."""
        return tuple(kind for kind in SYSTEMS if kind == self.system)

    @property
    def judged(self) -> tuple[int, ...]:
        """The family that was asked about."""
        return self.feasible

    def check(self, game: CoalitionalGame | Players) -> bool:
        """True; raises CertificateError where an axiom fails."""
        players = _players_of(game)
        family = _family(players, self.feasible)
        for axiom in SYSTEMS[self.system]:
            singles = [1 << i for i in range(len(players))] if axiom == "singletons" else [players.grand]
            firsts = singles if axiom in ("everybody", "singletons") else self.feasible
            seconds = self.feasible if axiom in ABOUT_PAIRS else (0,)
            few_enough(len(seconds), MAX_CHECKED)
            for first in firsts:
                if any(_breaks(axiom, family, players.grand, first, second) for second in seconds):
                    raise CertificateError(f"expected a {self.system}, but {players.coalition(first)} breaks an axiom")
        return True

    def describe(self, game: CoalitionalGame | Players) -> str:
        return f"the axioms hold for all {len(self.feasible)} feasible coalitions"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "axioms hold", "system": self.system, "feasible": [str(m) for m in self.feasible]}


@dataclass(frozen=True, slots=True)
class ChainMeans:
    """Amounts that are the mean of the marginal contributions along all maximal chains of feasible coalitions.

    The check goes up: the sums x(S) over the chains from {} to S are those of S without a member, and the contribution of this
    member for each of the chains. The solver counts the chains below and above each step instead. Cost: n**2 for each
    feasible coalition.
    """

    feasible: tuple[int, ...]  #: masks in increasing order, the empty coalition first
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("chain value",)

    @property
    def judged(self) -> tuple[int, ...]:
        """The feasible coalitions that were asked about."""
        return self.feasible

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if a step adds two players, or the chains give other amounts."""
        worths, denominator = worth_objects(game)
        n, family = len(game.players), _family(game.players, self.feasible)
        few_enough(len(family), MAX_CHECKED)
        if any(_breaks("steps", family, game.players.grand, s, t) for s in self.feasible for t in self.feasible):
            raise CertificateError("expected feasible coalitions that grow by one player at a time")
        chains: dict[int, int] = {0: 1}
        sums: dict[int, list[Any]] = {0: [0] * n}
        for mask in sorted(family - {0}, key=int.bit_count):
            steps = [(i, mask ^ 1 << i) for i in range(n) if mask >> i & 1 and mask ^ 1 << i in family]
            chains[mask] = sum(chains[below] for _, below in steps)
            total: list[Any] = [sum(sums[below][k] for _, below in steps) for k in range(n)]
            for i, below in steps:
                total[i] += (worths[mask] - worths[below]) * chains[below]
            sums[mask] = total
        tops = [m for m in family if not any(m | 1 << i in family for i in range(n) if not m >> i & 1)]
        count = sum(chains[m] for m in tops)
        numerators = [sum(sums[m][k] for m in tops) for k in range(n)]
        return agreed(game.players, numerators, count * denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "marginal contributions summed up along the chains agree"

    def to_dict(self) -> dict[str, Any]:
        amounts = [str(a) for a in self.amounts]
        return {"kind": "chain means", "feasible": [str(m) for m in self.feasible], "amounts": amounts}
