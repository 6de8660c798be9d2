"""Evidence for k-convex games: what is proved of the game in which large coalitions get what the utopia payoffs leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import CertificateError
from ..games.tu import MAX_PLAYERS, CoalitionalGame, TUGame, exact_table, tabulate
from ..kernels.subsets import sizes, subset_sums
from ..scalars import is_symbolic, sign
from .complements import worth_of
from .inequalities import roomy
from .properties import HoldsEverywhere, Violation


def k_cover(game: CoalitionalGame, k: int) -> TUGame:
    """v_k(S) = v(S) for less than k players, else v(N) - b(N \\ S) with b_i = v(N) - v(N \\ i); exact, or symbolic."""
    table = tabulate(game, limit=MAX_PLAYERS)
    symbolic = table.kind == "symbolic"
    worths, denominator = (table.table, 1) if symbolic else exact_table(table)
    worths = worths if symbolic else roomy(worths)
    n = len(table.players)
    utopia = subset_sums([worths[-1] - worths[-1 - (1 << i)] for i in range(n)], worths.dtype)
    cover = worths[-1] - utopia[::-1]
    small = sizes(n) < k
    cover[small] = worths[small]
    return TUGame(table.players, cover, denominator, "symbolic" if symbolic else "exact")


def shortfall(game: CoalitionalGame, cover: TUGame, mask: int) -> Any:
    """v(S) - v_k(S), which may not be above 0."""
    own, covered = worth_of(game, mask), cover.worth(mask)
    return own - (covered if is_symbolic(covered) else worth_of(cover, mask))


@dataclass(frozen=True, slots=True)
class ConvexCover:
    """The game v_k is at least v everywhere, and it is convex: all coalitions are compared."""

    k: int

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return (f"{self.k}-convex",) if type(self.k) is int and self.k > 0 else ()

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError where a coalition is worth more than v_k, or v_k is not convex."""
        cover = k_cover(game, self.k)
        if any(sign(shortfall(game, cover, mask)) > 0 for mask in range(game.players.grand + 1)):
            raise CertificateError("expected no coalition that is worth more than the utopia payoffs of the others leave")
        return HoldsEverywhere("convex").check(cover)

    def describe(self, game: CoalitionalGame) -> str:
        return f"compared on all coalitions of {len(game.players)} players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "convex cover", "k": self.k}


@dataclass(frozen=True, slots=True)
class CoverFails:
    """A coalition that is worth more than in v_k (`second` is 0 then), or two that show that v_k is not convex."""

    k: int
    first: int
    second: int

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return (f"{self.k}-convex",) if type(self.k) is int and self.k > 0 else ()

    def check(self, game: CoalitionalGame) -> bool:
        """False; raises CertificateError where the coalitions show nothing."""
        grand = game.players.grand
        if not all(type(mask) is int and 0 <= mask <= grand for mask in (self.first, self.second)):
            raise CertificateError(f"expected masks of coalitions, got {self.first} and {self.second}")
        cover = k_cover(game, self.k)
        if self.second:
            return Violation("convex", self.first, self.second).check(cover)
        if sign(shortfall(game, cover, self.first)) <= 0:
            raise CertificateError("expected a coalition that is worth more than the utopia payoffs of the others leave")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        cover = k_cover(game, self.k)
        if self.second:
            return f"with the utopia payoffs, {Violation('convex', self.first, self.second).describe(cover)}"
        first, gap = game.players.coalition(self.first), shortfall(game, cover, self.first)
        return f"{first} is worth {gap} more than the utopia payoffs of the others leave of v(N)"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "cover fails", "k": self.k, "first": str(self.first), "second": str(self.second)}
