"""Landscapes of alliances: players of different sizes who are drawn to each other or apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..display import MAX_ROWS, Table, to_html, to_latex
from ..errors import DuplicatePlayerError, InvalidGameError, UndecidedError, UnsupportedGameError
from ..players import Partition, Player, Players
from ..scalars import Array, Kind, is_symbolic, parse, read_payoffs, simplest, to_fraction, to_integers


@dataclass(frozen=True, slots=True, repr=False)
class Landscape:
    """Players with sizes s_i > 0, and for each pair a propensity p_ij to work together (positive) or not (negative).

    The frustration of player i is the sum of s_j p_ij over those j who are in another bloc than his, and the energy of an
    alignment is the sum of s_i s_j p_ij over all ordered pairs in different blocs (distance 0 within a bloc, 1 between two).
    The constructor takes what is stored; use `from_propensities`.

    Examples:
        >>> pairs = {("A", "B"): 1, ("A", "C"): -1, ("B", "C"): -2}
        >>> europe = Landscape.from_propensities(pairs, sizes={"A": 3, "B": 1, "C": 2})
        >>> europe
        Landscape of 3 players: A-B 1, A-C -1, B-C -2
        >>> europe.energy([["A", "B"], ["C"]])
        -20

    References:
        Axelrod and Bennett (1993), A landscape theory of aggregation. British Journal of Political Science 23, 211–233.
    """

    players: Players
    sizes: tuple[Fraction, ...]
    propensities: tuple[tuple[Fraction, ...], ...]

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players):
            raise InvalidGameError(f"expected Players, got {self.players!r:.80}; use Landscape.from_propensities")
        n = len(self.players)
        rows = (self.sizes, *self.propensities)
        if len(rows) != n + 1 or any(
            type(r) is not tuple or len(r) != n or any(type(v) is not Fraction for v in r) for r in rows
        ):
            raise InvalidGameError(f"expected {n} sizes and {n} rows of {n} fractions; use Landscape.from_propensities")
        for name, s in zip(self.players, self.sizes, strict=True):
            if s <= 0:
                raise InvalidGameError(f"expected positive sizes, got {s} for {name}; leave out players without weight")
        for i in range(n):
            if self.propensities[i][i] != 0 or any(self.propensities[i][j] != self.propensities[j][i] for j in range(i)):
                raise InvalidGameError("expected symmetric propensities, and 0 of a player to himself")

    @classmethod
    def from_propensities(
        cls,
        propensities: Mapping[Any, Any],
        *,
        sizes: Any = None,
        players: Iterable[Player] | Players | None = None,
    ) -> Landscape:
        """The landscape with these propensities of pairs, 0 where a pair is missing, and sizes (1 for all unless given).

        The players are those of the sizes, of `players`, or of the pairs in the order of their first appearance. Floats stand
        for their own binary values.
        """
        if not isinstance(propensities, Mapping):
            raise InvalidGameError(
                f'expected a mapping from pairs to numbers, got {propensities!r:.80}; write {{("A", "B"): 1}}'
            )
        for pair in propensities:
            if not isinstance(pair, tuple) or len(pair) != 2 or pair[0] == pair[1]:
                raise InvalidGameError(f'expected pairs of two different players, got {pair!r:.80}; write ("A", "B")')
        if players is None:
            players = list(sizes) if isinstance(sizes, Mapping) else dict.fromkeys(p for pair in propensities for p in pair)
        names = Players.from_names(players if isinstance(players, Players) else list(players))
        n = len(names)
        table = [[Fraction(0)] * n for _ in range(n)]
        seen: set[frozenset[int]] = set()
        for (a, b), value in propensities.items():
            i, j = names.index(a), names.index(b)
            if frozenset((i, j)) in seen:
                raise DuplicatePlayerError(f"expected one propensity for each pair, got a second one for {a} and {b}; drop one")
            seen.add(frozenset((i, j)))
            table[i][j] = table[j][i] = _number(value, f"a propensity of {a} and {b}")
        given = [1] * n if sizes is None else read_payoffs(names, sizes, "size").amounts
        return cls(names, tuple(_number(s, "a size") for s in given), tuple(map(tuple, table)))

    @property
    def kind(self) -> Kind:
        """Always exact."""
        return "exact"

    def ties(self) -> tuple[Array, int]:
        """s_i s_j p_ij as whole numbers over one denominator."""
        n, s, p = len(self.players), self.sizes, self.propensities
        numbers, denominator = to_integers([simplest(s[i] * s[j] * p[i][j]) for i in range(n) for j in range(n)])
        if n * sum(abs(v) for v in numbers.tolist()) >= 1 << 62:
            numbers = numbers.astype(object)
        return numbers.reshape(n, n), denominator

    def alignment(self, blocs: Any) -> Partition:
        """The partition into these blocs; players who are not named make up one more."""
        if isinstance(blocs, Partition) and blocs.players == self.players:
            return blocs
        if isinstance(blocs, str) or not isinstance(blocs, Iterable):
            raise InvalidGameError(f'expected blocs as lists of names, got {blocs!r:.80}; write [["A", "B"], ["C"]]')
        masks = [self.players.mask(bloc) for bloc in blocs]
        others = self.players.grand
        for mask in masks:
            others &= ~mask
        return Partition(self.players, (*masks, *[others] * bool(others)))

    def frustration(self, player: Player, blocs: Any) -> int | Fraction:
        """The sum of s_j p_ij over those who are in another bloc than this player."""
        i, found = self.players.index(player), self.alignment(blocs)
        own = next(mask for mask in found.masks if mask >> i & 1)
        apart = [j for j in range(len(self.players)) if not own >> j & 1]
        return simplest(sum((self.sizes[j] * self.propensities[i][j] for j in apart), start=Fraction(0)))

    def energy(self, blocs: Any) -> int | Fraction:
        """The sum of the frustrations, each times the size of the player."""
        found = self.alignment(blocs)
        each = (s * self.frustration(p, found) for p, s in zip(self.players, self.sizes, strict=True))
        return simplest(sum(each, start=Fraction(0)))

    def _pairs(self) -> list[tuple[Player, Player, Any]]:
        names, n = self.players.names, len(self.players)
        rows = [(i, j, self.propensities[i][j]) for i in range(n) for j in range(i + 1, n)]
        return [(names[i], names[j], simplest(p)) for i, j, p in rows if p]

    def _table(self) -> Table:
        names = self.players.names[:MAX_ROWS]
        rows = [(p, simplest(self.sizes[k]), *map(simplest, self.propensities[k])) for k, p in enumerate(names)]
        return Table(f"Landscape of {len(self.players)} players", ("player", "size", *map(str, self.players)), rows, len(rows))

    def __repr__(self) -> str:
        n, pairs = len(self.players), self._pairs()
        shown = ", ".join(f"{a}-{b} {p}" for a, b, p in pairs[:6]) + (", …" if len(pairs) > 6 else "")
        return f"Landscape of {n} player{'' if n == 1 else 's'}" + (f": {shown}" if shown else "")

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of sizes and propensities."""
        return to_latex(self._table(), digits)


def _number(value: Any, what: str) -> Fraction:
    number = parse(value, what)
    if is_symbolic(number):
        raise UndecidedError(f"expected numbers, since energies are compared, got the expression {number}; put numbers in")
    return to_fraction(number)


def landscape(game: Any) -> Landscape:
    """The landscape itself, or an error that says what is worked on."""
    if isinstance(game, Landscape):
        return game
    raise UnsupportedGameError(f"expected a Landscape, got {type(game).__name__}; use Landscape.from_propensities")
