"""What certificates have in common: their numbers are exact, and a game that must be simple is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from fractions import Fraction
from typing import Any

from ..errors import CertificateError, UnsupportedGameError
from ..games.forms import Tabulated
from ..games.simple import simple_stored, simple_table
from ..games.tu import CoalitionalGame, TUGame
from ..scalars import is_exact


def fractions(numbers: Iterable[Any], how_many: int | None = None) -> tuple[Fraction, ...]:
    """Exact numbers as fractions; a float is refused, since it would round, and so is a wrong number of them."""
    if isinstance(numbers, Mapping | Set | bytes | range):  # no order, or numbers that nobody wrote
        raise CertificateError(f"expected a tuple of numbers in a certificate, got {type(numbers).__name__}")
    listed = tuple(numbers)
    if not all(type(v) is int or type(v) is Fraction for v in listed):
        raise CertificateError(f"expected whole numbers and fractions in a certificate, got {listed!r:.200}")
    if how_many is not None and len(listed) != how_many:
        raise CertificateError(f"expected {how_many} numbers in the certificate, got {len(listed)}")
    return tuple(map(Fraction, listed))


def exact_amounts(amounts: Iterable[Any]) -> None:
    """Refuses numbers that are not exact: a float would round, and so would one within an expression."""
    for amount in amounts:
        if not is_exact(amount):
            raise CertificateError(f"expected exact numbers and expressions in a certificate, got {amount!r:.200}")


def known_masks(game: CoalitionalGame, *masks: Any) -> None:
    """Refuses what is no bit mask of players of the game."""
    if not all(type(m) is int and 0 <= m <= game.players.grand for m in masks):
        raise CertificateError(f"expected masks from 0 to {game.players.grand}, got {masks!r:.200}")


def known_places(game: CoalitionalGame, *places: Any) -> None:
    """Refuses what is no place of a player of the game."""
    if not all(type(i) is int and 0 <= i < len(game.players) for i in places):
        raise CertificateError(f"expected places of {len(game.players)} players, from 0 on, got {places!r:.200}")


def simple(game: CoalitionalGame) -> TUGame:
    """The table of a simple game; a certificate about another game proves nothing."""
    try:
        return simple_table(game)
    except UnsupportedGameError as error:
        raise CertificateError(str(error)) from error


def simple_profiles(game: CoalitionalGame) -> Tabulated:
    """The same, where a game by types stays as it is."""
    try:
        return simple_stored(game)
    except UnsupportedGameError as error:
        raise CertificateError(str(error)) from error
