"""Stable matchings of players who rank each other, and deferred acceptance, on a table of ranks.

`ranks[i][j]` is how high i places j: 0 where he likes j as well as being alone (as himself), more where better, −1 where worse.
`partners[i]` is the partner of i, or i.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..errors import LimitExceededError

Ranks = Sequence[Sequence[int]]

MAX_PLAYERS = 600  #: a case within a case for each player, which Python nests up to a thousand deep


def blocking(ranks: Ranks, partners: Sequence[int]) -> tuple[int, ...] | None:
    """A player who would rather be alone, or two who strictly prefer each other to their partners; None if there is none."""
    n, own = len(ranks), [ranks[i][j] for i, j in enumerate(partners)]
    for i in range(n):
        if own[i] < 0:
            return (i,)
    for i in range(n):
        for j in range(i + 1, n):
            if ranks[i][j] > own[i] and ranks[j][i] > own[j]:
                return (i, j)
    return None


def deferred_acceptance(ranks: Ranks, proposers: Sequence[int]) -> tuple[int, ...]:
    """The matching in which the proposers go down their lists and the others hold the best proposal so far.

    Among those whom he likes equally a proposer asks the first in the order of the players, and who has a proposal leaves it
    only for a better one.
    """
    n = len(ranks)
    partners = list(range(n))
    order = [sorted(range(n), key=[-rank for rank in row].__getitem__) for row in ranks]
    wishes = {i: iter([j for j in order[i] if ranks[i][j] > 0]) for i in proposers}
    free = list(reversed(proposers))
    while free:
        i = free.pop()
        for j in wishes[i]:
            held = partners[j]
            if ranks[j][i] > ranks[j][held] or (held == j and ranks[j][i] == 0):
                partners[i], partners[j] = j, i
                if held != j:
                    partners[held] = held
                    free.append(held)
                break
    return tuple(partners)


class Cases:
    """The search through all stable matchings, and the number of cases that it has distinguished."""

    def __init__(self, ranks: Ranks, limit: int | None = None) -> None:
        self.ranks, self.n, self.count, self.limit = ranks, len(ranks), 0, limit
        if self.n > MAX_PLAYERS:
            raise LimitExceededError(
                f"expected at most {MAX_PLAYERS} players for a search by cases, got {self.n}; for a market of two sides use "
                "deferred_acceptance_matching, or leave players out"
            )

    def run(self) -> Iterator[tuple[int, ...]]:
        """All stable matchings, each once."""
        yield from self._extend([-1] * self.n, [0] * self.n)

    def _extend(self, partners: list[int], need: list[int]) -> Iterator[tuple[int, ...]]:
        """All stable matchings with these partners (−1: open) in which each player gets at least the rank that he needs."""
        self.count += 1
        if self.limit is not None and self.count > self.limit:
            raise LimitExceededError(
                f"expected at most limit={self.limit} cases in the search for stable matchings, got more; write "
                f"limit={10 * self.limit}, or for a market of two sides use deferred_acceptance_matching"
            )
        lists = self._candidates(partners, need)
        if lists is None:
            return
        if not lists:
            yield tuple(partners)
            return
        i = min(lists, key=lambda j: (len(lists[j]), j))
        for j in lists[i]:
            now, least = partners.copy(), need.copy()
            now[i], now[j] = j, i
            for a, b in {(i, j), (j, i)}:  # whoever a likes better than b must be content without a
                for k in range(self.n):
                    if self.ranks[a][k] > self.ranks[a][b]:
                        least[k] = max(least[k], self.ranks[k][a])
            yield from self._extend(now, least)

    def _candidates(self, partners: list[int], need: list[int]) -> dict[int, list[int]] | None:
        """Whom each open player may still get; None if somebody has nobody. Raises the needs by what follows.

        If one candidate k of i is his only best, i gets k or less; so k must get at least i (the first phase of Irving).
        """
        ranks, open_ = self.ranks, [i for i in range(self.n) if partners[i] < 0]
        while True:
            lists = {i: [j for j in open_ if ranks[i][j] >= need[i] and ranks[j][i] >= need[j]] for i in open_}
            if not all(lists.values()):
                return None
            raised = False
            for i, candidates in lists.items():
                top = max(ranks[i][j] for j in candidates)
                best = [j for j in candidates if ranks[i][j] == top]
                if len(best) == 1 and ranks[best[0]][i] > need[best[0]]:
                    need[best[0]] = ranks[best[0]][i]
                    raised = True
            if not raised:
                return lists
