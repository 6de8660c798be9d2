"""Numbers for pairs of players."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ..display import Table, format_value, to_html
from ..errors import InvalidArgumentError
from ..players import Player, Players

Pair = tuple[Player, Player]


@dataclass(frozen=True, slots=True)
class PairAmounts(Mapping[Pair, Any]):
    """A number for each pair of players: a read-only mapping whose keys are pairs of names, in either order.

    Examples:
        >>> x = PairAmounts(Players.from_names(["A", "B", "C"]), (1, 0, -1))
        >>> x
        {A, B}: 1, {A, C}: 0, {B, C}: -1
        >>> x["C", "B"]
        -1
    """

    players: Players
    amounts: tuple[Any, ...]  #: of {0, 1}, {0, 2}, …, {1, 2}, …

    def __post_init__(self) -> None:
        wanted = len(self.players) * (len(self.players) - 1) // 2
        if len(self.amounts) != wanted:
            raise InvalidArgumentError(f"expected one amount for each of the {wanted} pairs, got {len(self.amounts)}")

    def __getitem__(self, pair: Pair) -> Any:
        mask = self.players.mask(pair)
        if mask.bit_count() != 2:
            raise InvalidArgumentError(f'expected a pair of players, got {pair!r}; write for example ["A", "B"]')
        low, high = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
        return self.amounts[low * len(self.players) - low * (low + 1) // 2 + high - low - 1]

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and len(pair) == 2 and pair[0] != pair[1] and all(end in self.players for end in pair)

    def get(self, pair: Any, default: Any = None) -> Any:
        """The amount of a pair, or the default for what is no pair of players."""
        if pair not in self:
            return default
        return self[pair]

    def __iter__(self) -> Iterator[Pair]:
        return combinations(self.players.names, 2)

    def __len__(self) -> int:
        return len(self.amounts)

    def __hash__(self) -> int:
        return hash(frozenset((frozenset(pair), x) for pair, x in self.items()))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping) or not all(isinstance(pair, tuple) for pair in other):
            return False
        mine, theirs = ({frozenset(pair): x for pair, x in m.items()} for m in (self, other))
        return len(self) == len(other) and mine == theirs

    def _table(self) -> Table:
        rows = [(f"{{{a}, {b}}}", amount) for (a, b), amount in self.items()]
        return Table("Pairs", ("pair", "amount"), rows, len(rows))

    def __repr__(self) -> str:
        shown = [f"{{{a}, {b}}}: {format_value(x)}" for (a, b), x in list(self.items())[:12]]
        return ", ".join(shown) + (f", … ({len(self)} pairs)" if len(self) > 12 else "")

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_dict(self) -> dict[Pair, Any]:
        """A plain dictionary from pairs of names, in the order of the players, to amounts."""
        return dict(zip(self, self.amounts, strict=True))
