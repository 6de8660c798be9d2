"""Evidence about alternating offers: everybody is offered just what waiting is worth, and proposals divide the cake."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.alternating_offers import AlternatingOffers
from ..players import Payoffs
from ..scalars import factored, is_equal, is_symbolic
from .plain import fractions


@dataclass(frozen=True, slots=True)
class OneShotDeviations:
    """What each player keeps when it proposes, such that no single deviation pays.

    A player who refuses gets its discounted share of the next proposal. So player j is offered δ_j times what the next
    proposer offers it, which is δ_j to the power k times its own demand if j proposes k periods later. The check: each
    proposal adds up to 1, and no demand is negative. A proposer who asked for more would get δ_i to the power n times its
    demand, n periods later, which is no more. By the one-shot deviation principle this is a subgame perfect equilibrium.
    """

    demands: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("alternating offers agreement",)

    def check(self, game: AlternatingOffers) -> Payoffs:
        """The first proposal; raises CertificateError where a proposal does not divide exactly the cake."""
        if not isinstance(game, AlternatingOffers):
            raise CertificateError(f"expected alternating offers, got {type(game).__name__}")
        n = len(game.players)
        if len(self.demands) != n or type(self.demands) is not tuple:
            raise CertificateError(f"expected {n} demands, got {self.demands!r:.80}")
        symbols = {s for d in game.discounts for s in getattr(d, "free_symbols", ())}
        for demand in self.demands:
            if is_symbolic(demand):
                if not demand.free_symbols <= symbols or not demand.is_rational_function(*demand.free_symbols):
                    raise CertificateError(f"expected an expression in the discount factors, got {demand}")
            elif fractions((demand,))[0] < 0:
                raise CertificateError(f"expected demands of at least 0, got {demand}")
        for i in range(n):
            total = sum((game.share(self.demands, i, j) for j in range(n)), start=Fraction(0))
            if not is_equal(factored(total) if is_symbolic(total) else total, 1):
                raise CertificateError(f"expected proposals that add up to 1, that of {game.players.names[i]} gives {total}")
        return Payoffs(game.players, tuple(_short(game.share(self.demands, 0, j)) for j in range(n)))

    def describe(self, game: AlternatingOffers) -> str:
        pairs = zip(game.players, self.demands, strict=True)
        shown = ", ".join(f"{p} proposing keeps {d}" for p, d in list(pairs)[:6])
        return f"{shown}{', …' if len(self.demands) > 6 else ''}; each other is offered just what waiting is worth"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "one-shot deviations", "demands": [str(d) for d in self.demands]}


def _short(value: Any) -> Any:
    if not is_symbolic(value):
        return Fraction(value) if not hasattr(value, "p") else Fraction(int(value.p), int(value.q))
    return factored(value)
