"""Evidence about cabinets: the coalitions that a theory predicts, and which parties are dominant or central."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.voting import WeightedVotingGame
from ..kernels.networks import submasks
from ..players import Coalition, Payoffs, Player
from ..scalars import Array, simplest
from .plain import fractions

Theory = Literal[
    "minimal winning", "minimum size", "fewest parties", "minimal range", "minimal connected winning", "smallest connected"
]
SPATIAL = ("minimal range", "minimal connected winning", "smallest connected")
Positions = tuple[Fraction, ...]


def voting(game: Any) -> WeightedVotingGame:
    """The game that evidence is about; evidence about anything else proves nothing."""
    if not isinstance(game, WeightedVotingGame):
        raise CertificateError(f"expected a WeightedVotingGame, got {type(game).__name__}")
    return game


def winning(game: WeightedVotingGame) -> Array:
    """For each mask, whether the coalition wins."""
    return game.worths(np.arange(1 << len(game.players))).astype(np.bool_)


def minimal(wins: Array) -> Array:
    """For each mask, whether it wins and loses without any one of its members."""
    out = wins.copy()
    for i in range(len(wins).bit_length() - 1):
        lines = out.reshape(-1, 2, 1 << i)
        lines[:, 1] &= ~wins.reshape(-1, 2, 1 << i)[:, 0]
    return out


def connected(positions: Positions) -> Array:
    """For each mask, whether all parties strictly between two of its members are members too."""
    out = np.ones(1 << len(positions), dtype=np.bool_)
    masks = np.arange(len(out))
    for place in set(positions):
        below = sum(1 << i for i, x in enumerate(positions) if x < place)
        here = sum(1 << i for i, x in enumerate(positions) if x == place)
        above = len(out) - 1 & ~below & ~here
        out &= (masks & below == 0) | (masks & above == 0) | (masks & here == here)
    return out


def size(game: WeightedVotingGame, mask: int) -> Fraction:
    """The weight of a coalition under the first rule."""
    return Fraction(sum(w for i, w in enumerate(game.weights[0]) if mask >> i & 1), game.scales[0])


def spread(positions: Positions, mask: int) -> Fraction:
    """How far the two members who are farthest apart are from each other."""
    places = [x for i, x in enumerate(positions) if mask >> i & 1]
    return max(places) - min(places)


def predicted(game: WeightedVotingGame, theory: Theory, positions: Positions | None) -> list[int]:
    """The masks of the coalitions that a theory predicts."""
    wins = winning(game)
    if theory in ("minimal connected winning", "smallest connected"):
        assert positions is not None
        joined = wins & connected(positions)
        found: list[int] = np.flatnonzero(minimal(joined)).tolist()
    else:
        found = np.flatnonzero(minimal(wins)).tolist()
    cost = measure(game, theory, positions)
    if cost is None:
        return found
    least = min(map(cost, found))
    return [m for m in found if cost(m) == least]


def measure(game: WeightedVotingGame, theory: Theory, positions: Positions | None) -> Any:
    """What a theory holds as small as possible, as a function of the mask; None if it is content with minimality."""
    if theory in ("minimum size", "smallest connected"):
        return lambda mask: size(game, mask)
    if theory == "fewest parties":
        return int.bit_count
    return (lambda mask: spread(positions, mask)) if theory == "minimal range" and positions is not None else None


def known_positions(game: WeightedVotingGame, theory: Theory, positions: Any) -> None:
    """Refuses what are no positions, and positions where a theory has no use for them or needs them."""
    if (positions is None) != (theory not in SPATIAL):
        raise CertificateError(f"expected positions exactly where the theory is one of {', '.join(SPATIAL)}")
    if positions is not None:
        if type(positions) is not tuple:
            raise CertificateError(f"expected a tuple of positions, got {positions!r:.80}")
        fractions(positions, len(game.players))


@dataclass(frozen=True, slots=True)
class Cabinets:
    """The coalitions that a theory predicts. The check decides all 2**n coalitions again."""

    theory: Theory
    positions: Positions | None
    masks: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The theory."""
        return (f"{self.theory} cabinets",) if self.theory in get_args(Theory) else ()

    @property
    def judged(self) -> Positions | None:
        """The positions of the parties that were asked about."""
        return self.positions

    def check(self, game: WeightedVotingGame) -> tuple[Coalition, ...]:
        """The coalitions; raises CertificateError if one is missing or not predicted."""
        form = voting(game)
        if self.theory not in get_args(Theory):
            raise CertificateError(f"expected one of the theories {', '.join(get_args(Theory))}, got {self.theory!r:.80}")
        known_positions(form, self.theory, self.positions)
        if type(self.masks) is not tuple or not all(type(m) is int for m in self.masks):
            raise CertificateError(f"expected a tuple of masks, got {self.masks!r:.80}")
        if list(self.masks) != predicted(form, self.theory, self.positions):
            raise CertificateError("expected exactly the coalitions that the theory predicts, got others")
        return tuple(form.players.coalition(m) for m in self.masks)

    def describe(self, game: WeightedVotingGame) -> str:
        cost = measure(game, self.theory, self.positions)
        if cost is None:
            return f"each of 2**{len(game.players)} coalitions decided"
        what = {"fewest parties": "parties", "minimal range": "apart"}.get(self.theory, "votes")
        return f"{simplest(Fraction(cost(self.masks[0])))} {what}, and no other of its kind has less"

    def explain(self, game: WeightedVotingGame, coalition: Any) -> str:
        """Why a coalition is predicted or not, in words."""
        players, mask = game.players, game.players.mask(coalition)
        wins, name = winning(game), str(game.players.coalition(mask))
        if not wins[mask]:
            return f"{name} does not win"
        fine = wins
        if self.theory in ("minimal connected winning", "smallest connected"):
            assert self.positions is not None
            fine = wins & connected(self.positions)
            if not fine[mask]:
                return f"{name} is not connected"
        spare = [players.names[i] for i in range(len(players)) if mask >> i & 1 and fine[mask & ~(1 << i)]]
        if spare:
            return f"{name} could do without {spare[0]}"
        cost = measure(game, self.theory, self.positions)
        if mask in self.masks:
            return f"{name} is one of those predicted"
        best = self.masks[0]
        return f"{players.coalition(best)} has {simplest(Fraction(cost(best)))}, {name} has {simplest(Fraction(cost(mask)))}"

    def to_dict(self) -> dict[str, Any]:
        places = None if self.positions is None else [str(x) for x in self.positions]
        return {"kind": "cabinets", "theory": self.theory, "positions": places, "masks": list(self.masks)}


# Peleg's definition and that of the central player are given as later papers quote them, not checked against the originals.
def dominates(wins: Array, i: int, mask: int) -> tuple[bool, int | None]:
    """Whether i weakly dominates a coalition that he is in, and some B with whom he wins and its other members do not."""
    outside = submasks(len(wins) - 1 & ~mask)
    his, theirs = wins[outside | 1 << i], wins[outside | mask & ~(1 << i)]
    more = outside[his & ~theirs]
    return not (theirs & ~his).any(), int(more[0]) if len(more) else None


def dominant(wins: Array) -> tuple[int, int, int] | None:
    """The first player who dominates a winning coalition, with it and others with whom he wins; None if nobody does."""
    for i in range(len(wins).bit_length() - 1):
        for mask in np.flatnonzero(wins).tolist():
            if mask >> i & 1:
                weakly, others = dominates(wins, i, mask)
                if weakly and others is not None:
                    return i, mask, others
    return None


@dataclass(frozen=True, slots=True)
class DominantPlayer:
    """A player, a winning coalition that he dominates, and others with whom he wins and its members do not; or None."""

    found: tuple[int, int, int] | None
    proves: ClassVar[tuple[str, ...]] = ("dominant player",)

    def check(self, game: WeightedVotingGame) -> Player | None:
        """The player; raises CertificateError if he does not dominate the coalition, or if somebody is dominant after all."""
        form = voting(game)
        wins = winning(form)
        if self.found is None:
            if dominant(wins) is not None:
                raise CertificateError("expected a game without a dominant player, but there is one")
            return None
        if type(self.found) is not tuple or len(self.found) != 3 or not all(type(v) is int for v in self.found):
            raise CertificateError(f"expected a player, a coalition and others, got {self.found!r:.80}")
        i, mask, others = self.found
        n = len(form.players)
        if not (0 <= i < n and 0 <= mask < 1 << n and 0 <= others < 1 << n) or not mask >> i & 1 or mask & others:
            raise CertificateError("expected a player in the coalition, and others outside it")
        weakly, _ = dominates(wins, i, mask)
        if not wins[mask] or not weakly or not wins[others | 1 << i] or wins[others | mask & ~(1 << i)]:
            raise CertificateError("expected a winning coalition that the player dominates, got another")
        return form.players.names[i]

    def describe(self, game: WeightedVotingGame) -> str:
        if self.found is None:
            return "each winning coalition and each of its members decided"
        i, mask, others = self.found
        name, rest = game.players.names[i], game.players.coalition(mask & ~(1 << i))
        with_ = game.players.coalition(others)
        return f"whoever lets {rest} win lets {name} win, and {with_} only {name}; together they win"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "dominant player", "found": None if self.found is None else list(self.found)}


def central(game: WeightedVotingGame, positions: Positions) -> list[int]:
    """The players with whom those to the left win and those to the right too, and without whom neither side does."""
    out = []
    for i, place in enumerate(positions):
        left = sum(1 << j for j, x in enumerate(positions) if x < place)
        right = sum(1 << j for j, x in enumerate(positions) if x > place)
        if all(game.worth(side | 1 << i) and not game.worth(side) for side in (left, right)):
            out.append(i)
    return out


@dataclass(frozen=True, slots=True)
class CentralPlayer:
    """The central player, or None: the check adds up the weights to both sides of every player."""

    positions: Positions
    player: int | None
    proves: ClassVar[tuple[str, ...]] = ("central player",)

    @property
    def judged(self) -> Positions:
        """The positions that were asked about."""
        return self.positions

    def check(self, game: WeightedVotingGame) -> Player | None:
        """The player; raises CertificateError if another one is central, or nobody."""
        form = voting(game)
        known_positions(form, "minimal range", self.positions)
        if len(set(self.positions)) != len(self.positions):
            raise CertificateError("expected different positions, got two that are the same")
        if self.player is not None and type(self.player) is not int:
            raise CertificateError(f"expected the place of a player, got {self.player!r:.80}")
        if central(form, self.positions) != ([] if self.player is None else [self.player]):
            raise CertificateError("expected the central player, got another")
        return None if self.player is None else form.players.names[self.player]

    def describe(self, game: WeightedVotingGame) -> str:
        if self.player is None:
            return "nobody is needed on both sides"
        return (
            f"neither those to the left of {game.players.names[self.player]} nor those to the right win alone, but with it both"
        )

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "central player", "positions": [str(x) for x in self.positions], "player": self.player}


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Ministries in proportion to weights within a cabinet."""

    mask: int
    ministries: Fraction
    proves: ClassVar[tuple[str, ...]] = ("Gamson portfolio",)

    @property
    def judged(self) -> tuple[int, Fraction]:
        """The cabinet and the number of ministries that were asked about."""
        return self.mask, self.ministries

    def check(self, game: WeightedVotingGame) -> Payoffs:
        """The shares; raises CertificateError if the cabinet has no weight."""
        form = voting(game)
        if type(self.mask) is not int or not 0 <= self.mask <= form.players.grand:
            raise CertificateError(f"expected a mask of players, got {self.mask!r:.80}")
        (ministries,) = fractions((self.ministries,))
        total = size(form, self.mask)
        if total == 0 or len(form.quotas) != 1:
            raise CertificateError("expected one rule and a cabinet of some weight")
        own = [size(form, 1 << i) if self.mask >> i & 1 else Fraction(0) for i in range(len(form.players))]
        return Payoffs(form.players, tuple(simplest(ministries * w / total) for w in own))

    def describe(self, game: WeightedVotingGame) -> str:
        total = simplest(size(game, self.mask))
        return (
            f"{simplest(Fraction(self.ministries))} times each weight over {total}, that of {game.players.coalition(self.mask)}"
        )

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "portfolio", "mask": self.mask, "ministries": str(self.ministries)}
