"""Symmetric games in partition function form: what a coalition is worth depends only on the sizes of all coalitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..display import MAX_ROWS, Table, to_html, to_latex
from ..errors import DuplicatePlayerError, InvalidGameError, LimitExceededError, UnsupportedGameError
from ..players import Partition
from ..scalars import Kind, is_equal, is_symbolic, kind_of, parse, to_fraction
from .partition_function import PartitionFunctionGame

Sizes = tuple[int, ...]  #: the sizes of the coalitions of a partition, the larger ones first


def partitions_of(n: int, largest: int | None = None) -> Iterator[Sizes]:
    """The ways to write n as a sum of sizes, the larger ones first: 4, 31, 22, 211, 1111."""
    if n == 0:
        yield ()
    for first in range(min(n, n if largest is None else largest), 0, -1):
        for rest in partitions_of(n - first, first):
            yield (first, *rest)


@dataclass(frozen=True, slots=True, repr=False)
class SizePartitionGame:
    """A game of n interchangeable players: v(s; sizes) for the sizes of all coalitions and each size s among them.

    `worths` has an entry (sizes, numbers) for each partition of n in descending order, in the order of `partitions_of`, with
    one number for each coalition; coalitions of the same size have the same. Floats stand for their own binary values. The
    constructor takes what is stored; use a `from_…` method to build from data.

    Examples:
        >>> cournot = SizePartitionGame.from_function(3, lambda size, sizes: {1: 36, 2: 16, 3: 9}[len(sizes)])
        >>> cournot
        SizePartitionGame of 3 players: 3: 36; 2, 1: 16, 16; 1, 1, 1: 9, 9, 9
        >>> cournot.worth(2, (2, 1)), cournot.share(2, (2, 1))
        (Fraction(16, 1), Fraction(8, 1))

    References:
        Bloch (1996), Sequential formation of coalitions in games with externalities and fixed payoff division. Games and
        Economic Behavior 14, 90–123. Ray and Vohra (1999), A theory of endogenous coalition structures. Games and Economic
        Behavior 26, 286–336.
    """

    n: int
    worths: tuple[tuple[Sizes, tuple[Any, ...]], ...]

    def __post_init__(self) -> None:
        if type(self.n) is not int or self.n < 0 or not isinstance(self.worths, tuple):
            raise InvalidGameError(f"expected a number of players and their worths, got {self.n!r}; use from_function")
        if [sizes for sizes, _ in self.worths] != list(partitions_of(self.n)):
            raise InvalidGameError(
                f"expected worths for each partition of {self.n} in order; use SizePartitionGame.from_worths"
            )
        for sizes, numbers in self.worths:
            if len(numbers) != len(sizes) or any(isinstance(v, float) for v in numbers):
                raise InvalidGameError(f"expected one exact worth for each coalition of {sizes}; use from_worths")
            if any(
                s == t and not is_equal(a, b)
                for s, a in zip(sizes, numbers, strict=True)
                for t, b in zip(sizes, numbers, strict=True)
            ):
                raise InvalidGameError(f"expected the same worth for coalitions of one size in {sizes}, got {numbers}")

    @classmethod
    def from_function(cls, n: int, worth: Callable[[int, Sizes], Any], *, limit: int = 40) -> SizePartitionGame:
        """The game whose worths a function of a size and the sizes of all coalitions gives (40 players: 37,338 cases)."""
        if isinstance(n, np.integer):
            n = int(n)
        if type(n) is int and n > limit:
            raise LimitExceededError(
                f"expected at most limit={limit} players to list all partitions of n, got {n}; raise the limit"
            )
        if type(n) is not int or n < 0 or not callable(worth):
            raise InvalidGameError(
                f"expected a number of players and a function, got {n!r}; write from_function(5, lambda s, P: …)"
            )
        return cls(n, tuple((p, tuple(_number(worth(s, p), p) for s in p)) for p in partitions_of(n)))

    @classmethod
    def from_worths(cls, n: int, worths: Mapping[Any, Any], *, missing: Any = None) -> SizePartitionGame:
        """The game with these worths: a mapping from sizes, in any order, to the worths of the coalitions in that order.

        Every partition of n must be there; `missing=0` gives 0 (or any other number) to the others.

        Examples:
            >>> SizePartitionGame.from_worths(3, {(3,): [6], (1, 2): [1, 3]}, missing=0)
            SizePartitionGame of 3 players: 3: 6; 2, 1: 3, 1; 1, 1, 1: 0, 0, 0
        """
        found: dict[Sizes, dict[int, Any]] = {}
        for key, values in worths.items():
            sizes = tuple(sorted(key, reverse=True)) if isinstance(key, Sequence) and not isinstance(key, str) else (key,)
            if not all(type(s) is int and s > 0 for s in sizes) or sum(sizes) != n or not isinstance(values, Sequence):
                raise InvalidGameError(f"expected sizes that add up to {n} and a list of worths, got {key!r}: {values!r}")
            if sizes in found:
                raise DuplicatePlayerError(f"expected every partition once, got {sizes} twice; drop one")
            if len(values) != len(sizes):
                raise InvalidGameError(f"expected {len(sizes)} worths for the sizes {key}, got {values!r}")
            found[sizes] = dict(zip(key if len(sizes) > 1 else sizes, values, strict=True))

        def worth(size: int, sizes: Sizes) -> Any:
            if sizes not in found and missing is None:
                raise InvalidGameError(f"expected worths for each partition of {n}, none came for {sizes}; write missing=0")
            return found[sizes][size] if sizes in found else missing

        return cls.from_function(n, worth)

    @classmethod
    def from_game(cls, game: PartitionFunctionGame) -> SizePartitionGame:
        """The game by sizes of a symmetric game in partition function form; one that is not symmetric is refused."""
        if not isinstance(game, PartitionFunctionGame):
            raise UnsupportedGameError(
                f"expected a game in partition function form, got {type(game).__name__}; use from_function"
            )
        found: dict[tuple[Sizes, int], Any] = {}
        for row, values in zip(game.blocks().tolist(), game.table.tolist(), strict=True):
            masks = [m for m in row if m]
            sizes = tuple(sorted((m.bit_count() for m in masks), reverse=True))
            for mask, value in zip(masks, values, strict=False):
                worth = game.scaled(value)
                if not is_equal(found.setdefault((sizes, mask.bit_count()), worth), worth):
                    raise UnsupportedGameError(
                        "expected a symmetric game, in which only sizes matter, got other worths in "
                        f"{Partition(game.players, tuple(masks))} than elsewhere; use an environment for it"
                    )
        return cls.from_function(len(game.players), lambda size, sizes: found[sizes, size])

    @property
    def kind(self) -> Kind:
        """The kind of numbers: exact or symbolic."""
        return kind_of(v for _, numbers in self.worths for v in numbers)

    def table(self) -> dict[tuple[Sizes, int], Any]:
        """The worths by sizes and size."""
        return {(p, s): v for p, numbers in self.worths for s, v in zip(p, numbers, strict=True)}

    def worth(self, size: int, sizes: Sequence[int]) -> Any:
        """The worth of a coalition of a size among coalitions of these sizes."""
        key = tuple(sorted(sizes, reverse=True))
        numbers = next((numbers for p, numbers in self.worths if p == key), ())
        if size not in key or not numbers:
            raise InvalidGameError(f"expected sizes that add up to {self.n} and one of them, got {size} in {tuple(sizes)}")
        return numbers[key.index(size)]

    def share(self, size: int, sizes: Sequence[int]) -> Any:
        """The worth of a coalition divided by its size."""
        return self.worth(size, sizes) / size

    def _table(self) -> Table:
        rows = [(", ".join(map(str, p)), ", ".join(map(str, numbers))) for p, numbers in self.worths[:MAX_ROWS]]
        return Table(f"Symmetric partition game of {self.n} players", ("sizes", "worths"), rows, len(self.worths))

    def __repr__(self) -> str:
        shown = "; ".join(f"{', '.join(map(str, p))}: {', '.join(map(str, v))}" for p, v in self.worths[:6])
        more = "; …" if len(self.worths) > 6 else ""
        return f"SizePartitionGame of {self.n} {'player' if self.n == 1 else 'players'}: {shown}{more}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 partitions."""
        return to_latex(self._table(), digits)


def _number(value: Any, sizes: Sizes) -> Any:
    number = parse(value, f"a worth in {sizes}")
    return number if is_symbolic(number) else to_fraction(number)


def size_partition_game(game: Any) -> SizePartitionGame:
    """The game itself, a symmetric game in partition function form as one, or an error that says what is worked on."""
    if isinstance(game, SizePartitionGame):
        return game
    if isinstance(game, PartitionFunctionGame):
        return SizePartitionGame.from_game(game)
    raise UnsupportedGameError(
        f"expected a symmetric game in partition function form, got {type(game).__name__}; use "
        "SizePartitionGame.from_function to put numbers in, or from_game"
    )


def shares_of(game: SizePartitionGame) -> dict[tuple[Sizes, int], Fraction | Any]:
    """What a member of a coalition of a size gets among coalitions of these sizes, divided equally."""
    return {(p, s): v / s for (p, s), v in game.table().items()}
