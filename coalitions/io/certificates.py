"""Certificates as files that outlive the library: `python -m coalitions.check FILE` accepts or rejects them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any

from ..errors import CertificateError, InvalidArgumentError
from ..games.tu import exact_table
from ..games.typed import TypedGame
from ..scalars import simplest, to_fraction
from ..solution import Solution

CLAIMS = ("claim proof", "claim point")
GAMES = ("core point", "balanced weights", "core membership", "objection")


def save_certificate(solutions: Solution[Any] | Iterable[Solution[Any]], path: str | PathLike[str]) -> None:
    """Writes the certificates of one solution or of several to a JSON file, each with the claim or the game that it is about.

    The file holds whole numbers, fractions as "p/q" and nothing that needs this library: anybody can check it with
    `python -m coalitions.check FILE`, or with the file check.py alone and Python 3.10 or later. Every certificate is checked
    here before it is written, and a game's worths are written as exact numbers (a float as its own binary value).

    Args:
        solutions: what `claims.decide` returned, or a solver of the core (`find_core_point`, `check_in_core`).
        path: the file to write; it is replaced where it exists.

    Raises:
        CertificateError: a solution has no certificate, or one that does not prove its value.
        InvalidArgumentError: a certificate is of a kind that the checker of files does not know.

    Examples:
        >>> import coalitions as co
        >>> from coalitions.check import main
        >>> w = co.parameter("w")
        >>> solution = co.claims.decide(co.claims.Always(w * (2 - w) <= 1, name="a parabola"))
        >>> path = getfixture("tmp_path") / "parabola.json"
        >>> save_certificate(solution, path)
        >>> main([str(path)])
        accepted: claim a parabola: True (claim proof) of {"quantifier": "all", "parameters": ["w"], ...
        0

    References:
        McConnell, Mehlhorn, Näher and Schweitzer (2011), Certifying algorithms.
    """
    if not isinstance(solutions, Solution | list | tuple) or solutions in ([], ()):
        raise InvalidArgumentError(
            f"expected a Solution or a list of them, got {solutions!r:.80}; write save_certificate(decide(claim), path)"
        )
    several = [solutions] if isinstance(solutions, Solution) else list(solutions)
    entries = [_entry(solution) for solution in several]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(entries if len(entries) != 1 else entries[0], file, indent=1, ensure_ascii=False)
        file.write("\n")


def _entry(solution: Solution[Any]) -> dict[str, Any]:
    if not isinstance(solution, Solution):
        raise InvalidArgumentError(f"expected a Solution, got {solution!r}; write save_certificate(decide(claim), path)")
    certificate = solution.certificate
    if certificate is None:
        raise CertificateError(
            f"expected a solution with a certificate, but {solution.concept!r} came without one (guarantee: "
            f"{solution.guarantee.value}); only what is certified can be saved for others to check"
        )
    solution.verify()
    data = certificate.to_dict()
    from ..check import FORMAT, VERSION

    head = {"format": FORMAT, "version": VERSION, "concept": solution.concept}
    if data["kind"] in CLAIMS:
        return {**head, "claim": solution.game.to_dict(), "value": solution.value, "certificate": data}
    if data["kind"] not in GAMES:
        raise InvalidArgumentError(
            f"expected a certificate of one of the kinds {', '.join((*CLAIMS, *GAMES))}, got {data['kind']!r}; "
            "write solution.to_dict() to keep it as plain data without a checker"
        )
    if isinstance(solution.game, TypedGame) and data["kind"] in ("balanced weights", "objection"):
        raise InvalidArgumentError(
            "expected evidence about coalitions, got some about profiles of a game by types, which the checker of files does "
            "not know; write save_certificate(find_core_point(tabulate(game)), path) for few players, or solution.to_dict()"
        )
    worths, denominator = exact_table(solution.game)
    numbers = [simplest(to_fraction(int(w)) / denominator) for w in worths.tolist()]
    game = {"players": list(solution.game.players), "worths": [str(w) for w in numbers]}
    value = solution.value
    if isinstance(value, Mapping):
        value = {str(player): str(amount) for player, amount in value.items()}
    return {**head, "game": game, "value": value, "certificate": data}
