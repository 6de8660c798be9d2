"""Games without transferable utility: a set of payoff vectors for every coalition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..display import Table, to_html, to_latex
from ..errors import DuplicatePlayerError, InvalidGameError, LimitExceededError, UnsupportedGameError
from ..kernels.partitions import blocks, restricted_growth
from ..kernels.polytopes import enumerate_vertices
from ..players import Player, Players, is_list
from ..scalars import parse, to_fraction
from .hedonic import HedonicGame
from .tu import CoalitionalGame, exact_table, tabulate

Row = tuple[tuple[Fraction, ...], Fraction]  #: coefficients of the members, not negative, and a bound: a x <= b
Piece = tuple[Row, ...]  #: all payoff vectors of the members that meet these inequalities
MAX_PLAYERS = 12


@dataclass(frozen=True, slots=True, repr=False)
class NTUGame:
    """A game without transferable utility: V(S), the payoff vectors that the members of S can give themselves, for every S.

    `pieces[mask]` holds V(S) as a union of pieces {x: A x <= b} with A >= 0, so that whoever can get x can get less too. A list
    of single payoff vectors has one piece for each (x_i <= p_i), a polytope is one piece, and a game with transferable utility
    has the piece x(S) <= v(S). A coalition without pieces cannot do anything. The constructor takes what is stored; use a
    `from_…` method to build from data. All numbers are exact; floats stand for their own binary values.

    Examples:
        >>> game = NTUGame.from_vectors(["A", "B"], {"A": [0], "B": [0], ("A", "B"): [(3, 1), (1, 2)]})
        >>> game
        NTUGame of 2 players (A, B): V({A}): (0); V({B}): (0); V({A, B}): (3, 1) or (1, 2)
        >>> game.feasible(["A", "B"], {"A": 2, "B": 1}), game.feasible(["A", "B"], {"A": 2, "B": 2})
        (True, False)

    References:
        Aumann and Peleg (1960), Von Neumann–Morgenstern solutions to cooperative games without side payments; Scarf (1967).
    """

    players: Players
    pieces: tuple[tuple[Piece, ...], ...]

    def __post_init__(self) -> None:
        n = len(self.players) if isinstance(self.players, Players) else -1
        if n < 0 or not isinstance(self.pieces, tuple) or n > MAX_PLAYERS or len(self.pieces) != 1 << n or self.pieces[0]:
            raise InvalidGameError(
                f"expected Players (at most {MAX_PLAYERS}) and a tuple with the pieces of each of 2**n coalitions, none for "
                "the empty one; use NTUGame.from_vectors, from_constraints, from_vertices or from_tu to build from data"
            )
        for mask, pieces in enumerate(self.pieces):
            for piece in pieces:
                self._check_piece(mask, piece)

    def _check_piece(self, mask: int, piece: Piece) -> None:
        who, size = self.players.coalition(mask), mask.bit_count()
        for row, bound in piece:
            numbers = (*row, bound)
            if len(row) != size or not all(type(a) in (int, Fraction) for a in numbers) or min(row) < 0 or not any(row):
                raise InvalidGameError(
                    f"expected exact coefficients of the {size} members of {who}, none negative and not all 0, got {row}; "
                    "for another polytope give its corners with NTUGame.from_vertices"
                )
        free = [str(name) for k, name in enumerate(who) if not any(row[k] > 0 for row, _ in piece)]
        if free:
            raise InvalidGameError(
                f"expected inequalities that bound the payoffs of all members of {who}, none bounds {', '.join(free)}; add one"
            )

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_vectors(cls, players: Iterable[Player] | Players, vectors: Mapping[Any, Any]) -> NTUGame:
        """The game in which a coalition can choose one of some payoff vectors (or anything below one).

        `vectors` maps coalitions (a name, or names) to lists of payoff vectors: numbers in the order of the names, or mappings
        by name; for a single player a number will do. A coalition that is not there cannot do anything.
        """
        names = Players.from_names(players)

        def pieces(members: list[Player], given: Any) -> tuple[Piece, ...]:
            points = dict.fromkeys(_numbers(names, members, point) for point in _listed(given))
            return tuple(_box(point) for point in points)

        return cls(names, _by_mask(names, vectors, pieces))

    @classmethod
    def from_constraints(cls, players: Iterable[Player] | Players, constraints: Mapping[Any, Any]) -> NTUGame:
        """The game in which V(S) is the polytope of the payoffs x with a x <= b for some inequalities with a >= 0.

        `constraints` maps coalitions to lists of pairs (a, b); a has the coefficients in the order of the names, or is a
        mapping by name.

        Examples:
            >>> NTUGame.from_constraints(["A", "B"], {("A", "B"): [((1, 2), 4), ({"A": 1, "B": 0}, 3)]})
            NTUGame of 2 players (A, B): V({A, B}): 1 A + 2 B <= 4 and 1 A <= 3
        """
        names = Players.from_names(players)

        def pieces(members: list[Player], given: Any) -> tuple[Piece, ...]:
            rows = []
            for pair in _listed(given):
                if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
                    raise InvalidGameError(f"expected pairs of coefficients and a bound, got {pair!r}; write ((1, 1), 4)")
                rows.append((_numbers(names, members, pair[0]), to_fraction(parse(pair[1], "a bound"))))
            return (tuple(rows),)

        return cls(names, _by_mask(names, constraints, pieces))

    @classmethod
    def from_vertices(cls, players: Iterable[Player] | Players, vertices: Mapping[Any, Any], *, limit: int = 10_000) -> NTUGame:
        """The game in which V(S) holds all payoffs that are at most those of a weighted average of some points.

        `vertices` maps coalitions to lists of points, as in `from_vectors`. The inequalities are the vertices of a dual
        polytope {c >= 0: c p <= 1 for all points p, moved so that they are positive}; `limit` bounds the number of its bases.

        Examples:
            >>> NTUGame.from_vertices(["A", "B"], {("A", "B"): [(0, 2), (4, 0)]})
            NTUGame of 2 players (A, B): V({A, B}): 1/2 A + 1 B <= 2 and 1 A <= 4 and 1 B <= 2
        """
        names = Players.from_names(players)

        def pieces(members: list[Player], given: Any) -> tuple[Piece, ...]:
            points = list(dict.fromkeys(_numbers(names, members, point) for point in _listed(given)))
            return (_hull(points, limit),) if points else ()

        return cls(names, _by_mask(names, vertices, pieces))

    @classmethod
    def from_tu(cls, game: CoalitionalGame, *, limit: int = MAX_PLAYERS) -> NTUGame:
        """The game with transferable utility as one without: V(S) = {x: x(S) <= v(S)}.

        Raises:
            UndecidedError: worths are symbolic.
            LimitExceededError: more players than `limit` (12 at most).
        """
        table = tabulate(game, limit=min(limit, MAX_PLAYERS))
        worths, denominator = exact_table(table)
        one = Fraction(1)
        rows = [(((one,) * m.bit_count(), Fraction(int(worths[m]), denominator)),) for m in range(1, len(worths))]
        return cls(table.players, ((), *((row,) for row in rows)))

    @classmethod
    def from_hedonic(cls, game: HedonicGame, *, limit: int = 8) -> NTUGame:
        """The game in which payoffs are the ranks of a player's coalitions (larger is better): S can form, N by its partitions.

        Its core points are the ranks at the partitions that no coalition blocks, or less. `limit` bounds the number of players.
        """
        players, n = game.players, len(game.players)

        def ranks(masks: Iterable[int]) -> tuple[Fraction, ...]:
            listed = list(masks)
            return tuple(Fraction(int(game.ranks[i, m])) for i in range(n) for m in listed if m >> i & 1)

        alone = [() if not m else (_box(ranks([m])),) for m in range((1 << n) - 1)]
        together = dict.fromkeys(ranks(filter(None, row)) for row in blocks(restricted_growth(n, limit=limit)).tolist())
        return cls(players, (*alone, tuple(map(_box, together))) if n else ((),))

    # -- access and display ---------------------------------------------------------------------------------------------

    def feasible(self, coalition: Any, payoffs: Any) -> bool:
        """Whether the members of a coalition can get these payoffs, given by name or in the order of the coalition's names."""
        mask, members = _key(self.players, coalition)
        x = _numbers(self.players, members, payoffs)
        return any(all(_value(row, x) <= bound for row, bound in piece) for piece in self.pieces[mask])

    def improvement(self, mask: int, amounts: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
        """Payoffs of the members of a coalition that are all higher than these amounts of theirs; None if it can do no such."""
        x = [a for i, a in enumerate(amounts) if mask >> i & 1]
        for piece in self.pieces[mask]:
            more = min((bound - _value(row, x)) / sum(row) for row, bound in piece)
            if more > 0:
                return tuple(a + more for a in x)
        return None

    @property
    def is_finite(self) -> bool:
        """Whether all coalitions choose from lists of payoff vectors."""
        return all(corner(piece) is not None for pieces in self.pieces for piece in pieces)

    def _words(self, mask: int) -> str:
        shown = []
        for piece in self.pieces[mask]:
            point = corner(piece)
            if point is not None:
                shown.append(f"({', '.join(map(str, point))})")
                continue
            names = list(self.players.coalition(mask))
            sums = [" + ".join(f"{a} {p}" for a, p in zip(row, names, strict=True) if a) + f" <= {b}" for row, b in piece]
            shown.append(" and ".join(sums))
        return " or ".join(shown[:8]) + (" or …" if len(shown) > 8 else "")

    def _table(self) -> Table:
        rows = [(self.players.coalition(m), self._words(m)) for m in range(1, len(self.pieces)) if self.pieces[m]]
        return Table(
            f"Game without transferable utility, {len(self.players)} players", ("coalition", "payoffs"), rows, len(rows)
        )

    def __repr__(self) -> str:
        n, rows = len(self.players), self._table().rows
        shown = "; ".join(f"V({s}): {words}" for s, words in rows[:8]) + ("; …" if len(rows) > 8 else "")
        return f"NTUGame of {n} {'player' if n == 1 else 'players'} ({', '.join(map(str, self.players))}): {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of what coalitions can do (the first 64)."""
        return to_latex(self._table(), digits)


def corner(piece: Piece) -> tuple[Fraction, ...] | None:
    """The payoff vector of a piece that holds all that is at most this vector; None for another piece."""
    size = len(piece[0][0])
    bounds = [b / row[k] for k, (row, b) in enumerate(piece) if k < size and row[k] and sum(map(bool, row)) == 1]
    return tuple(bounds) if len(bounds) == size == len(piece) else None


def _box(point: Sequence[Fraction]) -> Piece:
    return tuple((tuple(Fraction(i == k) for i in range(len(point))), p) for k, p in enumerate(point))


def _value(row: Sequence[Fraction], x: Sequence[Fraction]) -> Fraction:
    return sum((a * v for a, v in zip(row, x, strict=True)), start=Fraction(0))


def _hull(points: Sequence[tuple[Fraction, ...]], limit: int) -> Piece:
    """All inequalities c x <= h with c >= 0 that the points meet: generated by the vertices of their polar, h = 1."""
    size = len(points[0])
    shift = [1 - min(p[k] for p in points) for k in range(size)]
    moved = [[p[k] + shift[k] for k in range(size)] for p in points]
    scale = math.lcm(*(v.denominator for p in moved for v in p))
    found = enumerate_vertices([[int(v * scale) for v in p] for p in moved], limit=limit)
    if not found.complete:
        raise LimitExceededError(f"expected at most limit={limit} bases to find the inequalities, got more; raise the limit")
    rows = []
    for z in found.tight:
        if any(z):
            top = max(z)
            bound = 1 / (top * scale) - sum(c / top * s for c, s in zip(z, shift, strict=True))
            rows.append((tuple(c / top for c in z), bound))
    return tuple(sorted(rows, key=lambda row: (-sum(map(bool, row[0])), [-c for c in row[0]])))


def _key(players: Players, key: Any) -> tuple[int, list[Player]]:
    """The mask of a coalition, and its members in the order in which they were named."""
    mask = players.mask(key)
    if isinstance(key, Sequence) and not isinstance(key, str):
        return mask, list(key)
    return mask, list(players.coalition(mask))


def _by_mask(players: Players, given: Mapping[Any, Any], pieces: Any) -> tuple[tuple[Piece, ...], ...]:
    if not isinstance(given, Mapping):
        raise InvalidGameError(f'expected a mapping from coalitions, got {type(given).__name__}; write {{("A", "B"): […], …}}')
    if len(players) > MAX_PLAYERS:
        raise LimitExceededError(f"expected at most {MAX_PLAYERS} players, got {len(players)}; join players into blocs")
    found: dict[int, tuple[Piece, ...]] = {}
    for key, value in given.items():
        mask, members = _key(players, key)
        if not mask or mask in found:
            raise DuplicatePlayerError(f"expected each coalition with members once, got {key!r} again; drop one")
        found[mask] = pieces(members, value)
    return tuple(found.get(mask, ()) for mask in range(1 << len(players)))


def _listed(given: Any) -> list[Any]:
    if isinstance(given, str | Mapping) or not is_list(given):
        raise InvalidGameError(
            f"expected a list of payoff vectors (or of inequalities), got {given!r:.80}; write [(3, 1), (1, 2)]"
        )
    return list(given)


def _numbers(players: Players, members: list[Player], given: Any) -> tuple[Fraction, ...]:
    """One number for each member in the order of the players, from a mapping or in the order in which members were named."""
    if len(members) == 1 and (isinstance(given, str) or not isinstance(given, Mapping | Sequence | Set)):
        given = (given,)
    if isinstance(given, Mapping):
        for name in given:
            players.index(name)
        given = [given[name] for name in members if name in given] if len(given) == len(members) else ()
    if isinstance(given, str | Set) or not is_list(given) or len(listed := list(given)) != len(members):
        raise InvalidGameError(
            f"expected one number for each of {', '.join(map(str, members))}, got {given!r:.80}; write for example "
            f"{tuple(range(1, len(members) + 1))}"
        )
    numbers = {players.index(p): to_fraction(parse(v, f"a number for {p}")) for p, v in zip(members, listed, strict=True)}
    return tuple(numbers[i] for i in sorted(numbers))


def ntu_game(game: Any) -> NTUGame:
    """The game itself, or a game with transferable utility as one without; an error that says what is worked on."""
    if isinstance(game, NTUGame):
        return game
    if hasattr(game, "worths"):
        return NTUGame.from_tu(game)
    raise UnsupportedGameError(
        f"expected a game without transferable utility, got {type(game).__name__}; use NTUGame.from_vectors or from_constraints"
    )
