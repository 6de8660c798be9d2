"""Games in normal form as environments: who can change the profile of strategies."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np

from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, Strictly
from ...games.normal_form import NormalFormGame
from ...games.ranks import ranks_of
from ...scalars import Array, parse, whole_limit

Moves = Literal["individual", "coalitional", "nested"]


def of_normal_form(
    game: NormalFormGame, *, moves: Moves = "individual", strictly: Strictly = "all", tolerance: Any = 0, limit: int = 1 << 24
) -> Environment:
    """The environment whose states are the profiles of pure strategies.

    `moves="individual"`: one player changes his strategy (unblocked states are the pure Nash equilibria). "coalitional":
    players change theirs together, and the movers are those who do; with `strictly="one"` others may be movers too, since
    theirs may be the only gain (unblocked: strong Nash). "nested": a state is a profile with the coalition that may still
    move, at first all players; from (s, R) any coalition S within R may move to (t, S), where t differs from s in S only
    (coalition-proofness; Chwe 1994, section 4; Greenberg 1989).
    """
    builders = {"individual": _individual, "coalitional": _coalitional, "nested": _nested}
    if moves not in builders:
        raise InvalidArgumentError(f"expected moves as one of {', '.join(map(repr, builders))}, got {moves!r}")
    _check_size(game, moves, strictly, whole_limit(limit))
    table = game.table.reshape(-1, len(game.players))
    ranks = np.array([ranks_of(np.ascontiguousarray(column), tolerance=_scaled(game, tolerance)) for column in table.T])
    names = [game.named(place) for place in np.ndindex(*game.shape)]
    options = {"form": "normal form", "moves": moves} | ({"tolerance": tolerance} if tolerance else {})
    rows = _merged(builders[moves](game, strictly))
    if moves != "nested":
        return Environment.from_arrays(game.players, names, ranks, *rows, strictly=strictly, options=options)
    coalitions = [tuple(game.players.coalition(mask)) for mask in range(1, game.players.grand + 1)]
    states = [(profile, coalition) for coalition in coalitions for profile in names]
    ranks = np.tile(ranks, (1, len(coalitions)))
    return Environment.from_arrays(game.players, states, ranks, *rows, strictly=strictly, options=options)


def _scaled(game: NormalFormGame, tolerance: Any) -> Any:
    """The tolerance in the unit of the table, which holds payoffs times the denominator."""
    return parse(tolerance, "a tolerance") * game.denominator


def _check_size(game: NormalFormGame, moves: Moves, strictly: Strictly, limit: int) -> None:
    n, size = len(game.players), math.prod(game.shape)
    count = {
        "individual": size * sum(m - 1 for m in game.shape),
        "coalitional": size * (size - 1 if strictly == "all" else math.prod(m + 1 for m in game.shape)),
        "nested": math.prod(2 * m + 1 for m in game.shape) * size if n else 0,
    }[moves]
    if count > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} moves, got about {count}; write limit={count}, or moves='individual', or use "
            "enumerate_pure_nash, which lists no moves"
        )


def _individual(game: NormalFormGame, strictly: Strictly) -> list[tuple[Array, Array, Any]]:
    return [(*_changes(game, 1 << i), 1 << i) for i in range(len(game.players))]


def _coalitional(game: NormalFormGame, strictly: Strictly) -> list[tuple[Array, Array, Any]]:
    grand = game.players.grand
    if strictly == "one":
        return [(*_changes(game, mask), mask) for mask in range(1, grand + 1)]
    source, target = _changes(game, grand)
    strides = np.array([math.prod(game.shape[i + 1 :]) for i in range(len(game.shape))])
    changed = np.zeros(len(source), dtype=np.int64)
    for i, (m, stride) in enumerate(zip(game.shape, strides, strict=True)):
        changed |= (source // stride % m != target // stride % m).astype(np.int64) << i
    real = changed > 0
    return [(source[real], target[real], changed[real])]


def _nested(game: NormalFormGame, strictly: Strictly) -> list[tuple[Array, Array, Any]]:
    size = math.prod(game.shape)
    rows: list[tuple[Array, Array, Any]] = []
    for mask in range(1, game.players.grand + 1):
        source, target = _changes(game, mask)
        within = [whole for whole in range(1, game.players.grand + 1) if whole & mask == mask]
        rows += [(source + (whole - 1) * size, target + (mask - 1) * size, mask) for whole in within]
    return rows


def _changes(game: NormalFormGame, mask: int) -> tuple[Array, Array]:
    """All pairs of profiles that differ at most in what a coalition plays, by their numbers."""
    size = math.prod(game.shape)
    numbers = np.arange(size, dtype=np.int64).reshape(game.shape)
    members = [i for i in range(len(game.shape)) if mask >> i & 1]
    lines = np.moveaxis(numbers, members, range(len(members))).reshape(math.prod(game.shape[i] for i in members), -1)
    source = np.broadcast_to(lines[:, None, :], (len(lines), *lines.shape))
    target = np.broadcast_to(lines[None, :, :], source.shape)
    return source.reshape(-1), target.reshape(-1)


def _merged(rows: list[tuple[Array, Array, Any]]) -> tuple[Array, Array, Array]:
    sources = np.concatenate([s for s, _, _ in rows])
    movers = np.concatenate([np.full(len(s), who, dtype=np.int64) if isinstance(who, int) else who for s, _, who in rows])
    return sources, np.concatenate([t for _, t, _ in rows]), movers
