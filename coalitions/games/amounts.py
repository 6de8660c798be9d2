"""Numbers for coalitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..display import Table, format_value, to_frame, to_html, to_latex
from ..errors import InvalidArgumentError
from ..players import Coalition, CoalitionLike, Players

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class CoalitionAmounts(Mapping[Coalition, Any]):
    """A number for each of some coalitions: a read-only mapping whose keys are sets of names.

    Examples:
        >>> x = CoalitionAmounts(Players.from_names(["A", "B", "C"]), (1, 2, 3), (5, 0, -1))
        >>> x
        {A}: 5, {B}: 0, {A, B}: -1
        >>> x["B", "A"], x["A"]
        (-1, 5)
    """

    players: Players
    masks: tuple[int, ...]  #: the coalitions that have a number, each once
    amounts: tuple[Any, ...]
    _places: dict[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.masks) != len(self.amounts) or len(set(self.masks)) != len(self.masks):
            raise InvalidArgumentError(
                f"expected one amount for each of {len(set(self.masks))} different coalitions, got {len(self.amounts)} amounts "
                f"for {len(self.masks)} masks; write one for each"
            )
        if not isinstance(self.players, Players) or not all(
            type(m) is int and 0 <= m <= self.players.grand for m in self.masks
        ):
            raise InvalidArgumentError(
                f"expected Players and masks of their coalitions, got {self.players!r:.80} and {self.masks!r:.80}"
            )
        object.__setattr__(self, "_places", {mask: k for k, mask in enumerate(self.masks)})

    def __getitem__(self, coalition: CoalitionLike | Coalition) -> Any:
        mask = self.players.mask(coalition)
        if mask not in self._places:
            sizes = {m.bit_count() for m in self.masks}
            between = f" of {min(sizes)} to {max(sizes)} players" if sizes else ""
            raise InvalidArgumentError(
                f"expected one of the {len(self.masks)} coalitions{between} that have a number here, got "
                f"{self.players.coalition(mask)}; list(x) shows them"
            )
        return self.amounts[self._places[mask]]

    def __contains__(self, coalition: object) -> bool:
        try:
            return self.players.mask(coalition) in self._places  # type: ignore[arg-type]
        except (KeyError, ValueError):
            return False

    def get(self, coalition: Any, default: Any = None) -> Any:
        """The number of a coalition, or the default where it has none."""
        if coalition not in self:
            return default
        return self[coalition]

    def __iter__(self) -> Iterator[Coalition]:
        return map(self.players.coalition, self.masks)

    def __len__(self) -> int:
        return len(self.masks)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return False
        mine, theirs = ({_key(c): x for c, x in m.items()} for m in (self, other))
        return len(self) == len(other) and mine == theirs

    def _table(self) -> Table:
        return Table("Coalitions", ("coalition", "amount"), list(self.items()), len(self))

    def __repr__(self) -> str:
        pairs = zip(self.masks[:12], self.amounts, strict=False)
        shown = ", ".join(f"{self.players.coalition(m)}: {format_value(x)}" for m, x in pairs)
        return shown + (f", … ({len(self)} coalitions)" if len(self) > 12 else "")

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 numbers; `digits` asks for decimals."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> dict[tuple[str | int, ...], Any]:
        """A plain dictionary from tuples of names, in the order of the players, to numbers."""
        return {tuple(c): x for c, x in self.items()}

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with a row for each coalition (extra: pandas)."""
        return to_frame(self._table())


def _key(coalition: Any) -> frozenset[Any]:
    return frozenset([coalition] if isinstance(coalition, str | int) else coalition)
