"""Evidence about the game of announcing sizes: what is announced after every history, and that nothing else gives more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

from ..errors import CertificateError
from ..games.size_partition import SizePartitionGame, Sizes, partitions_of, shares_of
from ..scalars import sign

Ties = Literal["larger", "smaller"]


def histories(n: int) -> Iterator[Sizes]:
    """The sizes that may have been announced while players are left, those with the most players gone first."""
    return (sizes for gone in range(n - 1, -1, -1) for sizes in partitions_of(gone))


def after(history: Sizes, size: int) -> Sizes:
    """The sizes after one more announcement, the larger ones first."""
    return tuple(sorted((*history, size), reverse=True))


@dataclass(frozen=True, slots=True)
class SizePlan:
    """The size announced after each history, where only the sizes of the coalitions that have formed matter.

    By backward induction: after each history, the member's share in the coalition announced, in the partition that then
    results, is compared with what every other size would give; ties are broken as said.
    """

    ties: Ties
    plan: tuple[tuple[Sizes, int], ...]  #: in the order of `histories`
    proves: ClassVar[tuple[str, ...]] = ("announced sizes",)

    @property
    def judged(self) -> Ties:
        """The rule for ties that was asked for."""
        return self.ties

    def check(self, game: SizePartitionGame) -> tuple[int, ...]:
        """The sizes in the order announced; raises CertificateError where another size is better."""
        if not isinstance(game, SizePartitionGame) or self.ties not in get_args(Ties):
            raise CertificateError(f"expected a symmetric partition game and a rule for ties, got {self.ties!r}")
        if [h for h, _ in self.plan] != list(histories(game.n)):
            raise CertificateError("expected an announcement for every history")
        shares, ends = shares_of(game), {sizes: sizes for sizes in partitions_of(game.n)}
        for history, size in self.plan:
            left = game.n - sum(history)
            if type(size) is not int or not 1 <= size <= left:
                raise CertificateError(f"expected a size from 1 to {left} after {history}, got {size!r}")
            mine = shares[ends[after(history, size)], size]
            for other in range(1, left + 1):
                difference = sign(shares[ends[after(history, other)], other] - mine)
                if difference > 0 or (difference == 0 and (other > size if self.ties == "larger" else other < size)):
                    raise CertificateError(f"expected the best size after {history}, {other} is better than {size}")
            ends[history] = ends[after(history, size)]
        return self._path(game.n)

    def _path(self, n: int) -> tuple[int, ...]:
        plan, sizes = dict(self.plan), list[int]()
        history: Sizes = ()
        while sum(sizes) < n:
            sizes.append(plan[history])
            history = after(history, sizes[-1])
        return tuple(sizes)

    def describe(self, game: SizePartitionGame) -> str:
        shares, path = shares_of(game), self._path(game.n)
        final = tuple(sorted(path, reverse=True))
        gets = ", ".join(f"{s} (each gets {shares[final, s]})" for s in path[:6]) + (", …" if len(path) > 6 else "")
        return f"announced in this order: {gets or 'nothing'}; no other size after any history gives a member more"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "size plan", "ties": self.ties, "plan": [[list(h), s] for h, s in self.plan]}
