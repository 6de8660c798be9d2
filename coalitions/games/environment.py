"""Environments: states of the world, what each player thinks of them, and who can move from which to which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ..display import MAX_ROWS, Table, to_frame, to_html, to_latex
from ..errors import InvalidArgumentError, InvalidGameError, UnsupportedGameError
from ..players import Coalition, CoalitionLike, Player, Players, is_list
from ..scalars import Array
from .ranks import ranks_from_payoffs, ranks_from_rankings
from .states import State, known_state, state_text

if TYPE_CHECKING:
    import pandas as pd

Strictly = Literal["all", "one"]

#: Sets of movers are bits of a signed 64-bit integer.
MAX_ENVIRONMENT_PLAYERS = 62


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Environment:
    """States, each player's weak order over them, and moves from state to state (Rosenthal 1972; Chwe 1994).

    A move names its movers, who make it and must gain, and its consenters, who only must not lose. It is *improving* when

    * `strictly="all"`: every mover strictly gains, and no consenter loses;
    * `strictly="one"`: no mover and no consenter loses, and at least one mover strictly gains.

    So one form says what many notions of stability allow. Nash stability: each mover alone; individual stability: those he
    joins are consenters; contractual: those he leaves as well; core and strong Nash: coalitions of movers; strict core and
    pairwise stability: coalitions of movers with `strictly="one"`. Farsighted notions compare with the last state of a chain
    of moves in the same way. Moves from a state to itself change nothing and are left out.

    `ranks[i, k]` is how high player i places state k (larger is better, equal is indifferent). The moves from state k are
    the entries `starts[k]` to `starts[k + 1]` of `targets`, `movers` and `consenters` (bit masks of players). `options` are
    the choices that a model leaves open, shown with the environment. The constructor takes what is stored and keeps the
    arrays without copying them; use a `from_…` method, or `environment(game, …)`, to build one.

    Examples:
        >>> import coalitions as co
        >>> chwe = co.Environment.from_moves(
        ...     ["1", "2"],
        ...     ["a", "b", "c"],
        ...     [("a", "b", "1"), ("b", "c", "2")],
        ...     rankings={"1": ["b", "c", "a"], "2": ["c", "b", "a"]},
        ... )
        >>> chwe
        Environment of 2 players and 3 states with 2 moves: a -{1}-> b; b -{2}-> c
        >>> chwe.prefers("1", "b", "c")
        True
    """

    players: Players
    states: tuple[State, ...]
    ranks: Array
    starts: Array
    targets: Array
    movers: Array
    consenters: Array
    strictly: Strictly = "all"
    options: Mapping[str, Any] = field(default_factory=dict)
    _places: dict[State, int] = field(init=False)

    def __post_init__(self) -> None:
        n, z, m = len(self.players), len(self.states), len(self.targets)
        _check_size(n, z)
        if self.strictly not in ("all", "one"):
            raise InvalidGameError(f'expected strictly="all" or strictly="one", got {self.strictly!r}')
        arrays = {"ranks": (n, z), "starts": (z + 1,), "targets": (m,), "movers": (m,), "consenters": (m,)}
        for name, shape in arrays.items():
            array = getattr(self, name)
            if array.shape != shape or array.dtype != np.int64:
                raise InvalidGameError(
                    f"expected {name} as int64 of shape {shape}, got {array.dtype} of shape {array.shape}; use a from_… method"
                )
            array.flags.writeable = False
        object.__setattr__(self, "_places", {state: k for k, state in enumerate(self.states)})
        if len(self._places) != z:
            twice = next(s for k, s in enumerate(self.states) if self._places[s] != k)
            raise InvalidGameError(f"expected every state once, got {state_text(twice)} more than once; rename or drop one")
        self._check_moves(z)
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))

    def _check_moves(self, z: int) -> None:
        if self.starts[0] != 0 or self.starts[-1] != len(self.targets) or (np.diff(self.starts) < 0).any():
            raise InvalidGameError("expected starts that grow from 0 to the number of moves; use a from_… method")
        both = (self.movers | self.consenters) & ~self.players.grand | self.movers & self.consenters
        bad = np.flatnonzero((self.targets < 0) | (self.targets >= z) | (self.movers <= 0) | (both != 0))
        if len(bad):
            raise InvalidGameError(
                f"expected moves to one of {z} states by at least one mover, with masks of players of whom none both moves "
                f"and consents, got target {self.targets[bad[0]]}, movers {self.movers[bad[0]]} and consenters "
                f"{self.consenters[bad[0]]} in move {bad[0]}; use a from_… method"
            )

    def __reduce__(self) -> tuple[Any, ...]:  # through the constructor, which makes the arrays read-only
        arrays = (self.ranks, self.starts, self.targets, self.movers, self.consenters)
        return (type(self), (self.players, self.states, *arrays, self.strictly, dict(self.options)))

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_moves(
        cls,
        players: Iterable[Player] | Players,
        states: Iterable[State],
        moves: Iterable[Sequence[Any]],
        *,
        payoffs: Mapping[Any, Any] | Sequence[Any] | None = None,
        rankings: Mapping[Player, Sequence[Any]] | None = None,
        strictly: Strictly = "all",
        tolerance: Any = 0,
        options: Mapping[str, Any] | None = None,
    ) -> Environment:
        """The environment with these moves: (source, target, movers) or (source, target, movers, consenters).

        What players think of the states comes as `payoffs` (a mapping from each state to one number for each player, or
        such a list in the order of the states) or as `rankings` (a mapping from each player to all states, best first,
        with a list in place of a state for those that are tied). Floats are compared as they are; with `tolerance=` numbers
        that follow each other at no more than this distance count as tied.

        Raises:
            InvalidGameError: a state is unknown or stands twice, or preferences are missing.
            UndecidedError: symbolic payoffs whose order is open.

        Examples:
            >>> import coalitions as co
            >>> co.Environment.from_moves(
            ...     ["1", "2"], ["x", "y"], [("x", "y", ["1"], ["2"])], payoffs={"x": (0, 1), "y": ("1/3", 1)}
            ... )
            Environment of 2 players and 2 states with 1 move: x -{1}-> y if {2} consent
        """
        names, labels = Players.from_names(players), _labels(states)
        places = {state: k for k, state in enumerate(labels)}
        if not is_list(moves):
            raise InvalidGameError(f'expected a list of moves, got {moves!r:.80}; write [("a", "b", ["1", "2"])]')
        if (payoffs is None) == (rankings is None):
            raise InvalidGameError("expected one of payoffs and rankings, got both or neither; write payoffs={state: [1, 0]}")
        if payoffs is not None:
            ranks = ranks_from_payoffs(names, labels, payoffs, tolerance)
        else:
            ranks = ranks_from_rankings(names, places, rankings)
        _check_size(len(names), len(labels))
        rows = [_read_move(names, places, move) for move in moves]
        columns = [np.array([row[k] for row in rows], dtype=np.int64) for k in range(4)]
        return cls.from_arrays(names, labels, ranks, *columns, strictly=strictly, options=options)

    @classmethod
    def from_arrays(
        cls,
        players: Iterable[Player] | Players,
        states: Iterable[State],
        ranks: Any,
        sources: Any,
        targets: Any,
        movers: Any,
        consenters: Any = None,
        *,
        strictly: Strictly = "all",
        options: Mapping[str, Any] | None = None,
    ) -> Environment:
        """The environment with moves as arrays in any order: numbers of states, and masks of players.

        `ranks[i, k]` are whole numbers (`ranks_of` makes them from payoffs). Moves from a state to itself and second
        copies of a move are left out, and a mover is no consenter.

        Examples:
            >>> import coalitions as co
            >>> co.Environment.from_arrays(["1"], ["x", "y"], [[0, 1]], [0, 1], [1, 1], [1, 1])
            Environment of 1 player and 2 states with 1 move: x -{1}-> y
        """
        labels = _labels(states)
        given = {"sources": sources, "targets": targets, "movers": movers}
        src, dst, who = (_whole_numbers(a, name) for name, a in given.items())
        ask = np.zeros_like(who) if consenters is None else _whole_numbers(consenters, "consenters") & ~who
        if src.ndim != 1 or not src.shape == dst.shape == who.shape == ask.shape:
            raise InvalidGameError(
                f"expected one source, target, mask of movers and of consenters for each move, got shapes {src.shape}, "
                f"{dst.shape}, {who.shape} and {ask.shape}"
            )
        if len(src) and not (src.min() >= 0 and src.max() < len(labels)):
            raise InvalidGameError(f"expected sources from 0 to {len(labels) - 1}, got {src.min()} to {src.max()}")
        order = np.lexsort((ask, who, dst, src))
        src, dst, who, ask = src[order], dst[order], who[order], ask[order]
        same = np.zeros(len(src), dtype=np.bool_)
        same[1:] = (np.diff(src) == 0) & (np.diff(dst) == 0) & (np.diff(who) == 0) & (np.diff(ask) == 0)
        kept = ~same & (src != dst)
        starts = np.searchsorted(src[kept], np.arange(len(labels) + 1)).astype(np.int64)
        table = _whole_numbers(ranks, "ranks")
        table = table.reshape(0, len(labels)) if not table.size else table
        return cls(Players.from_names(players), labels, table, starts, dst[kept], who[kept], ask[kept], strictly, options or {})

    # -- access ---------------------------------------------------------------------------------------------------------

    @property
    def sources(self) -> Array:
        """The number of the state from which each move starts."""
        return np.repeat(np.arange(len(self.states)), np.diff(self.starts))

    def __contains__(self, state: object) -> bool:
        return known_state(state, self._places)

    def place(self, state: State) -> int:
        """The number of a state."""
        if state in self:
            return self._places[state]
        shown = ", ".join(map(repr, self.states[:8])) + (", …" if len(self.states) > 8 else "")
        raise InvalidArgumentError(f"expected one of the {len(self.states)} states {shown}; got {state!r:.120}")

    def prefers(self, player: Player, better: State, worse: State) -> bool:
        """Whether a player strictly prefers one state to another."""
        row = self.ranks[self.players.index(player)]
        return bool(row[self.place(better)] > row[self.place(worse)])

    def moves_from(self, state: State) -> list[tuple[State, Coalition, Coalition]]:
        """All moves from a state: where it leads, who moves and who must consent."""
        k = self.place(state)
        return [self.move(m)[1:] for m in range(int(self.starts[k]), int(self.starts[k + 1]))]

    def move(self, number: int) -> tuple[State, State, Coalition, Coalition]:
        """The move with this number: source, target, movers and consenters."""
        source = int(np.searchsorted(self.starts, number, side="right")) - 1
        who, ask = (self.players.coalition(int(a[number])) for a in (self.movers, self.consenters))
        return self.states[source], self.states[int(self.targets[number])], who, ask

    __iter__ = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Environment):
            return NotImplemented
        if (self.players, self.states, self.strictly) != (other.players, other.states, other.strictly):
            return False
        arrays = ("ranks", "starts", "targets", "movers", "consenters")
        return all(np.array_equal(getattr(self, name), getattr(other, name)) for name in arrays)

    def __hash__(self) -> int:
        return hash((self.players, len(self.states), len(self.targets), self.strictly))

    # -- display --------------------------------------------------------------------------------------------------------

    def _size(self) -> str:
        counts = ((len(self.players), "player"), (len(self.states), "state"), (len(self.targets), "move"))
        n, z, m = (f"{k} {word}{'' if k == 1 else 's'}" for k, word in counts)
        return f"{n} and {z} with {m}"

    def choices(self) -> str:
        """What the model leaves open and how it was chosen here, in words: moves individual, strictly one."""
        chosen = dict(self.options) | ({"strictly": self.strictly} if self.strictly != "all" else {})
        return ", ".join(f"{k} {v}" for k, v in chosen.items())

    def _caption(self) -> str:
        return f"Environment of {self._size()}" + (f" ({self.choices()})" if self.choices() else "")

    def move_text(self, number: int) -> str:
        """A move in words: a -{1}-> b if {2} consent."""
        source, target, who, ask = self.move(number)
        return f"{state_text(source)} -{who}-> {state_text(target)}" + (f" if {ask} consent" if ask else "")

    def _table(self) -> Table:
        shown = range(min(len(self.states), MAX_ROWS))
        rows = [
            (state_text(self.states[k]), *self.ranks[:, k].tolist(), int(self.starts[k + 1] - self.starts[k])) for k in shown
        ]
        return Table(
            self._caption() + ", ranks (larger is better)", ("state", *map(str, self.players), "moves"), rows, len(self.states)
        )

    def _moves_table(self) -> Table:
        rows = []
        for number in range(min(len(self.targets), MAX_ROWS)):
            source, target, who, ask = self.move(number)
            rows.append((state_text(source), str(who), str(ask) if ask else "", state_text(target)))
        return Table("Moves", ("from", "movers", "consenters", "to"), rows, len(self.targets))

    def __repr__(self) -> str:
        moves = "; ".join(self.move_text(m) for m in range(min(6, len(self.targets)))) + (
            "; …" if len(self.targets) > 6 else ""
        )
        return self._caption() + (f": {moves}" if moves else "")

    def _repr_html_(self) -> str:
        return to_html(self._table()) + to_html(self._moves_table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 states with everybody's ranks."""
        return to_latex(self._table(), digits)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame of the first 64 moves (extra: pandas)."""
        return to_frame(self._moves_table())


def improves(environment: Environment, moves: Any, ends: Array, instead: Array | None = None) -> Array:
    """Whether the movers of these moves gain, and their consenters do not lose, if `ends` is the state to which each leads.

    They compare it with the state from which they move, or with the states `instead`.
    """
    movers, consenters = environment.movers[moves], environment.consenters[moves]
    if instead is None and isinstance(moves, slice):
        instead = environment.sources[moves]
    elif instead is None:
        instead = np.searchsorted(environment.starts, moves, side="right") - 1
    fine, gained = np.ones(len(movers), dtype=np.bool_), np.zeros(len(movers), dtype=np.bool_)
    for i, row in enumerate(environment.ranks):
        after, before = row[ends], row[instead]
        member = (movers >> i & 1).astype(np.bool_)
        asked = member | (consenters >> i & 1).astype(np.bool_)
        fine &= ~asked | (after >= before)
        if environment.strictly == "all":
            fine &= ~member | (after > before)
        gained |= member & (after > before)
    return fine & gained


def stated(game: Any) -> Environment:
    """The environment itself, or an error that says how to make one."""
    if isinstance(game, Environment):
        return game
    raise UnsupportedGameError(
        f"expected an Environment (states, and who can move between them), got {type(game).__name__}; use "
        "environment(game, …) first, or Environment.from_moves"
    )


def _labels(states: Any) -> tuple[State, ...]:
    """States as a tuple; each must have a hash, so that it can be found."""
    if not is_list(states):
        raise InvalidGameError(f'expected a list of states, got {states!r:.80}; write ["a", "b"]')
    labels = tuple(states)
    for state in labels:
        try:
            hash(state)
        except TypeError:
            raise InvalidGameError(f"expected states that have a hash, got {state!r:.80}; write a string or a tuple") from None
    return labels


def _whole_numbers(array: Any, what: str) -> Array:
    """A copy of an array of whole numbers; nothing is rounded."""
    try:
        given = np.array(array)
    except (ValueError, TypeError):
        given = np.array(None)
    if given.size and given.dtype.kind not in "iu":
        raise InvalidGameError(f"expected whole numbers for {what}, got {array!r:.80}; ranks_of makes them from payoffs")
    return given.astype(np.int64)


def _check_size(players: int, states: int) -> None:
    if not states or players > MAX_ENVIRONMENT_PLAYERS:
        raise InvalidGameError(
            f"expected states and at most {MAX_ENVIRONMENT_PLAYERS} players, got {states} states and {players} players"
        )


def _read_move(players: Players, places: Mapping[State, int], move: Sequence[Any]) -> tuple[int, int, int, int]:
    if isinstance(move, str) or not isinstance(move, Sequence) or len(move) not in (3, 4):
        raise InvalidGameError(f'expected a move as (source, target, movers), got {move!r:.80}; write ("a", "b", ["1", "2"])')
    for state in move[:2]:
        if not known_state(state, places):
            shown = ", ".join(map(state_text, list(places)[:12])) + (", …" if len(places) > 12 else "")
            raise InvalidGameError(f"expected a move between states {shown}; got {state!r:.80}")
    who: CoalitionLike = move[2]
    asked = players.mask(move[3]) if len(move) == 4 else 0
    return places[move[0]], places[move[1]], players.mask(who), asked
