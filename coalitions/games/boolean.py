"""Voting games with alternatives: a coalition wins if it wins under one of several sets of weight rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..display import Table, to_frame, to_html, to_latex
from ..errors import InvalidGameError, LimitExceededError
from ..players import Coalition, CoalitionLike, Player, Players, is_list
from ..scalars import Array, Kind
from .voting import WeightedVotingGame

if TYPE_CHECKING:
    import pandas as pd

EXAMPLE = 'write from_alternatives([[(2, {"A": 1, …}), (60, {"A": 50, …})], [(3, {"A": 1, …})]])'
MAX_ALTERNATIVES = 8


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BooleanVotingGame:
    """A simple game given by alternatives, each of them weight rules that must all hold: S wins iff one alternative holds.

    "55 % of the states with 65 % of the population, or all states but three" has two alternatives, the first of two rules.
    Every monotone simple game can be written like this. (Faliszewski, Elkind and Wooldridge 2009, Boolean combinations of
    weighted voting games.) A game with one alternative is a `WeightedVotingGame`.

    Examples:
        >>> import coalitions as co
        >>> one = dict.fromkeys("ABCD", 1)
        >>> council = co.BooleanVotingGame.from_alternatives([
        ...     [(2, one), (60, {"A": 50, "B": 30, "C": 15, "D": 5})],
        ...     [(3, one)],
        ... ])
        >>> council["A", "B"], council["A", "D"], council["B", "C", "D"]
        (1, 0, 1)
        >>> co.banzhaf_index(council)
        Banzhaf index: A: 5/12, B: 1/4, C: 1/4, D: 1/12   [certified; swings recounted coalition by coalition]
    """

    players: Players
    alternatives: tuple[WeightedVotingGame, ...]

    def __post_init__(self) -> None:
        listed = isinstance(self.alternatives, tuple) and all(isinstance(a, WeightedVotingGame) for a in self.alternatives)
        if not isinstance(self.players, Players) or not listed or not self.alternatives:
            raise InvalidGameError("expected Players and WeightedVotingGames, as they are stored; use from_alternatives")
        if any(a.players != self.players for a in self.alternatives):
            raise InvalidGameError("expected the same players in every alternative, in the same order; use from_alternatives")
        if len(self.alternatives) > MAX_ALTERNATIVES:
            raise InvalidGameError(
                f"expected at most {MAX_ALTERNATIVES} alternatives, which are counted 2**k - 1 times, got "
                f"{len(self.alternatives)}; for up to 24 players write TUGame.from_function"
            )

    @classmethod
    def from_alternatives(cls, alternatives: Iterable[Any]) -> BooleanVotingGame:
        """The game in which one of several alternatives must hold: each a list of rules (quota, weights) that must all hold.

        The first rule of the first alternative names the players, all of them; a player whom another rule does not name has
        the weight 0 in it. A WeightedVotingGame may stand for a list of rules.
        """
        if isinstance(alternatives, Mapping | str | WeightedVotingGame) or not is_list(alternatives):
            raise InvalidGameError(f"expected a list of alternatives, got {alternatives!r:.80}; {EXAMPLE}")
        listed = [a.to_dict() if isinstance(a, WeightedVotingGame) else a for a in alternatives]
        games: list[WeightedVotingGame] = []
        for rules in listed:
            if isinstance(rules, Mapping) or not isinstance(rules, list | tuple) or not all(map(_is_rule, rules)) or not rules:
                raise InvalidGameError(f"expected each alternative as a list of rules, got {rules!r:.80}; {EXAMPLE}")
            # a rule without effect in front makes every alternative name all players
            names = [] if not games else [(1, dict.fromkeys(games[0].players, 1))]
            game = WeightedVotingGame.from_rules([*names, *rules])
            skipped = len(names)
            parts = game.quotas[skipped:], game.weights[skipped:], game.scales[skipped:]
            games.append(WeightedVotingGame(game.players, *parts))
        if not games:
            raise InvalidGameError(f"expected at least one alternative, got none; {EXAMPLE}")
        return cls(games[0].players, tuple(games))

    @property
    def kind(self) -> Kind:
        """Always exact: a coalition is worth 1 if it wins and 0 if not."""
        return "exact"

    @property
    def denominator(self) -> int:
        """Always 1."""
        return 1

    def worth(self, mask: int) -> int:
        """1 if the coalition with this bit mask wins, 0 if not."""
        return max(a.worth(mask) for a in self.alternatives)

    def worths(self, masks: Array) -> Array:
        """1 or 0 for each of a block of masks."""
        if len(self.players) > 62:
            raise LimitExceededError(
                f"expected at most 62 players for masks in int64, got {len(self.players)}; ask worth(mask)"
            )
        wins: Array = np.max([a.worths(masks) for a in self.alternatives], axis=0)
        return wins

    def __getitem__(self, coalition: CoalitionLike | Coalition) -> int:
        return self.worth(self.players.mask(coalition))

    __iter__ = None  # not a sequence

    def __eq__(self, other: object) -> bool:
        return self.alternatives == other.alternatives if isinstance(other, BooleanVotingGame) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.alternatives)

    def _table(self) -> Table:
        tables = [a._table() for a in self.alternatives]
        headers = [f"{h} of alternative {k + 1}" for k, t in enumerate(tables) for h in t.headers[1:]]
        rows = [(name, *(v for t in tables for v in t.rows[i][1:])) for i, name in enumerate(self.players)]
        return Table(f"Voting game with {len(self.players)} players, alternatives", ("player", *headers), rows, len(rows))

    def __repr__(self) -> str:
        shown = " or ".join(" and ".join(a._short(k, " ", ", …") for k in range(len(a.quotas))) for a in self.alternatives)
        return f"BooleanVotingGame of {len(self.players)} players {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        parts = (r" \wedge ".join(a._short(k, r"\ ", r", \dots") for k in range(len(a.quotas))) for a in self.alternatives)
        return "$" + r" \vee ".join(rf"({part})" for part in parts) + "$"

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of players and weights."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> list[list[tuple[Any, dict[Player, Any]]]]:
        """The rules of each alternative; `BooleanVotingGame.from_alternatives(game.to_dict())` is the game again."""
        return [a.to_dict() for a in self.alternatives]

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame of players and weights (extra: pandas)."""
        return to_frame(self._table())


def _is_rule(rule: Any) -> bool:
    return isinstance(rule, tuple | list) and len(rule) == 2 and isinstance(rule[1], Mapping)
