"""Harsanyi dividends: what each coalition adds to what its parts have added already; and the game that has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..display import MAX_ROWS, Table, to_frame, to_html, to_latex
from ..errors import InvalidArgumentError
from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..kernels.subsets import masks_by_size, mobius
from ..players import Coalition, CoalitionLike, Players
from ._tables import expanded, widened

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Dividends(Mapping[Coalition, Any]):
    """The dividend of every non-empty coalition: a read-only mapping, in the order of size.

    `from_dividends(x.players, x)` is the game that they come from.

    Examples:
        >>> import coalitions as co
        >>> x = co.dividends(co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2))
        >>> x["A", "B"], x["A", "B", "C"]
        (2, 0)
    """

    _game: TUGame  # the dividends are kept where worths are kept: one table, one denominator

    @property
    def players(self) -> Players:
        """Who plays."""
        return self._game.players

    def __getitem__(self, coalition: CoalitionLike | Coalition) -> Any:
        mask = self.players.mask(coalition)
        if not mask:
            raise InvalidArgumentError("expected a coalition with members, got the empty one, which has no dividend")
        return self._game.worth(mask)

    def __iter__(self) -> Iterator[Coalition]:
        return (self.players.coalition(m) for m in masks_by_size(len(self.players))[1:].tolist())

    def __len__(self) -> int:
        return (1 << len(self.players)) - 1

    def __contains__(self, coalition: object) -> bool:
        try:
            return bool(self.players.mask(coalition))  # type: ignore[arg-type]
        except (KeyError, ValueError):
            return False

    def __eq__(self, other: object) -> bool:
        return self._game == other._game if isinstance(other, Dividends) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._game)

    def _table(self, rows: int = MAX_ROWS) -> Table:
        paid = ((s, d) for s, d in self.items() if d != 0)
        shown = list(islice(paid, rows))
        total = int((self._game.table != 0).sum())
        return Table("Dividends other than 0", ("coalition", "dividend"), shown, total)

    def __repr__(self) -> str:
        table = self._table(15)
        more = ", …" if table.total > 15 else ""
        return "Dividends: " + (", ".join(f"{s} {d}" for s, d in table.rows) + more if table.total else "all 0")

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 dividends other than 0."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> dict[tuple[str | int, ...], Any]:
        """The dividends of all non-empty coalitions by names."""
        return self._game.to_dict()

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with a row for each dividend other than 0 (extra: pandas)."""
        return to_frame(self._table(len(self)))


def dividends(game: CoalitionalGame, *, limit: int = 20) -> Dividends:
    """The dividends of all coalitions: d(S) = v(S) − sum of d(T) over T within S other than S.

    They are the coordinates of v in the basis of unanimity games, v = sum of d(T) u_T, and the Möbius transform of v. The
    Shapley value gives each member of S the same share d(S) / |S|. In floats each dividend carries the rounding of up to 2**n
    differences. Cost: n 2**(n−1) subtractions.

    Args:
        game: any game with transferable utility, symbolic ones included.
        limit: the most players for which 2**n worths may be tabulated.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> co.dividends(game)
        Dividends: {A} 1, {A, B} 2

    References:
        Harsanyi (1959), A bargaining model for the cooperative n-person game; Shapley (1953), lemma 3.
    """
    table = tabulate(game, limit=limit)
    found = mobius(widened(table.table, 1 << len(table.players)))
    if table.kind == "symbolic":
        found = expanded(found)
    return Dividends(TUGame(table.players, found, table.denominator, table.kind))


def from_dividends(
    players: Iterable[str | int] | Players, dividends: Mapping[Any, Any], *, missing: Any = 0, limit: int = 20
) -> TUGame:
    """The game with these dividends: v(S) = sum of d(T) over T within S.

    Cost: n 2**(n−1) additions.

    Args:
        players: the names of the players, in order.
        dividends: a mapping from coalitions (a name, or names in any order) to numbers, symbols included.
        missing: the dividend of coalitions that are not there.
        limit: the most players for a table of 2**n worths.

    Raises:
        InvalidGameError: the dividends are not a mapping, or there are too few of them with `missing=None`.
        InvalidArgumentError: a dividend is not a number.
        UnknownPlayerError, DuplicatePlayerError: a coalition does not consist of players, or stands twice.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> co.from_dividends(["A", "B", "C"], {"A": 1, ("A", "B"): 2})["A", "B", "C"]
        3

    References:
        Harsanyi (1959), A bargaining model for the cooperative n-person game.
    """
    names = Players.from_names(players)
    if isinstance(dividends, Dividends) and dividends.players == names:
        table = dividends._game
    else:
        table = TUGame.from_worths(names, dividends, missing=missing)
    table = tabulate(table, limit=limit)
    worths = widened(table.table, 1 << len(names)).copy()
    for i in range(len(names)):
        pairs = worths.reshape(-1, 2, 1 << i)
        pairs[:, 1] += pairs[:, 0]
    return TUGame(names, expanded(worths) if table.kind == "symbolic" else worths, table.denominator, table.kind)
