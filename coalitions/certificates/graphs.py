"""Evidence for values of games whose players communicate along links: the same numbers from the dividends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..kernels.subsets import mobius, sizes, subset_sums
from ..players import Payoffs
from ..scalars import is_equal, quotient
from .plain import exact_amounts
from .shares import agreed, worth_objects


def _pairs(links: tuple[int, ...], n: int) -> list[tuple[int, int]]:
    """The two ends of each link; anything but different pairs of players in increasing order is refused."""
    if list(links) != sorted(set(links)) or any(not 0 < m < 1 << n or m.bit_count() != 2 for m in links):
        raise CertificateError("expected links as increasing masks of two players each")
    return [((m & -m).bit_length() - 1, m.bit_length() - 1) for m in links]


@dataclass(frozen=True, slots=True)
class ConnectedDividends:
    """Amounts that are d(S)/|S| summed over the connected coalitions S of a player, where v(S) is the sum of d(T) over the
    connected T within S.

    The dividends of the game restricted by the links vanish on all other coalitions (Owen 1986), so that game, which the
    solver tabulates, is not needed. Cost 3**n additions at most.
    """

    links: tuple[int, ...]  #: masks of two players each
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("Myerson value",)

    @property
    def judged(self) -> tuple[int, ...]:
        """The links that were asked about."""
        return self.links

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the dividends give others."""
        worths, denominator = worth_objects(game)
        n = len(game.players)
        around = [0] * n
        for a, b in _pairs(self.links, n):
            around[a] |= 1 << b
            around[b] |= 1 << a
        connected = np.zeros(1 << n, dtype=bool)
        dividends = np.zeros(1 << n, dtype=object)
        numerators: list[Any] = [0] * n
        scale = math.lcm(*range(1, n + 1))
        for mask in range(1, 1 << n):
            members = [i for i in range(n) if mask >> i & 1]
            # connected: one player, or a player linked to a connected coalition of the others
            connected[mask] = len(members) == 1 or any(connected[mask ^ 1 << i] and around[i] & mask for i in members)
            if connected[mask]:
                inside = subset_sums([1 << i for i in members], np.int64)
                dividends[mask] = quotient(worths[mask] - sum(dividends[inside[connected[inside]]].tolist()), 1)
                for i in members:
                    numerators[i] = numerators[i] + dividends[mask] * (scale // len(members))
        return agreed(game.players, numerators, scale * denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends of connected coalitions agree"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "connected dividends", "links": list(self.links), "amounts": [str(a) for a in self.amounts]}


@dataclass(frozen=True, slots=True)
class LinkDividends:
    """Amounts v({i}) + the sum over sets A of links of d(A) times half the share of A's links that end at i.

    d are the dividends of the link game, in which a set of links is worth what its components gain together. The solver
    weights marginal contributions of links instead. Cost: players times links times 2**links.
    """

    links: tuple[int, ...]  #: masks of two players each
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("position value",)

    @property
    def judged(self) -> tuple[int, ...]:
        """The links that were asked about."""
        return self.links

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the dividends of the link game give others."""
        worths, denominator = worth_objects(game)
        n, pairs = len(game.players), _pairs(self.links, len(game.players))
        alone = [worths[1 << i] for i in range(n)]
        gains = np.zeros(1 << len(pairs), dtype=object)
        for chosen in range(len(gains)):
            parts = _components(n, [pair for k, pair in enumerate(pairs) if chosen >> k & 1])
            gains[chosen] = sum(worths[part] for part in parts) - sum(alone)
        scale = 2 * math.lcm(*range(1, len(pairs) + 1))
        shares = np.array([0, *(scale // (2 * t) for t in range(1, len(pairs) + 1))], dtype=object)
        weighted = mobius(gains) * shares[sizes(len(pairs))]
        numerators = []
        for i in range(n):
            at = subset_sums([int(i in pair) for pair in pairs], np.int64)
            numerators.append(scale * alone[i] + sum((weighted * at.astype(object)).tolist()))
        return agreed(game.players, numerators, scale * denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends of sets of links agree"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "link dividends", "links": list(self.links), "amounts": [str(a) for a in self.amounts]}


def _components(n: int, pairs: list[tuple[int, int]]) -> set[int]:
    """The masks of the components of a graph, merged link by link."""
    component = [1 << i for i in range(n)]
    for a, b in pairs:
        merged = component[a] | component[b]
        component = [merged if merged >> i & 1 else component[i] for i in range(n)]
    return set(component)


@dataclass(frozen=True, slots=True)
class LinksShareBySize:
    """Amounts by which each component of a graph without cycles shares its worth, and each link by numbers of players.

    If a link is cut, its component K falls apart into A and B. The amounts are such that A and B gain by the link equally per
    member: (x(A) - v(A)) / |A| = (x(B) - v(B)) / |B|. With x(K) = v(K) this fixes x(A) for every link and so every x_i, which
    is x(K) less what lies behind its links. The solver goes through rooted trees instead. (Herings, van der Laan and Talman
    2008, component fairness.) Cost: a few operations for each link and player.
    """

    links: tuple[int, ...]  #: masks of two players each
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("average tree value",)

    @property
    def judged(self) -> tuple[int, ...]:
        """The links that were asked about."""
        return self.links

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the graph has a cycle or a component or link shares otherwise."""
        worths, denominator = worth_objects(game)
        n, pairs = len(game.players), _pairs(self.links, len(game.players))
        if len(self.amounts) != n:
            raise CertificateError(f"expected {n} amounts, got {len(self.amounts)}")
        exact_amounts(self.amounts)
        whole = _components(n, pairs)
        if len(whole) != n - len(pairs):  # each link of a graph without cycles leaves one component less
            raise CertificateError("expected links without a cycle")

        def gain(mask: int) -> Any:
            return sum(x * denominator for i, x in enumerate(self.amounts) if mask >> i & 1) - worths[mask]

        if not all(is_equal(gain(component), 0) for component in whole):
            raise CertificateError("expected every component to share its worth")
        for k, pair in enumerate(pairs):
            parts = _components(n, pairs[:k] + pairs[k + 1 :])
            first, second = (next(part for part in parts if part >> i & 1) for i in pair)
            if not is_equal(gain(first) * second.bit_count(), gain(second) * first.bit_count()):
                names = " and ".join(str(game.players.names[i]) for i in pair)
                raise CertificateError(f"expected equal gains per member from the link between {names}")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "both sides of every link gain equally per member"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "links share by size", "links": list(self.links), "amounts": [str(a) for a in self.amounts]}
