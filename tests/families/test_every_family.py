"""Every family by introspection: exported, documented as solvers are, and the annotation says which form of game comes."""

import inspect
import pkgutil
import re
from importlib import import_module

import pytest

import coalitions as co
import coalitions.families

FORMS = {"TUGame", "WeightedVotingGame", "BooleanVotingGame", "NormalFormGame", "HedonicGame", "PartitionFunctionGame"}
FORMS |= {"NetworkGame"}


def functions():
    for module in pkgutil.iter_modules(coalitions.families.__path__, "coalitions.families."):
        if not module.name.rsplit(".", 1)[1].startswith("_"):
            found = vars(import_module(module.name)).values()
            yield from (
                f for f in found if inspect.isfunction(f) and f.__module__ == module.name and f.__name__.endswith("_game")
            )


FAMILIES = list(functions())


def test_there_are_families():
    assert {"bankruptcy_game", "glove_game", "flow_game", "market_game"} <= {f.__name__ for f in FAMILIES}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_a_family_is_exported_and_documented(family):
    assert getattr(co, family.__name__) is family
    assert inspect.signature(family).return_annotation in FORMS
    doc = inspect.getdoc(family)
    assert re.search(r"\b(1[89]|20)\d\d\b", doc.split("References:")[1])
    assert ">>> " in doc.split("Examples:")[1]
    assert "Cost: " in doc
    raised = re.findall(r"\b[A-Z]\w+Error\b", doc.split("Raises:")[1].split("Examples:")[0])
    assert raised
    assert all(hasattr(co, name) for name in raised)
    parameters = list(inspect.signature(family).parameters.values())
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters[2:])
