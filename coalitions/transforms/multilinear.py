"""The multilinear extension: what a game is worth if players join with probabilities of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..display import latex_value
from ..errors import InvalidArgumentError, LimitExceededError
from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..kernels.subsets import masks_by_size, mobius
from ..players import Player, Players
from ..scalars import Array, is_symbolic, quotient, read_payoffs, to_exact_integers

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True, slots=True, repr=False)
class MultilinearExtension:
    """The function f on [0, 1]**n that is linear in each variable and has the worths of the game at the corners.

    Examples:
        >>> import coalitions as co
        >>> f = co.multilinear_extension(co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1)))
        >>> f({"A": 1, "B": "1/2", "C": "1/2"}), f.slope("A", ["1/2"] * 3)
        (Fraction(3, 4), Fraction(1, 2))
        >>> f
        x_A*x_B + x_A*x_C + x_B*x_C - 2*x_A*x_B*x_C
    """

    game: TUGame

    @property
    def players(self) -> Players:
        """Who plays; each of them is a variable."""
        return self.game.players

    def __call__(self, probabilities: Mapping[Any, Any] | Sequence[Any]) -> Any:
        """The expected worth if every player joins with its probability, independently of the others."""
        return self._at(self._numerators(), probabilities)

    def slope(self, player: Player, probabilities: Mapping[Any, Any] | Sequence[Any]) -> Any:
        """The derivative in the variable of a player: its expected marginal contribution to those who join."""
        i = self.players.index(player)
        pairs = self._numerators().reshape(-1, 2, 1 << i)
        return self._at((pairs[:, 1] - pairs[:, 0]).ravel(), probabilities, without=i)

    def _numerators(self) -> Array:
        """The worths times their denominator, where floats stand for their own binary values."""
        table = self.game.table
        return (to_exact_integers(table)[0] if self.game.kind == "float" else table).astype(object)

    def _at(self, table: Array, probabilities: Any, without: int | None = None) -> Any:
        numbers = read_payoffs(self.players, probabilities, "probability").amounts
        exact = [p if is_symbolic(p) else quotient(p, 1) for p in numbers]
        for k in range(len(exact) - 1, -1, -1):
            if k != without:
                half = len(table) // 2
                table = table[:half] + exact[k] * (table[half:] - table[:half])
        denominator = to_exact_integers(self.game.table)[1] if self.game.kind == "float" else self.game.denominator
        return quotient(table[:1].tolist()[0], denominator)

    def expression(self) -> sympy.Expr:
        """The polynomial in SymPy, with a variable x_A for each player A: Σ_S d(S) Π_{i ∈ S} x_i, with the dividends d."""
        return self._sum(self._terms(12))

    def _terms(self, most: int) -> list[tuple[Any, tuple[Player, ...]]]:
        """The dividends other than 0 with the members of their coalitions, by size."""
        if len(self.players) > most:
            raise LimitExceededError(
                f"expected at most {most} players to write a polynomial of 2**n terms down, got {len(self.players)}; call it "
                "with probabilities, or use dividends for its coefficients"
            )
        found = mobius(self._numerators())
        denominator = to_exact_integers(self.game.table)[1] if self.game.kind == "float" else self.game.denominator
        numbers = [(quotient(found[m], denominator), m) for m in masks_by_size(len(self.players)).tolist()]
        return [(d, tuple(self.players.coalition(m))) for d, m in numbers if d != 0]

    def _merged(self) -> bool:
        """Whether two players (1 and "1"), or a player and a symbol in a worth, have one variable."""
        symbols = {s.name for w in self.game.table.tolist() for s in w.free_symbols} if self.game.kind == "symbolic" else set()
        variables = {f"x_{p}" for p in self.players}
        return len(variables) < len(self.players) or not symbols.isdisjoint(variables)

    def _sum(self, terms: list[tuple[Any, tuple[Player, ...]]]) -> sympy.Expr:
        import sympy

        if self._merged():
            raise InvalidArgumentError(
                "expected names that give each player a variable of its own, which no worth contains, got "
                f"{', '.join(f'x_{p}' for p in self.players)}; rename players or symbols, or call it with probabilities"
            )
        x = {p: sympy.Symbol(f"x_{p}", real=True) for p in self.players}
        products = [sympy.sympify(d) * sympy.Mul(*(x[p] for p in members)) for d, members in terms]
        return sympy.Add(*products)

    def __repr__(self) -> str:
        if len(self.players) > 5 or self._merged():
            return f"multilinear extension of {self.game!r}"
        parts = [(str(d), "*".join(f"x_{p}" for p in members)) for d, members in self._terms(5)]
        return _joined([(f"({d})" if " " in d else d, product) for d, product in parts], "*")

    def _repr_latex_(self) -> str:
        if len(self.players) > 5 or self._merged():
            return rf"$\text{{multilinear extension of a game of {len(self.players)} players}}$"
        parts = [(latex_value(d), " ".join(f"x_{{{latex_value(p)}}}" for p in m)) for d, m in self._terms(5)]
        return "$" + _joined([(f"({d})" if " " in d else d, product) for d, product in parts], r"\,") + "$"


def _joined(parts: list[tuple[str, str]], times: str) -> str:
    """Coefficients and products as one sum, without a coefficient 1."""
    shown = ""
    for coefficient, product in parts:
        minus = coefficient.startswith("-")
        size = coefficient.removeprefix("-")
        term = product if size == "1" else f"{size}{times}{product}"
        shown += (" - " if minus else " + ") + term if shown else ("-" if minus else "") + term
    return shown or "0"


def multilinear_extension(game: CoalitionalGame, *, limit: int = 20) -> MultilinearExtension:
    """The expected worth of a coalition that each player joins with a probability of its own, as a function of these.

    f(x) = Σ_S v(S) Π_{i ∈ S} x_i Π_{i ∉ S} (1 − x_i), which is the only function that is linear in each variable and has the
    worths of v at the corners of the cube. Along the diagonal x = (t, …, t), its derivatives are on average over t in [0, 1]
    the Shapley value, and at t = 1/2 the Banzhaf value. Float worths and probabilities stand for their own binary values, so
    nothing is rounded; symbolic worths and probabilities give closed forms.

    Args:
        game: any game with transferable utility.
        limit: the most players for which 2**n worths may be tabulated. Cost: 2**n operations for each call.

    Returns:
        A MultilinearExtension: a function of probabilities (by names, or in the order of the players), with derivatives
        (`slope`) and the polynomial (`expression()`).

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> f = co.multilinear_extension(co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1}))
        >>> f
        x_A*x_B + x_A*x_C - x_A*x_B*x_C
        >>> f(["1/2", "1/2", "1/2"])
        Fraction(3, 8)

    References:
        Owen (1972), Multilinear extensions of games; Owen (1975), Multilinear extensions and the Banzhaf value.
    """
    return MultilinearExtension(tabulate(game, limit=limit))
