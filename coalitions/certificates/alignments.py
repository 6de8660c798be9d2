"""Evidence about alignments: who would change blocs, that nobody would, and that a list of stable ones is complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.landscape import Landscape
from ..kernels.alignments import alignments, pulls, settled
from ..players import Partition


def landscape_of(game: Any) -> Landscape:
    """The landscape that evidence is about; evidence about anything else proves nothing."""
    if not isinstance(game, Landscape):
        raise CertificateError(f"expected a Landscape, got {type(game).__name__}")
    return game


def blocs_of(blocs: Any) -> int:
    """The most blocs, a whole number of at least 1."""
    if type(blocs) is not int or blocs < 1:
        raise CertificateError(f"expected a number of blocs of at least 1, got {blocs!r:.80}")
    return blocs


def alignment_of(game: Landscape, labels: Any, blocs: int) -> Partition:
    """The partition with these labels, blocs numbered in the order of their first members."""
    n = len(game.players)
    if type(labels) is not tuple or len(labels) != n or not all(type(b) is int and 0 <= b < blocs for b in labels):
        raise CertificateError(f"expected a bloc from 0 to {blocs - 1} for each of {n} players, got {labels!r:.80}")
    if list(dict.fromkeys(labels)) != list(range(len(set(labels)))):
        raise CertificateError("expected blocs numbered in the order of their first members")
    return Partition(game.players, tuple(sum(1 << i for i in range(n) if labels[i] == b) for b in set(labels)))


def needed(game: Landscape, blocs: int) -> int:
    """As many blocs as can make a difference: with one for each player there is an empty one wherever somebody wants it."""
    return min(blocs, max(len(game.players), 1))


def better_bloc(game: Landscape, labels: tuple[int, ...], blocs: int) -> tuple[int, int] | None:
    """A player and the bloc to which he is drawn more than to his own; None if there is none."""
    open_ = needed(game, blocs)
    drawn = pulls(np.array([labels], dtype=np.int64).reshape(1, -1), game.ties()[0], open_)[:, 0]
    for i, own in enumerate(labels):
        for b in range(open_):
            if drawn[b, i] > drawn[own, i]:
                return i, b
    return None


def stable_alignments(game: Landscape, blocs: int) -> list[tuple[int, ...]]:
    """The labels of all alignments in which nobody would change blocs."""
    open_ = needed(game, blocs)
    labels = alignments(len(game.players), open_)
    fine = settled(labels, game.ties()[0], open_)
    return [tuple(row) for row in labels[fine].tolist()]


def by_energy(game: Landscape, rows: list[tuple[int, ...]], blocs: int) -> list[tuple[int, ...]]:
    """The same with the lowest energy first."""
    return sorted(rows, key=lambda row: (game.energy(alignment_of(game, row, blocs)), row))


@dataclass(frozen=True, slots=True)
class AlignmentVerdict:
    """Whether an alignment is stable: a player and the bloc to which he would change, or None."""

    blocs: int
    labels: tuple[int, ...]
    change: tuple[int, int] | None
    proves: ClassVar[tuple[str, ...]] = ("stable alignment",)

    @property
    def judged(self) -> tuple[int, tuple[int, ...]]:
        """The most blocs, and the alignment that was asked about."""
        return self.blocs, self.labels

    def check(self, game: Landscape) -> bool:
        """True or False; raises CertificateError if somebody would change who is not named, or one is named who would not."""
        form, blocs = landscape_of(game), blocs_of(self.blocs)
        alignment_of(form, self.labels, blocs)
        if self.change is None:
            if better_bloc(form, self.labels, blocs) is not None:
                raise CertificateError("expected an alignment in which nobody would change blocs, but somebody would")
            return True
        if type(self.change) is not tuple or len(self.change) != 2 or not all(type(v) is int for v in self.change):
            raise CertificateError(f"expected a player and a bloc, got {self.change!r:.80}")
        i, b = self.change
        if not (0 <= i < len(self.labels) and 0 <= b < blocs):
            raise CertificateError(f"expected a player and a bloc of those there are, got {self.change!r:.80}")
        ties = form.ties()[0]
        there, here = (sum(ties[i, j] for j, c in enumerate(self.labels) if c == bloc) for bloc in (b, self.labels[i]))
        if not there > here:
            raise CertificateError("expected a player who is drawn more to another bloc, got one who is not")
        return False

    def describe(self, game: Landscape) -> str:
        now = alignment_of(game, self.labels, self.blocs)
        if self.change is None:
            return f"energy {game.energy(now)}, which no single player lowers by changing to another of {self.blocs} blocs"
        i, b = self.change
        name = game.players.names[i]
        joined = [p for p, c in zip(game.players, self.labels, strict=True) if c == b]
        after = tuple(b if k == i else c for k, c in enumerate(self.labels))
        places = {c: k for k, c in enumerate(dict.fromkeys(after))}
        then = alignment_of(game, tuple(places[c] for c in after), self.blocs)
        where = f"to {{{', '.join(map(str, joined))}}}" if joined else "to a bloc of its own"
        before, frustration = game.frustration(name, now), game.frustration(name, then)
        energies = f"energy {game.energy(now)} to {game.energy(then)}"
        return f"{name} changes {where}: frustration from {before} to {frustration}, {energies}"

    def to_dict(self) -> dict[str, Any]:
        change = None if self.change is None else list(self.change)
        return {"kind": "alignment", "blocs": self.blocs, "labels": list(self.labels), "change": change}


@dataclass(frozen=True, slots=True)
class AllStableAlignments:
    """All stable alignments, the lowest energy first. The check looks at every alignment again."""

    blocs: int
    rows: tuple[tuple[int, ...], ...]
    proves: ClassVar[tuple[str, ...]] = ("all stable alignments",)

    @property
    def judged(self) -> int:
        """The most blocs that were asked about."""
        return self.blocs

    def check(self, game: Landscape) -> tuple[Partition, ...]:
        """The alignments; raises CertificateError if one is missing or not stable."""
        form, blocs = landscape_of(game), blocs_of(self.blocs)
        if type(self.rows) is not tuple:
            raise CertificateError(f"expected a tuple of alignments, got {self.rows!r:.80}")
        found = tuple(alignment_of(form, labels, blocs) for labels in self.rows)
        if list(self.rows) != by_energy(form, stable_alignments(form, blocs), blocs):
            raise CertificateError("expected exactly the stable alignments, the lowest energy first, got others")
        return found

    def describe(self, game: Landscape) -> str:
        energies = [game.energy(alignment_of(game, row, self.blocs)) for row in self.rows[:6]]
        more = ", …" if len(self.rows) > 6 else ""
        return f"each alignment of at most {self.blocs} blocs decided; energies {', '.join(map(str, energies))}{more}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "all stable alignments", "blocs": self.blocs, "rows": [list(row) for row in self.rows]}
