"""Evidence about Markov equilibria of proposals and approvals: what comes of each proposal, and everybody's exact values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.dynamic import chain_values
from ..games.processes import Process, Row, amount_text
from ..games.proposals import ProposalGame, mixed
from ..games.states import state_text
from ..kernels.rankings import outcomes_of_rankings
from ..scalars import Array
from .environments import whole
from .plain import fractions
from .processes import Values, check_row, checked_values

Proposals = tuple[tuple[Row, ...], ...]


def proposals_of(game: Any) -> ProposalGame:
    """The game that evidence is about; evidence about anything else proves nothing."""
    if not isinstance(game, ProposalGame):
        raise CertificateError(f"expected a ProposalGame, got {type(game).__name__}")
    return game


def checked_proposals(game: ProposalGame, proposals: Any) -> Proposals:
    """Rows of probabilities, for each state one for each proposer."""
    n, z = len(game.players), len(game.states)
    if (
        not isinstance(proposals, tuple)
        or len(proposals) != z
        or any(not isinstance(r, tuple) or len(r) != n for r in proposals)
    ):
        raise CertificateError(f"expected rows for each of {z} states and {n} proposers, got {proposals!r:.80}")
    for rows in proposals:
        for row in rows:
            check_row(row, z)
    return proposals


class Approved:
    """What proposers may and must bring about, by everybody's values.

    An approver approves what gives him more, rejects what gives him less, and may do either, or draw lots, if he is
    indifferent. A proposal is acceptable if some set of approvers contains nobody who loses, and sure to pass if one contains
    only those who gain. What comes of a proposer's proposals in a state, with probabilities q, is a best reply to some such
    approvals if and only if, where gain(y) = V(y) - V(state) for the proposer and G is the sum of q(y) gain(y):

    * each y with q(y) > 0 other than the state is acceptable, and gain(y) >= G (it passes with probability G / gain(y));
    * each y that is sure to pass, and the state itself, has gain(y) <= G.

    With a tolerance e all of this is meant up to e: nobody gains more than e by another approval or proposal.
    """

    def __init__(self, game: ProposalGame, values: Any, tolerance: Any = 0) -> None:
        self.game, self.values, self.tolerance = game, values, tolerance

    def gain(self, i: int, x: int, y: int) -> Any:
        return self.values[y][i] - self.values[x][i]

    def acceptable(self, i: int, x: int, y: int) -> bool:
        return any(
            all(self.gain(j, x, y) >= -self.tolerance for j in self._members(mask)) for mask in self.game.approvals[i][x][y]
        )

    def sure(self, i: int, x: int, y: int) -> bool:
        return any(
            all(self.gain(j, x, y) > self.tolerance for j in self._members(mask)) for mask in self.game.approvals[i][x][y]
        )

    def _members(self, mask: int) -> list[int]:
        return [j for j in range(len(self.game.players)) if mask >> j & 1]

    def expected(self, i: int, x: int, row: Row) -> Any:
        """The proposer's expected gain."""
        return sum((q * self.gain(i, x, y) for y, q in row), start=Fraction(0))

    def wrong(self, i: int, x: int, y: int, row: Row) -> bool:
        """Whether a target shows that what comes of the proposals is no best reply."""
        total = self.expected(i, x, row)
        if y != x and y in dict(row) and (not self.acceptable(i, x, y) or self.gain(i, x, y) < total - self.tolerance):
            return True
        return (y == x or self.sure(i, x, y)) and self.gain(i, x, y) > total + self.tolerance

    def fault(self, proposals: Proposals) -> tuple[int, int, int] | None:
        """(state, proposer, target) that shows that this is no equilibrium; proposers who never propose are not judged."""
        for x, rows in enumerate(proposals):
            for i, row in enumerate(rows):
                for y in range(len(self.values)):
                    if self.wrong(i, x, y, row):
                        return x, i, y
        return None


@dataclass(frozen=True, slots=True)
class MarkovEquilibrium:
    """What comes of each player's proposals in each state, with everybody's values: nobody gains by another strategy."""

    proposals: Proposals
    values: Values
    proves: ClassVar[tuple[str, ...]] = ("Markov equilibrium",)

    @property
    def judged(self) -> Proposals:
        """What was asked about."""
        return self.proposals

    def check(self, game: ProposalGame) -> bool:
        """True (an equilibrium); raises CertificateError where somebody would rather propose or approve otherwise."""
        rows = checked_proposals(proposals_of(game), self.proposals)
        transitions = mixed(game, rows)
        values = checked_values(game, transitions, self.values)
        fault = Approved(game, values).fault(rows)
        if fault is not None:
            raise CertificateError(f"expected best replies, got others at {state_text(game.states[fault[0]])}")
        return True

    def describe(self, game: ProposalGame) -> str:
        process = Process(game.players, game.states, mixed(game, self.proposals), self.values)
        ends = f"absorbed in {process.absorbing}" if len(process.absorbing) else "never absorbed"
        return f"nobody gains by proposing or approving otherwise; {ends}"

    def to_dict(self) -> dict[str, Any]:
        plain = [[[[y, str(q)] for y, q in row] for row in rows] for rows in self.proposals]
        return {"kind": self.proves[0], "proposals": plain, "values": [list(map(str, row)) for row in self.values]}


@dataclass(frozen=True, slots=True)
class BrokenMarkovEquilibrium:
    """A state, a proposer and a target: it comes about although it should not, or is better and sure to pass."""

    proposals: Proposals
    values: Values
    at: tuple[int, int, int]  #: state, proposer, target
    proves: ClassVar[tuple[str, ...]] = ("Markov equilibrium",)

    @property
    def judged(self) -> Proposals:
        """What was asked about."""
        return self.proposals

    def check(self, game: ProposalGame) -> bool:
        """False (no equilibrium); raises CertificateError if nothing is wrong with the target."""
        rows = checked_proposals(proposals_of(game), self.proposals)
        approved = Approved(game, checked_values(game, mixed(game, rows), self.values))
        x, i, y = self.at
        whole(x, len(game.states), "state"), whole(i, len(game.players), "player"), whole(y, len(game.states), "state")
        if not isinstance(self.at, tuple) or not approved.wrong(i, x, y, rows[x][i]):
            raise CertificateError("expected a target that shows that somebody would do otherwise, got another")
        return False

    def describe(self, game: ProposalGame) -> str:
        x, i, y = self.at
        approved, row = Approved(game, self.values), self.proposals[x][i]
        who, here, there = game.players.names[i], state_text(game.states[x]), state_text(game.states[y])
        if y != x and y in dict(row) and not approved.acceptable(i, x, y):
            losers = [p for j, p in enumerate(game.players) if approved.gain(j, x, y) < 0]
            masks = game.approvals[i][x][y]
            asked = [p for p in losers if any(m >> game.players.index(p) & 1 for m in masks)]
            why = f"{', '.join(map(str, asked))} would reject it" if masks else "nobody can bring it about"
            return f"in {here} {who} proposes {there}, but {why}"
        gain, total = amount_text(approved.gain(i, x, y)), amount_text(approved.expected(i, x, row))
        if y == x:
            return f"in {here} {who} would rather propose nothing: its proposals give {total}"
        if approved.sure(i, x, y) and approved.gain(i, x, y) > approved.expected(i, x, row):
            return f"in {here} {who} would rather propose {there}, which passes and gives {gain} more than staying, not {total}"
        return f"in {here} {who} proposes {there}, which gives {gain} more than staying, although another gives more"

    def to_dict(self) -> dict[str, Any]:
        plain = [[[[y, str(q)] for y, q in row] for row in rows] for rows in self.proposals]
        values = [list(map(str, row)) for row in self.values]
        return {"kind": "broken Markov equilibrium", "proposals": plain, "values": values, "at": list(self.at)}


@dataclass(frozen=True, slots=True)
class FoundMarkovEquilibrium:
    """An equilibrium as an answer, exact or (with a tolerance) so that nobody gains more than that by doing otherwise."""

    proposals: Proposals
    values: Values
    tolerance: Fraction = Fraction(0)

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept, which names the tolerance if there is one."""
        return ("stationary Markov equilibrium" if not self.tolerance else f"Markov equilibrium within {self.tolerance}",)

    def check(self, game: ProposalGame) -> Process:
        """The equilibrium as a process; raises CertificateError where somebody gains more than the tolerance otherwise."""
        rows = checked_proposals(proposals_of(game), self.proposals)
        transitions = mixed(game, rows)
        values = checked_values(game, transitions, self.values)
        if fractions([self.tolerance])[0] < 0:
            raise CertificateError(f"expected a tolerance that is not negative, got {self.tolerance}")
        fault = Approved(game, values, self.tolerance).fault(rows)
        if fault is not None:
            raise CertificateError(f"expected best replies, got others at {state_text(game.states[fault[0]])}")
        return Process(game.players, game.states, transitions, values, rows)

    def describe(self, game: ProposalGame) -> str:
        lots = sum(len(row) > 1 for rows in self.proposals for row in rows)
        more = f"more than {self.tolerance} " if self.tolerance else ""
        chance = f"; chance decides {lots} of the proposals" if lots else ""
        return f"nobody gains {more}by proposing or approving otherwise{chance}"

    def to_dict(self) -> dict[str, Any]:
        return MarkovEquilibrium(self.proposals, self.values).to_dict() | {"kind": "found", "tolerance": str(self.tolerance)}


@dataclass(frozen=True, slots=True)
class RankedEquilibria:
    """All equilibria to which strict rankings of the states lead. The check goes through all rankings again."""

    maps: tuple[tuple[tuple[int, ...], ...], ...]  #: for each equilibrium, state and proposer the state that follows
    proves: ClassVar[tuple[str, ...]] = ("Markov equilibria",)

    def check(self, game: ProposalGame) -> tuple[Process, ...]:
        """The equilibria as processes; raises CertificateError where one is missing or is none."""
        if self.maps != tuple(ranked_equilibria(proposals_of(game))):
            raise CertificateError("expected all equilibria of strict rankings in order, got others")
        for rows in self.maps:
            for row in rows:
                for y in row:
                    whole(y, len(game.states), "state")
        return tuple(game.process(for_sure(rows)) for rows in self.maps)

    def describe(self, game: ProposalGame) -> str:
        return f"all {profiles(game)} profiles of strict rankings were judged by the values that they lead to"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.proves[0], "maps": [[list(row) for row in rows] for rows in self.maps]}


def for_sure(rows: Any) -> Proposals:
    """The proposals that lead to these states for sure."""
    return tuple(tuple(((int(y), Fraction(1)),) for y in row) for row in rows)


def profiles(game: ProposalGame) -> int:
    """How many profiles of strict rankings of the states there are."""
    return int(math.factorial(len(game.states)) ** len(game.players))


def ranked_equilibria(game: ProposalGame) -> Iterator[tuple[tuple[int, ...], ...]]:
    """All equilibria to which strict rankings lead: those that floats cannot rule out are judged in fractions."""
    maps = outcomes_of_rankings(game.approvals, len(game.players), len(game.states))
    for start in range(0, len(maps), 1 << 14):
        block = maps[start : start + (1 << 14)]
        for rows in block[_possible(game, block)].tolist():
            proposals = for_sure(rows)
            values = chain_values(game, mixed(game, proposals))
            if Approved(game, values).fault(proposals) is None:
                yield tuple(map(tuple, rows))


def _possible(game: ProposalGame, maps: Array) -> Array:
    """Which outcomes may be equilibria: all but those that break a condition by more than the floats can be wrong."""
    values, bounds = _float_values(game, maps)
    every, fine = np.arange(len(maps)), np.ones(len(maps), dtype=np.bool_)
    z = len(game.states)
    for i, sources in enumerate(game.approvals):
        for x in range(z):
            got = values[every, maps[:, x, i], i] - values[:, x, i]
            fine &= got >= -bounds[i]
            for y in range(z):
                gains = values[:, y] - values[:, x]
                sure, maybe = (np.zeros(len(maps), dtype=np.bool_) for _ in range(2))
                for mask in sources[x][y]:
                    asked = [j for j in range(len(bounds)) if mask >> j & 1]
                    sure |= (gains[:, asked] > bounds[asked]).all(axis=1)
                    maybe |= (gains[:, asked] >= -bounds[asked]).all(axis=1)
                fine &= ~(sure & (gains[:, i] - got > bounds[i])) & (maybe | (maps[:, x, i] != y))
    return fine


def _float_values(game: ProposalGame, maps: Array) -> tuple[Array, Array]:
    """Values in floats, and for each player how far the difference of two differences can be off.

    A linear system whose rows are dominated by the diagonal: elimination is stable, and its condition is 2 / (1 - d) at most.
    """
    z, n = len(game.states), len(game.players)
    chain = np.zeros((len(maps), z, z))
    for i, chance in enumerate(game.protocol):
        for x in range(z):
            chain[np.arange(len(maps)), x, maps[:, x, i]] += float(chance)
    values, bounds = np.empty((len(maps), z, n)), np.empty(n)
    for i, d in enumerate(game.discounts):
        payoffs = np.array([float(row[i]) for row in game.payoffs])
        system = np.eye(z) - float(d) * chain
        values[:, :, i] = np.linalg.solve(system, np.broadcast_to(float(1 - d) * payoffs, (len(maps), z))[..., None])[..., 0]
        bounds[i] = 64 * z * z * 2.0**-53 * float(np.abs(payoffs).max(initial=0.0)) / float(1 - d)
    return values, bounds
