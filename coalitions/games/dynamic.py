"""Environments in time: a payoff for every period that is spent in a state, and discounting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..display import Table, to_html
from ..errors import InvalidGameError, UnsupportedGameError
from ..kernels.discounted import discounted_values
from ..players import Player, Players
from ..scalars import simplest
from .environment import Environment, Strictly, stated
from .processes import Process, Row, read_discounts, read_payoff_rows
from .states import State, state_text


@dataclass(frozen=True, slots=True, repr=False)
class DynamicEnvironment:
    """An environment whose states pay in every period, to players who discount: who can move where, for what (Konishi and Ray).

    A process (which state follows each, perhaps at random) gives a player in state x the value
    V(x) = (1 - d) u(x) + d E[V(next state)], where d is his discount factor: a period's payoff is received before the move.
    The factor 1 - d, which some papers leave out, makes values comparable with payoffs and changes no decision.

    `payoffs[x]` holds one fraction for each player. The ranks of the environment play no role here. Floats stand for their own
    binary values. Use a `from_…` method to build one.

    Examples:
        >>> import coalitions as co
        >>> co.DynamicEnvironment.from_moves(
        ...     ["1", "2"], ["a", "b"], [("a", "b", ["1", "2"])], payoffs={"a": (0, 0), "b": (1, 2)}, discount="0.9"
        ... )
        DynamicEnvironment of 2 players and 2 states with 1 move, discount 9/10: a (0, 0), b (1, 2)

    References:
        Konishi, H. and Ray, D. (2003). Coalition formation as a dynamic process. Journal of Economic Theory 110, 1–41.
    """

    environment: Environment
    payoffs: tuple[tuple[Fraction, ...], ...]
    discounts: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.environment, Environment):
            raise InvalidGameError(
                f"expected an Environment, got {type(self.environment).__name__}; use DynamicEnvironment.from_moves"
            )
        n, z = len(self.environment.players), len(self.environment.states)
        if len(self.payoffs) != z or any(len(row) != n for row in self.payoffs) or len(self.discounts) != n:
            raise InvalidGameError(
                f"expected {n} payoffs for each of {z} states and {n} discount factors, got others; use a from_… method"
            )

    @classmethod
    def from_environment(cls, environment: Environment, *, payoffs: Any, discount: Any) -> DynamicEnvironment:
        """The environment with payoffs per period (a mapping from states, or one row for each) and a discount factor.

        `discount` is one number for all players or one for each.
        """
        env = stated(environment)
        rows = read_payoff_rows(env.players, env.states, payoffs)
        return cls(env, rows, read_discounts(env.players, discount))

    @classmethod
    def from_moves(
        cls,
        players: Iterable[Player] | Players,
        states: Iterable[State],
        moves: Iterable[Sequence[Any]],
        *,
        payoffs: Mapping[Any, Any] | Sequence[Any],
        discount: Any,
        strictly: Strictly = "all",
    ) -> DynamicEnvironment:
        """The same from moves (source, target, movers), or with consenters, as in `Environment.from_moves`."""
        names, labels = Players.from_names(players), tuple(states)
        rows = read_payoff_rows(names, labels, payoffs)
        env = Environment.from_moves(names, labels, moves, payoffs=rows, strictly=strictly)
        return cls(env, rows, read_discounts(names, discount))

    @property
    def players(self) -> Players:
        """The players of the environment."""
        return self.environment.players

    @property
    def states(self) -> tuple[State, ...]:
        """The states of the environment."""
        return self.environment.states

    def process(self, transitions: tuple[Row, ...]) -> Process:
        """The process with these transitions and everybody's values, solved exactly."""
        return Process(self.players, self.states, transitions, chain_values(self, transitions))

    def _caption(self) -> str:
        size = f"{len(self.players)} players and {len(self.states)} states with {len(self.environment.targets)} moves"
        size = size.replace("1 players", "1 player") if len(self.players) == 1 else size
        size = size.replace(" 1 moves", " 1 move") if len(self.environment.targets) == 1 else size
        chosen = self.environment.choices()
        return f"DynamicEnvironment of {size}, discount {discount_text(self.discounts)}" + (f" ({chosen})" if chosen else "")

    def _table(self) -> Table:
        rows = [(state_text(s), *map(simplest, u)) for s, u in zip(self.states[:64], self.payoffs, strict=False)]
        return Table(self._caption() + ", payoffs per period", ("state", *map(str, self.players)), rows, len(self.states))

    def __repr__(self) -> str:
        shown = [f"{state_text(row[0])} ({', '.join(map(str, row[1:]))})" for row in self._table().rows[:8]]
        return f"{self._caption()}: {', '.join(shown)}" + (", …" if len(self.states) > 8 else "")

    def _repr_html_(self) -> str:
        return to_html(self._table()) + to_html(self.environment._moves_table())


def discount_text(discounts: Sequence[Fraction]) -> str:
    """The discount factors in words: one where all have the same."""
    return ", ".join(map(str, discounts[:1] if len(set(discounts)) == 1 else discounts))


def chain_values(game: Any, transitions: Sequence[Row]) -> tuple[tuple[Fraction, ...], ...]:
    """Everybody's values of a process in a game with payoffs and discounts, one row for each state; one solve per discount."""
    rows = [dict(row) for row in transitions]
    by_discount = {d: discounted_values(rows, game.payoffs, d) for d in set(game.discounts)}
    return tuple(tuple(by_discount[d][x][i] for i, d in enumerate(game.discounts)) for x in range(len(rows)))


def dynamic(game: Any) -> DynamicEnvironment:
    """The dynamic environment itself, or an error that says how to make one."""
    if isinstance(game, DynamicEnvironment):
        return game
    raise UnsupportedGameError(
        f"expected a DynamicEnvironment (states with payoffs per period, moves and a discount factor), got "
        f"{type(game).__name__}; use DynamicEnvironment.from_environment or from_moves with numbers for payoffs"
    )
