"""README names everything that is public, and its table of concepts is what the code says."""

import inspect
import re
from pathlib import Path

import coalitions as co
from benchmarks import concepts

README = (Path(__file__).parents[1] / "README.md").read_text()


def test_readme_names_every_public_function():
    functions = [name for name in co.__all__ if inspect.isfunction(getattr(co, name))]
    helpers = {"certify", "expected_payoffs", "parameter", "ranks_of", "sign", "tabulate"}
    assert [name for name in functions if name not in helpers and f"`{name}`" not in README] == []


def test_readme_names_no_function_that_is_not_there():
    listed = re.search(r"\| question \| functions \|.*?\n\n", README, re.DOTALL).group()
    names = re.findall(r"`(?:claims\.|coalitions\.)?([a-zA-Z_]+)`", listed)
    known = {*co.__all__, *dir(co.claims), "plotting", "testing"}
    assert [name for name in names if name not in known] == []


def test_the_table_of_concepts_is_up_to_date():
    assert concepts.table() in README, "write the output of python -m benchmarks.concepts into README"
