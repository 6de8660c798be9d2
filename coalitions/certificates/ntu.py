"""Evidence about the core of a game without transferable utility."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.ntu import NTUGame, Row, corner
from ..players import Payoffs
from .plain import fractions

Amounts = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Weights >= 0 on inequalities whose weighted sum is 0 x <= a negative number, so that no x meets all of them (Farkas)."""

    weights: Amounts


@dataclass(frozen=True, slots=True)
class Cases:
    """One piece of what a coalition can do: it does not block x only if x meets one of the inequalities the other way round."""

    mask: int
    piece: int
    cases: tuple[Contradiction | Cases, ...]  #: one for each inequality of the piece


def spread(row: Row, mask: int, n: int, sign: int = 1) -> Row:
    """An inequality on the members of a coalition as one on all players; `sign` -1 turns a x <= b into a x >= b."""
    coefficients, numbers = [Fraction(0)] * n, iter(row[0])
    for i in range(n):
        if mask >> i & 1:
            coefficients[i] = sign * Fraction(next(numbers))
    return tuple(coefficients), sign * Fraction(row[1])


def ntu(game: Any) -> NTUGame:
    """The game; a certificate about another form proves nothing."""
    if not isinstance(game, NTUGame):
        raise CertificateError(f"expected a game without transferable utility, got {type(game).__name__}")
    return game


def feasible(game: NTUGame, amounts: Amounts) -> bool:
    """Whether all players together can get these amounts; without players there is nothing to get."""
    return not len(game.players) or game.feasible(tuple(game.players), amounts)


@dataclass(frozen=True, slots=True)
class NTUCorePoint:
    """Payoffs that all together can get while no coalition can give every member more. The check goes through all pieces."""

    amounts: Amounts
    proves: ClassVar[tuple[str, ...]] = ("NTU core point",)

    def check(self, game: NTUGame) -> Payoffs:
        """The payoffs; raises CertificateError if they are not feasible or a coalition blocks them."""
        amounts = fractions(self.amounts, len(ntu(game).players))
        if not feasible(game, amounts):
            raise CertificateError("expected payoffs that all players together can get")
        for mask in range(1, len(game.pieces)):
            if game.improvement(mask, amounts) is not None:
                raise CertificateError(f"expected payoffs that nobody blocks, {game.players.coalition(mask)} does")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: NTUGame) -> str:
        return f"no coalition of {len(game.players)} players can give all of its members more"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "NTU core point", "amounts": [str(a) for a in self.amounts]}


@dataclass(frozen=True, slots=True)
class NTUCoreMembership:
    """The same of payoffs that were asked about."""

    amounts: Amounts
    proves: ClassVar[tuple[str, ...]] = ("in the NTU core",)

    @property
    def judged(self) -> Amounts:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: NTUGame) -> bool:
        """True; raises CertificateError where they are not in the core."""
        NTUCorePoint(self.amounts).check(game)
        return True

    def describe(self, game: NTUGame) -> str:
        return NTUCorePoint(self.amounts).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "NTU core membership", "amounts": [str(a) for a in self.amounts]}


@dataclass(frozen=True, slots=True)
class Blocked:
    """A coalition and payoffs it can get that are higher for each member; or None: all together cannot get the amounts."""

    amounts: Amounts
    mask: int
    instead: Amounts | None
    proves: ClassVar[tuple[str, ...]] = ("in the NTU core",)

    @property
    def judged(self) -> Amounts:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: NTUGame) -> bool:
        """False; raises CertificateError where the payoffs are feasible, or the coalition cannot get more."""
        amounts = fractions(self.amounts, len(ntu(game).players))
        if self.instead is None:
            if self.mask != game.players.grand or type(self.mask) is not int or feasible(game, amounts):
                raise CertificateError("expected payoffs that all players together cannot get")
            return False
        if type(self.mask) is not int or not 0 < self.mask <= game.players.grand:
            raise CertificateError(f"expected the mask of a coalition, got {self.mask!r}")
        own = [a for i, a in enumerate(amounts) if self.mask >> i & 1]
        better = fractions(self.instead, len(own))
        members = tuple(game.players.coalition(self.mask))
        if not all(b > a for a, b in zip(own, better, strict=True)) or not game.feasible(members, better):
            raise CertificateError("expected payoffs that the coalition can get and that are higher for each of its members")
        return False

    def describe(self, game: NTUGame) -> str:
        if self.instead is None:
            return "all players together cannot get that"
        who = game.players.coalition(self.mask)
        return f"{who} can get {', '.join(f'{p}: {a}' for p, a in zip(who, self.instead, strict=True))}"

    def to_dict(self) -> dict[str, Any]:
        instead = None if self.instead is None else [str(a) for a in self.instead]
        return {"kind": "blocked", "amounts": [str(a) for a in self.amounts], "mask": str(self.mask), "instead": instead}


@dataclass(frozen=True, slots=True)
class NoNTUCorePoint:
    """For each piece of what all can get together, a tree of cases that all end in a contradiction.

    A coalition with a piece {y: A y <= b}, A >= 0, blocks x iff a x < b in each of its inequalities. So a core point meets
    a x >= b for one of them, for every coalition and piece; the tree goes through the possibilities.
    """

    trees: tuple[Contradiction | Cases, ...]
    proves: ClassVar[tuple[str, ...]] = ("NTU core point",)

    def check(self, game: NTUGame) -> None:
        """None (the core is empty); raises CertificateError where a case is missing or does not end in a contradiction."""
        n, grand = len(ntu(game).players), game.players.grand
        if not n or len(self.trees) != len(game.pieces[grand]):
            raise CertificateError("expected a tree of cases for each piece of what all players can get together")
        for piece, tree in zip(game.pieces[grand], self.trees, strict=True):
            _refute(game, tree, tuple(spread(row, grand, n) for row in piece))

    def describe(self, game: NTUGame) -> str:
        ends = sum(_ends(tree) for tree in self.trees)
        return f"some coalition can give all members more, in each of {ends} cases"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no NTU core point", "trees": [_plain(tree) for tree in self.trees]}


@dataclass(frozen=True, slots=True)
class UnblockedVectors:
    """For each payoff vector in the list of N, in its order, a coalition that blocks it, or None: nobody does.

    Whatever else all together can get is at most one of these vectors, so it is in the core only if that vector is.
    """

    blocked: tuple[int | None, ...]
    proves: ClassVar[tuple[str, ...]] = ("NTU core points",)

    def check(self, game: NTUGame) -> tuple[Payoffs, ...]:
        """The vectors that nobody blocks; raises CertificateError where one is blocked, or a coalition named does not block."""
        points = [corner(piece) for piece in ntu(game).pieces[game.players.grand]]
        if None in points or not len(game.players) or len(points) != len(self.blocked):
            raise CertificateError("expected a coalition or None for each payoff vector in the list of all players")
        found = []
        for point, mask in zip(points, self.blocked, strict=True):
            if mask is None:
                found.append(NTUCorePoint(point or ()).check(game))
            elif type(mask) is not int or not 0 < mask <= game.players.grand or game.improvement(mask, point or ()) is None:
                raise CertificateError(f"expected a coalition that blocks the payoffs {point}, got {mask!r}")
        return tuple(found)

    def describe(self, game: NTUGame) -> str:
        return f"each of the other {sum(mask is not None for mask in self.blocked)} vectors of all players is blocked"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "unblocked vectors", "blocked": [None if mask is None else str(mask) for mask in self.blocked]}


def _refute(game: NTUGame, tree: Contradiction | Cases, rows: tuple[Row, ...]) -> None:
    n = len(game.players)
    if isinstance(tree, Contradiction):
        weights = fractions(tree.weights, len(rows))
        sums = [sum(w * row[i] for w, (row, _) in zip(weights, rows, strict=True)) for i in range(n)]
        if min(weights) < 0 or any(sums) or sum(w * b for w, (_, b) in zip(weights, rows, strict=True)) >= 0:
            raise CertificateError("expected weights that contradict the inequalities of a case")
        return
    if not isinstance(tree, Cases) or type(tree.mask) is not int or type(tree.piece) is not int:
        raise CertificateError(f"expected a contradiction or cases, got {tree!r:.100}")
    if not 0 < tree.mask <= game.players.grand or not 0 <= tree.piece < len(game.pieces[tree.mask]):
        raise CertificateError("expected cases for a piece of what a coalition can get")
    piece = game.pieces[tree.mask][tree.piece]
    if len(tree.cases) != len(piece):
        raise CertificateError(f"expected a case for each of {len(piece)} inequalities, got {len(tree.cases)}")
    for row, case in zip(piece, tree.cases, strict=True):
        _refute(game, case, (*rows, spread(row, tree.mask, n, -1)))


def _ends(tree: Contradiction | Cases) -> int:
    return 1 if isinstance(tree, Contradiction) else sum(map(_ends, tree.cases))


def _plain(tree: Contradiction | Cases) -> Any:
    if isinstance(tree, Contradiction):
        return [str(w) for w in tree.weights]
    return {"mask": str(tree.mask), "piece": tree.piece, "cases": [_plain(case) for case in tree.cases]}
