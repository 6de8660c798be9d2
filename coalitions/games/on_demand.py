"""Games whose worths are computed when they are asked for, block by block, and never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any, Literal

import numpy as np

from ..errors import InvalidGameError, LimitExceededError, MissingExtraError, UnsupportedGameError
from ..players import Coalition, CoalitionLike, Players
from ..scalars import Array, Kind, simplest

Reads = Literal["masks", "members"]
#: Masks are asked for in blocks of so many where all worths are wanted at once.
BLOCK = 1 << 16
MASK_BITS = 62


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OnDemandGame:
    """A game with transferable utility as a function from a block of coalitions to the block of their worths.

    The function reads masks (int64, up to 62 players; player k is bit k) or, for any number of players, members (a matrix of
    truth values with a row for each coalition and a column for each player). It must be deterministic, worth 0 for the empty
    coalition, and for a pool of processes a function of a module, not a lambda. Build it with `from_function`.

    Examples:
        >>> import numpy as np
        >>> def gloves(masks):  # left gloves with the first two players, right gloves with the others
        ...     return np.minimum(np.bitwise_count(masks & 3), np.bitwise_count(masks >> 2))
        >>> game = OnDemandGame.from_function(["A", "B", "C"], gloves)
        >>> game
        OnDemandGame of 3 players (A, B, C), exact, by masks
        >>> game["A", "C"]
        1
    """

    players: Players
    function: Callable[[Any], Any]
    kind: Kind = "exact"
    denominator: int = 1
    reads: Reads = "masks"
    arrays: str = "numpy"  #: the module of the arrays that the function takes and returns
    device: Any = None  #: where these arrays live, as their module names it

    def __post_init__(self) -> None:
        n = len(self.players)
        if not callable(self.function):
            raise InvalidGameError(f"expected a function of a block of coalitions, got {self.function!r}; write lambda m: …")
        if self.kind not in ("exact", "float") or self.reads not in ("masks", "members"):
            raise InvalidGameError(
                f'expected kind "exact" or "float" and reads "masks" or "members", got {self.kind!r} and {self.reads!r}; for '
                "symbols use TUGame.from_function"
            )
        whole = type(self.denominator) is int and self.denominator >= 1
        if not whole or (self.kind == "float" and self.denominator != 1):
            raise InvalidGameError(
                f"expected a positive whole denominator (1 for floats), got {self.denominator!r}; write for example "
                "denominator=60 if the function returns sixtieths"
            )
        if self.reads == "masks" and n > MASK_BITS:
            raise LimitExceededError(
                f"expected at most {MASK_BITS} players for masks in int64, got {n}; write reads='members' and a function of a "
                "matrix of truth values"
            )
        if (empty := self.rows(np.zeros((1, n), dtype=np.bool_))[0]) != 0:
            raise InvalidGameError(f"expected worth 0 for the empty coalition, got {empty}; subtract it from every worth")

    @classmethod
    def from_function(
        cls,
        players: Iterable[str | int] | Players,
        worths: Callable[[Any], Any],
        *,
        kind: Kind = "exact",
        denominator: int = 1,
        reads: Reads = "masks",
        arrays: Any = "numpy",
        device: Any = None,
    ) -> OnDemandGame:
        """The game of a function from blocks of coalitions to worths: whole numbers over `denominator`, or floats.

        `arrays` is another array library (a module such as cupy or torch, or its name) whose arrays the function takes and
        returns, in int64 or float64, on `device`.
        """
        name = arrays if isinstance(arrays, str) else getattr(arrays, "__name__", repr(arrays))
        return cls(Players.from_names(players), worths, kind, denominator, reads, name, device)

    # -- worths ---------------------------------------------------------------------------------------------------------

    def namespace(self) -> Any:
        """The module of the arrays."""
        try:
            return np if self.arrays == "numpy" else import_module(self.arrays)
        except ImportError:
            raise MissingExtraError(
                f"expected the array library {self.arrays!r}, but it is not installed. Write: pip install {self.arrays}"
            ) from None

    def to_arrays(self, block: Array) -> Any:
        """A NumPy array as an array that the function takes."""
        if self.arrays == "numpy":
            return block
        xp = self.namespace()
        return xp.asarray(block) if self.device is None else xp.asarray(block, device=self.device)

    def to_numpy(self, block: Any) -> Array:
        """An array that the function returned as a NumPy array."""
        if isinstance(block, np.ndarray):
            return block
        if hasattr(block, "get"):  # CuPy
            return np.asarray(block.get())
        return np.from_dlpack(block.cpu() if hasattr(block, "cpu") else block)

    def block(self, masks: Any) -> Any:
        """The worths of masks, times the denominator, as an array of the function's library, which is checked."""
        if self.reads == "members":
            members = self.members(self.to_numpy(masks))
            return self._checked(self.function(self.to_arrays(members)), len(members))
        return self._checked(self.function(masks), masks.shape[0])

    def worths(self, masks: Array) -> Array:
        """The worths of a block of masks, times the denominator."""
        if len(masks) > BLOCK:
            return np.concatenate([self.worths(masks[k : k + BLOCK]) for k in range(0, len(masks), BLOCK)])
        return self.to_numpy(self.block(self.to_arrays(masks)))

    def rows(self, members: Array) -> Array:
        """The worths of the rows of a matrix of truth values, times the denominator."""
        if self.reads == "members":
            return self.to_numpy(self._checked(self.function(self.to_arrays(members)), len(members)))
        return self.worths(members @ (1 << np.arange(len(self.players), dtype=np.int64)))

    def members(self, masks: Array) -> Array:
        """The matrix of truth values of a block of masks."""
        shifts = np.arange(len(self.players), dtype=np.int64)
        out: Array = (masks[:, None] >> shifts & 1).astype(np.bool_)
        return out

    def _checked(self, out: Any, length: int) -> Any:
        if self.arrays == "numpy":
            out = np.asarray(out)
            if out.dtype.kind in "biu" and out.dtype != np.int64:
                out = out.astype(object if out.dtype == np.uint64 and out.size and out.max() >> 63 else np.int64)
            if self.kind == "float":
                out = out.astype(np.float64, copy=False)
        if getattr(out, "shape", None) != (length,):
            raise InvalidGameError(
                f"expected an array of {length} worths for {length} coalitions, got {getattr(out, 'shape', type(out).__name__)}"
                "; return one number for each"
            )
        name = str(out.dtype).rsplit(".", 1)[-1]
        integers = name != "object" or all(type(v) is int for v in out.tolist())
        if not integers or name not in ("int64", "float64", "object"):
            raise InvalidGameError(
                f"expected worths in int64 or float64 (or Python integers), got {name}; multiply fractions by their common "
                "denominator and name it as denominator=, and convert other numbers in the function"
            )
        if self.kind == "exact" and name == "float64":
            raise InvalidGameError("expected whole numbers in an exact game, got floats; write kind='float', or return int64")
        if self.kind == "float" and (name != "float64" or not self._finite(out)):
            raise InvalidGameError(f"expected finite worths in float64, got {name} or a number that is not finite; check them")
        return out

    def _finite(self, out: Any) -> bool:
        xp = self.namespace()
        return bool(xp.all(xp.isfinite(out)))

    def worth(self, mask: int) -> Any:
        """The worth of the coalition with this bit mask."""
        mask = self.players.coalition(mask).mask
        row = np.array([[mask >> i & 1 for i in range(len(self.players))]], dtype=np.bool_).reshape(1, -1)
        stored = self.rows(row)[0]
        return float(stored) if self.kind == "float" else simplest(Fraction(int(stored), self.denominator))

    def __getitem__(self, coalition: CoalitionLike | Coalition) -> Any:
        return self.worth(self.players.mask(coalition))

    __iter__ = None  # not a sequence

    def __repr__(self) -> str:
        n = len(self.players)
        names = ", ".join(map(str, self.players.names[:8])) + (", …" if n > 8 else "")
        return f"OnDemandGame of {n} player{'s' * (n != 1)} ({names}), {self.kind}, by {self.reads}"


def refuse_other(game: Any) -> None:
    """Refuses what is no game with transferable utility."""
    if not hasattr(game, "worths") or not hasattr(game, "players"):
        raise UnsupportedGameError(
            f"expected a game with transferable utility (such as TUGame or OnDemandGame), got {type(game).__name__}; "
            "use TUGame.from_worths to make one"
        )
