"""Every public name by introspection: its docstring, and what each solver does with a symbolic game."""

import ast
import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import coalitions as co

NAMES = [name for name in co.__all__ if not inspect.ismodule(getattr(co, name))]
SOLVERS = [f for name in NAMES if inspect.isfunction(f := getattr(co, name)) and f.__module__.startswith("coalitions.solvers")]
TRANSFORMS = [
    f for name in NAMES if inspect.isfunction(f := getattr(co, name)) and f.__module__.startswith("coalitions.transforms")
]


def by_name(function):
    return function.__name__


def symbolic_game(solver):
    """A symbolic game of the form that a solver asks for, and the object that it judges."""
    w = co.parameter("w")
    first = next(iter(inspect.signature(solver).parameters.values()))
    if "NormalForm" in str(first.annotation) or "Environment" in str(first.annotation):
        game = co.NormalFormGame.from_arrays([[w, 0], [0, 1]], [[1, 0], [0, w]], strategies=[["a", "b"]] * 2)
        judged = {"profile": ("a", "a"), "lottery": {("a", "a"): 1}, "state": ("a", "a"), "states": [("a", "a")]}
        judged |= {"expectation": {}, "process": {"a": "b"}}
    elif "Agreement" in str(first.annotation):
        alike = co.SymmetricAgreement((w, 2), (1, w))
        game = alike if "Symmetric" in str(first.annotation) else alike.named(["A", "B"])
        judged = {"signatories": ["A"], "parameter": w}
    elif "Valuation" in str(first.annotation):
        game, judged = co.Valuation.from_function(["A", "B"], lambda P: [w, len(P)]), {"partition": [["A", "B"]]}
    elif "NetworkGame" in str(first.annotation):
        game, judged = co.connections_game(["A", "B"], decay=w, cost=1), {"links": [("A", "B")]}
    elif "PartitionFunctionGame" in str(first.annotation):
        game, judged = co.PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: w * len(P)), {}
        judged = {"outcome": ([["A", "B", "C"]], [1, 1, 1])}
    else:
        game = co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask")
        judged = {
            "k": 2,
            "order": ["A", "B"],
            "payoffs": [1, 0],
            "imputations": [[1, 0]],
            "weights": ["1/2", "1/2"],
            "partition": [["A", "B"]],
            "epsilon": "1/2",
            "links": [("A", "B")],
            "proposals": {},
        }
    if isinstance(game, co.TUGame):
        judged |= {"sharing": {}, "hierarchy": [("A", "B")], "feasible": [["A"], ["A", "B"]], "bloc": ["A"], "player": "A"}
        judged |= {"clan": ["A"], "positions": [1, 2], "cabinet": ["A"], "alignment": [["A"], ["B"]]}
    if "MatchingProblem" in str(first.annotation):
        judged = {"matching": [("A", "B")]}
    required = [p.name for p in list(inspect.signature(solver).parameters.values())[1:] if p.default is inspect.Parameter.empty]
    return game, [judged[name] for name in required]


def numerical_game(solver):
    game, judged = symbolic_game(solver)
    if "ProposalGame" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        return co.ProposalGame.from_partitions(["A", "B"], lambda p: (3 - len(p), 1), discount="1/2"), judged
    if "DynamicEnvironment" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        moves, payoffs = [("a", "b", ["A", "B"])], {"a": (0, 0), "b": (1, 2)}
        return co.DynamicEnvironment.from_moves(["A", "B"], "ab", moves, payoffs=payoffs, discount="1/2"), judged
    if "Environment" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        plain = co.NormalFormGame.from_arrays([[2, 0], [0, 1]], [[1, 0], [0, 2]], strategies=[["a", "b"]] * 2)
        return co.environment(plain, moves="individual"), judged
    if "BargainingProblem" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        return co.BargainingProblem.from_points(["A", "B"], [(0, 2), (4, 0)], disagreement=(1, 0)), judged
    if "ProposerBargaining" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        rule = co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1})
        return co.ProposerBargaining.from_game(rule, discount="4/5"), judged
    if "AlternatingOffers" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        return co.AlternatingOffers.from_discounts({"A": "9/10", "B": "4/5"}), judged
    if "HedonicGame" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        return co.HedonicGame.from_preferences(["A", "B"], {"A": [("A", "B")], "B": [("A", "B")]}), judged
    if "NTUGame" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        return co.NTUGame.from_vectors(["A", "B"], {"A": [0], "B": [0], ("A", "B"): [(1, 0), (0, 1)]}), judged
    if isinstance(game, co.AgreementGame | co.SymmetricAgreement):
        alike = co.SymmetricAgreement((1, 2), (1, 0))
        return (alike if isinstance(game, co.SymmetricAgreement) else alike.named(["A", "B"])), judged
    if isinstance(game, co.Valuation):
        return co.Valuation.from_function(["A", "B"], lambda P: [len(P), 1]), judged
    if solver.__module__.endswith("alignments"):
        return co.Landscape.from_propensities({("A", "B"): 1}), judged
    if solver.__module__.endswith("cabinets"):
        return co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1}), judged
    if "MatchingProblem" in str(next(iter(inspect.signature(solver).parameters.values())).annotation):
        return co.MatchingProblem.from_two_sides({"A": ["B"]}, {"B": ["A"]}), judged
    if isinstance(game, co.NetworkGame):
        return co.connections_game(["A", "B"], decay=2, cost=1), judged
    if isinstance(game, co.PartitionFunctionGame):
        return co.PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: len(P)), judged
    if isinstance(game, co.NormalFormGame):
        return co.NormalFormGame.from_arrays([[2, 0], [0, 1]], [[1, 0], [0, 2]], strategies=[["a", "b"]] * 2), judged
    return co.TUGame.from_vector(["A", "B"], [0, 1, 1], order="mask"), judged


def test_every_name_of_the_stub_can_be_loaded():
    stub = Path(co.__file__).with_suffix(".pyi").read_text()
    assert sorted(re.findall(r" as (\w+)", stub)) == co.__all__


def test_there_are_solvers():
    assert {"shapley_value", "find_core_point", "check_nash", "enumerate_nash", "banzhaf_index"} <= {
        f.__name__ for f in SOLVERS
    }


def test_every_public_function_of_solvers_is_exported():
    import coalitions.solvers

    for module in pkgutil.walk_packages(coalitions.solvers.__path__, "coalitions.solvers."):
        if module.name.rsplit(".", 1)[1].startswith("_"):
            continue
        found = vars(import_module(module.name)).values()
        defined = [f for f in found if inspect.isfunction(f) and f.__module__ == module.name and not f.__name__.startswith("_")]
        tree = ast.parse(Path(import_module(module.name).__file__).read_text())
        verbs = re.compile(r"(check|find|enumerate)_|.*(_value|_index|_act)$")
        public = [f for f in defined if verbs.match(f.__name__)]
        assert all(getattr(co, f.__name__, None) is f for f in public), (module.name, [f.__name__ for f in public])
        assert ast.get_docstring(tree)


@pytest.mark.parametrize("solver", SOLVERS, ids=by_name)
def test_a_solver_returns_a_solution(solver):
    game, judged = numerical_game(solver)
    solution = solver(game, *judged)
    assert isinstance(solution, co.Solution)
    assert solution.concept
    assert solution.guarantee in co.Guarantee
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    assert solution._repr_html_().startswith("<table>")
    assert repr(solution).endswith("]")
    assert str(inspect.signature(solver).return_annotation).startswith("Solution[")


@pytest.mark.parametrize("solver", SOLVERS, ids=by_name)
def test_a_solver_works_on_a_symbolic_game_or_refuses_clearly(solver):
    game, judged = symbolic_game(solver)
    assert game.kind == "symbolic"
    try:
        solution = solver(game, *judged)
    except (co.UndecidedError, co.UnsupportedGameError) as refusal:
        assert "expected" in str(refusal)
        assert re.search(r"claims|put numbers in|use [a-z_]+", str(refusal), re.IGNORECASE), refusal
    else:
        assert isinstance(solution, co.Solution)
        assert solution.guarantee is co.Guarantee.CERTIFIED


@pytest.mark.parametrize("function", [*SOLVERS, *TRANSFORMS, co.claims.decide], ids=by_name)
def test_docstrings(function):
    doc = inspect.getdoc(function)
    assert ">>> " in doc, "an example that is run"
    assert "References:" in doc
    assert re.search(r"(1[89]|20)\d\d", doc.split("References:")[1]), "a year"
    raised = re.findall(r"\b[A-Z]\w+Error\b", doc.split("Raises:")[1].split("Examples:")[0])
    assert raised
    assert all(hasattr(co, name) for name in raised)
    parameters = list(inspect.signature(function).parameters.values())
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters[2:]), "the game, what is judged, then keywords"


#: Folders of solvers whose examples are published ones: a line `>>> # Author (year): what` says where each is from.
PUBLISHED = ("values", "power", "cores", "properties")
CITED = re.compile(r"\((1[789]\d\d|20\d\d)\)")


def sources(doc):
    """The years that the comments of the examples cite, and those of the references."""
    examples, references = doc.split("Examples:")[1].split("References:")
    comments = [line.strip() for line in examples.splitlines() if line.strip().startswith(">>> #")]
    return [year for comment in comments for year in CITED.findall(comment)], set(CITED.findall(references))


@pytest.mark.parametrize("solver", [f for f in SOLVERS if f.__module__.split(".")[2] in PUBLISHED], ids=by_name)
def test_examples_are_published_ones(solver):
    cited, listed = sources(inspect.getdoc(solver))
    assert cited, "a line `>>> # Author (year): …` within the examples that says where they are from"
    assert set(cited) <= listed, "the source of each example is among the references"


def test_sources_of_examples():
    doc = "First.\n\nExamples:\n    >>> 1  # Nash (1950)\n    1\n{}\nReferences:\n    Nash (1950); Shapley (1953)."
    assert sources(doc.format("")) == ([], {"1950", "1953"})
    assert sources(doc.format("    >>> # Shapley (1953), theorem 1; a game of Gillies (1959)\n"))[0] == ["1953", "1959"]


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_documented(name):
    doc = inspect.getdoc(getattr(co, name))
    assert doc
    assert not doc.startswith(f"{name}("), "a docstring of its own, not the signature that a dataclass makes"


def test_errors_derive_from_one_base_and_a_builtin():
    errors = [e for name in NAMES if inspect.isclass(e := getattr(co, name)) and issubclass(e, Exception)]
    assert len(errors) > 5
    for error in errors:
        assert issubclass(error, co.CoalitionsError)
        if error is not co.CoalitionsError:
            builtin = [b for b in error.__mro__ if b.__module__ == "builtins" and b not in (Exception, BaseException, object)]
            assert builtin, error


def test_nothing_mutable_or_hidden():
    for name in NAMES:
        thing = getattr(co, name)
        if inspect.isclass(thing) and hasattr(thing, "__dataclass_params__"):
            assert thing.__dataclass_params__.frozen, name
