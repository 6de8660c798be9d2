"""Evidence that rests on what players are worth alone: essential games, and dummy players."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.forms import singles, stored, stored_worths
from ..games.tu import MAX_PLAYERS, CoalitionalGame, TUGame, exact_table, tabulate
from ..kernels.subsets import subset_sums
from ..players import Coalition
from ..scalars import is_equal, is_symbolic, quotient, sign
from .inequalities import roomy
from .plain import fractions
from .roles import NullPlayers


def without_own_worths(game: CoalitionalGame) -> TUGame:
    """v(S) minus what the members of S are worth alone; exactly, so that floats stand for their own binary values."""
    table = tabulate(game, limit=MAX_PLAYERS)
    worths, denominator = (table.table, 1) if table.kind == "symbolic" else exact_table(table)
    worths = roomy(worths) if table.kind != "symbolic" else worths
    alone = subset_sums([worths[1 << i] for i in range(len(table.players))], worths.dtype)
    return TUGame(table.players, worths - alone, denominator, "symbolic" if table.kind == "symbolic" else "exact")


def surplus_of_all(game: CoalitionalGame) -> Any:
    """v(N) minus what all are worth alone, of a table or a game by types; floats stand for their own binary values."""
    table = stored(game, limit=MAX_PLAYERS)
    worths, denominator = (table.table, 1) if table.kind == "symbolic" else stored_worths(table)
    together, *alone = worths[[-1, *singles(table)]].tolist()
    return quotient(together - sum(alone), denominator)


@dataclass(frozen=True, slots=True)
class Surplus:
    """What all players are worth together beyond what they are worth alone; the game is essential iff it is above 0."""

    surplus: Any
    proves: ClassVar[tuple[str, ...]] = ("essential",)

    def check(self, game: CoalitionalGame) -> bool:
        """Whether it is above 0; raises CertificateError if it is another number."""
        if not is_symbolic(self.surplus):
            fractions([self.surplus])
        found = surplus_of_all(game)
        if not is_equal(found, self.surplus):
            raise CertificateError(f"expected {found} as what joining adds in all, got {self.surplus}")
        return sign(found) > 0

    def describe(self, game: CoalitionalGame) -> str:
        return f"all together are worth {self.surplus} more than alone"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "surplus", "surplus": str(self.surplus)}


@dataclass(frozen=True, slots=True)
class DummyPlayers:
    """For each player None (it adds to every coalition what it is worth alone), or a coalition of others to which it does not.

    The dummy players are the null players of the game without own worths, whose dividends with them are all 0.
    """

    matters: tuple[int | None, ...]
    proves: ClassVar[tuple[str, ...]] = ("dummy players",)

    def check(self, game: CoalitionalGame) -> Coalition:
        """The dummy players as a coalition; raises CertificateError if one is none, or a witness does not show it."""
        if not all(mask is None or (type(mask) is int and 0 < mask <= game.players.grand) for mask in self.matters):
            raise CertificateError(f"expected masks of coalitions, or None, got {self.matters!r:.200}")
        return NullPlayers(self.matters).check(without_own_worths(game))

    def describe(self, game: CoalitionalGame) -> str:
        return "a dummy adds its own worth to each coalition, and each other player more or less to some coalition"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "dummy players", "matters": [None if m is None else str(m) for m in self.matters]}
