"""Processes: with which probability each state follows each, and what everybody then expects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..display import MAX_ROWS, Table, format_value, to_frame, to_html, to_latex
from ..errors import InvalidArgumentError
from ..players import Payoffs, Player, Players
from ..scalars import parse, read_payoffs, sign, simplest, to_fraction
from .states import State, States, known_state, state_text

if TYPE_CHECKING:
    import pandas as pd

#: The probability of each next state (by its number) that has one.
Row = tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Process:
    """A Markov chain on states, with each player's discounted value of being in each.

    `transitions[x]` lists (number of a next state, probability), `values[x]` one value for each player. Where players propose,
    `proposals[x][i]` says what comes of it if player i is the one.

    Examples:
        >>> import coalitions as co
        >>> game = co.DynamicEnvironment.from_moves(
        ...     ["1"], ["a", "b"], [("a", "b", "1")], payoffs={"a": [0], "b": [1]}, discount="1/2"
        ... )
        >>> process = co.enumerate_equilibrium_processes(game).value[0]
        >>> process
        a -> b, b stays
        >>> process["a"], process.value_at("a"), process.absorbing
        ({'b': Fraction(1, 1)}, 1: 1/2, {b})
    """

    players: Players
    states: tuple[State, ...]
    transitions: tuple[Row, ...]
    values: tuple[tuple[Fraction, ...], ...]
    proposals: tuple[tuple[Row, ...], ...] = ()

    def _place(self, state: State) -> int:
        if not known_state(state, self.states):
            shown = ", ".join(map(state_text, self.states[:12]))
            raise InvalidArgumentError(f"expected one of the {len(self.states)} states {shown}; got {state!r:.80}")
        return self.states.index(state)

    def __getitem__(self, state: State) -> dict[State, Fraction]:
        return {self.states[y]: p for y, p in self.transitions[self._place(state)]}

    __iter__ = None  # a process is not a sequence, although it answers by state

    def value_at(self, state: State) -> Payoffs:
        """What everybody expects from a state on."""
        return Payoffs(self.players, tuple(map(simplest, self.values[self._place(state)])))

    def proposal(self, player: Player, state: State) -> dict[State, Fraction]:
        """What comes of it, with which probability, if this player proposes in this state."""
        if not self.proposals:
            raise InvalidArgumentError("expected a process in which players propose, got one of coalitional moves; drop it")
        return {self.states[y]: p for y, p in self.proposals[self._place(state)][self.players.index(player)]}

    @property
    def absorbing(self) -> States:
        """The states that are never left."""
        return States(tuple(s for x, s in enumerate(self.states) if self.transitions[x] == ((x, Fraction(1)),)))

    def _row(self, x: int, row: Row) -> str:
        if row == ((x, Fraction(1)),):
            return "stays"
        return "-> " + " or ".join(state_text(self.states[y]) + ("" if p == 1 else f" ({p})") for y, p in row)

    def _table(self) -> Table:
        shown = range(min(len(self.states), MAX_ROWS))
        who = [f"{p} proposes" for p in self.players] if self.proposals else []
        rows = [
            (
                state_text(self.states[x]),
                self._row(x, self.transitions[x]),
                *(self._row(x, row) for row in (self.proposals[x] if self.proposals else ())),
                *map(simplest, self.values[x]),
            )
            for x in shown
        ]
        headers = ("state", "next", *who, *(f"value of {p}" for p in self.players))
        return Table(f"Process on {len(self.states)} states", headers, rows, len(self.states))

    def __repr__(self) -> str:
        return ", ".join(f"{state_text(s)} {self._row(x, self.transitions[x])}" for x, s in enumerate(self.states[:12])) + (
            ", …" if len(self.states) > 12 else ""
        )

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 states; `digits` asks for decimals."""
        return to_latex(self._table(), digits)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame of the first 64 states (extra: pandas)."""
        return to_frame(self._table())


def read_discounts(players: Players, given: Any) -> tuple[Fraction, ...]:
    """One discount factor from 0 to below 1 for each player, from one number for all or a mapping."""
    many = isinstance(given, Mapping | Sequence) and not isinstance(given, str)
    amounts = read_payoffs(players, given, "discount factor").amounts if many else (parse(given, "a discount factor"),)
    for d in amounts:
        if sign(d) < 0 or sign(1 - d) <= 0:
            raise InvalidArgumentError(f'expected a discount factor from 0 to below 1, got {d}; write discount="0.99"')
    read = tuple(map(to_fraction, amounts))
    return read if many else read * len(players)


def read_payoff_rows(players: Players, states: Sequence[State], payoffs: Any) -> tuple[tuple[Fraction, ...], ...]:
    """Each player's payoff for a period in each state, from a mapping by states or one row for each state."""
    if isinstance(payoffs, Mapping):
        absent = [s for s in states if s not in payoffs]
        if absent or len(payoffs) != len(states):
            what = f"none for {state_text(absent[0])}" if absent else f"{len(payoffs)} for {len(states)} states"
            raise InvalidArgumentError(f"expected payoffs for every state and no other, got {what}; write {{state: (1, 0)}}")
        rows: Sequence[Any] = [payoffs[s] for s in states]
    else:
        rows = list(payoffs)
    if len(rows) != len(states):
        raise InvalidArgumentError(
            f"expected payoffs for each of the {len(states)} states, got {len(rows)}; write one row for each"
        )
    return tuple(tuple(map(to_fraction, read_payoffs(players, row).amounts)) for row in rows)


def read_row(places: Mapping[State, int], here: int, given: Any) -> Row:
    """The next states with their probabilities: a state, or a mapping from states to probabilities that add up to 1."""
    if known_state(given, places):
        return ((places[given], Fraction(1)),)
    if not isinstance(given, Mapping) or not all(known_state(s, places) for s in given):
        shown = ", ".join(map(state_text, list(places)[:12]))
        raise InvalidArgumentError(
            f"expected one of the states {shown}, or {{state: probability}}, to follow {state_text(list(places)[here])}; got "
            f"{given!r:.80}"
        )
    row = tuple(sorted((places[s], to_fraction(parse(p, "a probability"))) for s, p in given.items()))
    if any(p < 0 for _, p in row) or sum(p for _, p in row) != 1:
        raise InvalidArgumentError(
            f'expected probabilities that add up to 1, got {given!r:.80}; write {{"a": "1/3", "b": "2/3"}}'
        )
    return tuple((y, p) for y, p in row if p)


def amount_text(value: Fraction) -> str:
    """A value for a sentence: exact where it is short, otherwise with six decimals."""
    text = format_value(simplest(value))
    return text if len(text) <= 12 else f"about {format_value(value, 6)}"
