"""Evidence about matchings: the pair that blocks, or that there is none; and that a list of stable ones is complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

from ..errors import CertificateError
from ..games.matching import MatchingProblem
from ..kernels.matchings import Cases, blocking, deferred_acceptance
from ..players import Partition

Criterion = Literal["egalitarian", "minimum regret"]
Side = Literal["left", "right"]

NONE = "a search through all cases, each of which leaves somebody without a partner"


def problem(game: Any) -> MatchingProblem:
    """The problem that evidence is about; evidence about anything else proves nothing."""
    if not isinstance(game, MatchingProblem):
        raise CertificateError(f"expected a MatchingProblem, got {type(game).__name__}")
    return game


def matching_of(game: MatchingProblem, partners: Any) -> Partition:
    """The matching in which everybody has this partner; raises CertificateError if it is none."""
    n = len(game.players)
    if type(partners) is not tuple or len(partners) != n or not all(type(j) is int and 0 <= j < n for j in partners):
        raise CertificateError(f"expected the place of a partner for each of {n} players, got {partners!r:.80}")
    if any(partners[j] != i for i, j in enumerate(partners)):
        raise CertificateError("expected partners who are each other's, got others")
    if any(i != j and game.same_side(i, j) for i, j in enumerate(partners)):
        raise CertificateError("expected partners of different sides, got two of the same")
    return Partition(game.players, tuple(1 << i | 1 << j for i, j in enumerate(partners) if i <= j))


def all_stable(game: MatchingProblem) -> list[tuple[int, ...]]:
    """All stable matchings, in the order of the partners."""
    return sorted(Cases(game.ranks.tolist()).run())


@dataclass(frozen=True, slots=True)
class MatchingVerdict:
    """Whether a matching is stable: who blocks it (one who would be alone, or two who prefer each other), or None."""

    partners: tuple[int, ...]
    blocks: tuple[int, ...] | None
    proves: ClassVar[tuple[str, ...]] = ("stable matching",)

    @property
    def judged(self) -> tuple[int, ...]:
        """The matching that was asked about."""
        return self.partners

    def check(self, game: MatchingProblem) -> bool:
        """True or False; raises CertificateError if a pair blocks that is not named, or one is named that does not."""
        matching_of(problem(game), self.partners)
        ranks = game.ranks.tolist()
        if self.blocks is None:
            if blocking(ranks, self.partners) is not None:
                raise CertificateError("expected a matching that nobody blocks, but somebody does")
            return True
        n = len(ranks)
        if type(self.blocks) is not tuple or not all(type(i) is int and 0 <= i < n for i in self.blocks):
            raise CertificateError(f"expected one or two players, got {self.blocks!r:.80}")
        if len(self.blocks) not in (1, 2):
            raise CertificateError(f"expected one or two players, got {len(self.blocks)}")
        for i, j in zip(self.blocks, reversed(self.blocks), strict=True):  # one player alone: himself
            if not ranks[i][j] > ranks[i][self.partners[i]]:
                raise CertificateError("expected players who prefer each other to their partners, got others")
        return False

    def describe(self, game: MatchingProblem) -> str:
        names, own = game.players.names, self.partners
        if self.blocks is None:
            return "nobody would rather be alone, and no two prefer each other to their partners"
        if len(self.blocks) == 1:
            i = self.blocks[0]
            return f"{names[i]} would rather be alone than with {names[own[i]]}"
        i, j = self.blocks
        than = [names[own[k]] if own[k] != k else "being alone" for k in (i, j)]
        a, b = names[i], names[j]
        return f"{a} and {b} block: {a} prefers {b} to {than[0]}, and {b} {a} to {than[1]}"

    def to_dict(self) -> dict[str, Any]:
        blocks = None if self.blocks is None else list(self.blocks)
        return {"kind": "matching", "partners": list(self.partners), "blocks": blocks}


@dataclass(frozen=True, slots=True)
class FoundMatching:
    """A stable matching, or None: then the check goes through all cases and must find none either."""

    partners: tuple[int, ...] | None
    proves: ClassVar[tuple[str, ...]] = ("a stable matching",)

    def check(self, game: MatchingProblem) -> Partition | None:
        """The matching or None; raises CertificateError where it is not stable, or where there is one."""
        form = problem(game)
        if self.partners is None:
            if next(Cases(form.ranks.tolist()).run(), None) is not None:
                raise CertificateError("expected a problem without a stable matching, but there is one")
            return None
        found = matching_of(form, self.partners)
        if blocking(form.ranks.tolist(), self.partners) is not None:
            raise CertificateError("expected a stable matching, got one that somebody blocks")
        return found

    def describe(self, game: MatchingProblem) -> str:
        if self.partners is not None:
            return "no two prefer each other to their partners"
        return NONE

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "a stable matching", "partners": None if self.partners is None else list(self.partners)}


@dataclass(frozen=True, slots=True)
class AllStableMatchings:
    """All stable matchings. The check goes through the cases again: who has which partner, and what follows for the others."""

    matchings: tuple[tuple[int, ...], ...]
    proves: ClassVar[tuple[str, ...]] = ("all stable matchings",)

    def check(self, game: MatchingProblem) -> tuple[Partition, ...]:
        """The matchings; raises CertificateError if one is missing or not stable."""
        form = problem(game)
        if type(self.matchings) is not tuple:
            raise CertificateError(f"expected a tuple of matchings, got {self.matchings!r:.80}")
        found = tuple(matching_of(form, partners) for partners in self.matchings)
        if list(self.matchings) != all_stable(form):
            raise CertificateError("expected exactly the stable matchings, each once and in their order, got others")
        return found

    def describe(self, game: MatchingProblem) -> str:
        if not self.matchings:
            return NONE
        return "a search through all cases, each matching without a blocking pair"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "all stable matchings", "matchings": [list(p) for p in self.matchings]}


@dataclass(frozen=True, slots=True)
class DeferredAcceptance:
    """The matching of deferred acceptance, in which one side proposes; the check lets it run again."""

    proposing: Side
    partners: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("matching of deferred acceptance",)

    def check(self, game: MatchingProblem) -> Partition:
        """The matching; raises CertificateError if another results, or if a pair blocks it."""
        form = problem(game)
        if self.proposing not in get_args(Side) or form.left is None:
            raise CertificateError(f"expected a market of two sides and the side that proposes, got {self.proposing!r:.80}")
        found = matching_of(form, self.partners)
        if proposals(form, self.proposing) != self.partners or blocking(form.ranks.tolist(), self.partners) is not None:
            raise CertificateError("expected the stable matching of deferred acceptance, got another")
        return found

    def describe(self, game: MatchingProblem) -> str:
        if game.strict():
            return f"{self.proposing} side proposes and has its best stable partners"
        return f"{self.proposing} side proposes; ties in the order of the players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "deferred acceptance", "proposing": self.proposing, "partners": list(self.partners)}


def proposals(game: MatchingProblem, proposing: Side) -> tuple[int, ...]:
    """The matching that results if one side proposes."""
    left = game.left or 0
    side = [i for i in range(len(game.players)) if (left >> i & 1) == (proposing == "left")]
    return deferred_acceptance(game.ranks.tolist(), side)


def costs(game: MatchingProblem, partners: tuple[int, ...]) -> list[int]:
    """The place of each player's partner in his list: 1 for the best (being alone stands in it where he puts it)."""
    return [int(row.max() - row[j]) + 1 for row, j in zip(game.ranks, partners, strict=True)]


def cost_of(game: MatchingProblem, partners: tuple[int, ...], criterion: Criterion) -> int:
    """The sum of the places (egalitarian), or the worst of them (minimum regret)."""
    places = costs(game, partners)
    return sum(places) if criterion == "egalitarian" else max(places, default=0)


@dataclass(frozen=True, slots=True)
class BestStableMatchings:
    """The stable matchings of the least cost. The check goes through all stable matchings again."""

    criterion: Criterion
    matchings: tuple[tuple[int, ...], ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The criterion."""
        return (f"{self.criterion} stable matchings",) if self.criterion in get_args(Criterion) else ()

    def check(self, game: MatchingProblem) -> tuple[Partition, ...]:
        """The matchings; raises CertificateError if one is missing or not best."""
        form = problem(game)
        if self.criterion not in get_args(Criterion) or type(self.matchings) is not tuple:
            raise CertificateError("expected a known criterion and a tuple of matchings")
        found = tuple(matching_of(form, partners) for partners in self.matchings)
        if list(self.matchings) != best_of(form, all_stable(form), self.criterion):
            raise CertificateError("expected exactly the best of the stable matchings, got others")
        return found

    def describe(self, game: MatchingProblem) -> str:
        if not self.matchings:
            return NONE
        what = "the places of the partners in the lists add up to" if self.criterion == "egalitarian" else "the worst place is"
        return f"{what} {cost_of(game, self.matchings[0], self.criterion)}, in no stable matching to less"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.criterion, "matchings": [list(p) for p in self.matchings]}


def best_of(game: MatchingProblem, stable: list[tuple[int, ...]], criterion: Criterion) -> list[tuple[int, ...]]:
    """Those stable matchings that cost least."""
    cost = [cost_of(game, partners, criterion) for partners in stable]
    return [partners for partners, c in zip(stable, cost, strict=True) if c == min(cost)]
