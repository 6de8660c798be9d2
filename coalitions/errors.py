"""The exceptions: each says what was expected, what came, and what to write instead."""

from __future__ import annotations

import os


class CoalitionsError(Exception):
    """The base of every error that this library raises on purpose."""


class InvalidGameError(CoalitionsError, ValueError):
    """The data do not define a game."""


class InvalidArgumentError(CoalitionsError, ValueError):
    """An argument has a value that the function has no meaning for."""


class UnknownPlayerError(CoalitionsError, KeyError):
    """A name that is not a player (or not a strategy) of the game at hand."""

    def __str__(self) -> str:  # KeyError would show the message in quotation marks
        return str(self.args[0]) if self.args else ""


class DuplicatePlayerError(CoalitionsError, ValueError):
    """A player is named twice where every name may stand once."""


class LimitExceededError(CoalitionsError, ValueError):
    """The work asked for is larger than the limit in the signature."""


class UndecidedError(CoalitionsError, ArithmeticError):
    """The sign of a symbolic expression is open where it is needed."""


class CertificateError(CoalitionsError, AssertionError):
    """A certificate does not prove what it claims to prove."""


class TruthValueError(CoalitionsError, TypeError):
    """A solution was used as if it were True or False."""


class UnsupportedGameError(CoalitionsError, TypeError):
    """The solver has no meaning for this form of game or this kind of number."""


class IncompleteRunError(CoalitionsError, RuntimeError):
    """The workers of an executor died before all chunks were done; a checkpoint keeps those that are."""


class MissingExtraError(CoalitionsError, ImportError):
    """An optional dependency is not installed."""


def _refuse_mixed_installation() -> None:
    # The distribution "coalitions" on the index is unrelated and writes into the same folder.
    if os.path.exists(os.path.join(os.path.dirname(__file__), "coalitionalgame.py")):
        raise ImportError(
            "expected only the distribution 'coalition-theory' behind the import name 'coalitions', but the unrelated "
            "distribution 'coalitions' is installed into the same folder. Write: "
            "pip uninstall -y coalitions coalition-theory && pip install coalition-theory"
        )


_refuse_mixed_installation()
