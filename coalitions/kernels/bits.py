"""Sets as the bits of one integer: Python joins and cuts integers of thousands of bits in less than a microsecond."""

from __future__ import annotations

import numpy as np

from .subsets import Array


def packed(flags: Array) -> int:
    """The integer whose bit k says whether flag k is set."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def unpacked(bits: int, size: int) -> Array:
    """The places of the bits that are set, below `size`."""
    raw = np.frombuffer(bits.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    return np.flatnonzero(np.unpackbits(raw, count=size, bitorder="little"))
