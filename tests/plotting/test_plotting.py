"""Pictures: what is written on them, how many of what, and that special cases are drawn, too."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import matplotlib as mpl
import pytest
import sympy

mpl.use("Agg")

import matplotlib.pyplot as plt

import coalitions as co
from coalitions import plotting
from coalitions.games.size_regions import SizeRegion
from coalitions.plotting._condensed import condensed
from coalitions.plotting._plane import cut
from coalitions.plotting.regions import round_ticks
from coalitions.plotting.stable_sizes import Bar, bars

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def drawn(ax):
    ax.figure.canvas.draw()  # whatever is wrong with an artist shows here
    return ax


def legend(ax):
    return [t.get_text() for t in ax.get_legend().get_texts()]


def texts(ax):
    return [t.get_text() for t in ax.texts if t.get_text()]


def game(ab, ac, bc, abc, alone=0):
    worths = {"A": alone, "B": alone, "C": alone, ("A", "B"): ab, ("A", "C"): ac, ("B", "C"): bc, ("A", "B", "C"): abc}
    return co.TUGame.from_worths(["A", "B", "C"], worths)


CLEAR = game(5, 4, 6, 9)
GUEST = {"1": ["12", "1", "123", "13"], "2": ["12", "2", "123", "23"], "3": ["123", "23", "13", "3"]}
HEDONIC = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in GUEST.items()})


def test_matplotlib_is_not_loaded_with_the_library_but_with_the_pictures():
    code = (
        "import json, sys, coalitions as co; co.core(co.majority_game(['A', 'B', 'C'])); a = 'matplotlib' in sys.modules; "
        "import coalitions.plotting; print(json.dumps([a, 'matplotlib' in sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(run.stdout) == [False, True]


def test_settings_are_left_alone_and_nothing_is_shown(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda *_: pytest.fail("show was called"))
    before = dict(mpl.rcParams)
    ax = plt.figure().add_subplot()
    assert plotting.plot_core(CLEAR, ax=ax) is ax
    assert dict(mpl.rcParams) == before
    assert len(plt.get_fignums()) == 1


# -- triangles ----------------------------------------------------------------------------------------------------------


def test_core_of_three_players():
    ax = drawn(plotting.plot_core(CLEAR, show=("bounds", "shapley", "nucleolus", "weber"), title="A core"))
    assert legend(ax) == ["Weber set", "core, 3 corners", "Shapley value (5/2, 7/2, 3)", "nucleolus (2, 4, 3)"]
    assert {"x(A) + x(B) = 5", "x(A) + x(C) = 4", "x(B) + x(C) = 6", "A\n(9, 0, 0)", "C\n(0, 0, 9)"} <= set(texts(ax))
    assert ax.get_title() == "A core"
    assert not ax.axison
    corners = next(line for line in ax.lines if line.get_marker() == "o" and len(line.get_xdata()) == 3)
    # (x_B + x_C / 2, x_C sqrt(3) / 2) / 9 for the corners (3, 2, 4), (3, 5, 1), (0, 5, 4)
    expected = {(round((b + c / 2) / 9, 9), round(c * 3**0.5 / 18, 9)) for b, c in ((2, 4), (5, 1), (5, 4))}
    assert {(round(x, 9), round(y, 9)) for x, y in zip(*corners.get_data(), strict=True)} == expected


def test_empty_core_and_the_least_core():
    ax = drawn(plotting.plot_core(game(7, 6, 7, 9), show=("bounds", "least core")))
    assert legend(ax) == ["core: empty", "least core (8/3, 11/3, 8/3)"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (game(0, 0, 0, 3, alone=1), "the only imputation\n(1, 1, 1)"),
        (game(0, 0, 0, 2, alone=1), "no imputations:\nv(A) + v(B) + v(C)\n= 3 > v(N)"),
        (game(0, 0, 0, 0), "the only imputation\n(0, 0, 0)"),
    ],
)
def test_games_without_a_triangle(case, words):
    assert words in texts(drawn(plotting.plot_core(case)))


def test_degenerate_cores():
    point = drawn(plotting.plot_core(game(6, 6, 6, 9), show=()))
    assert legend(point) == ["core (3, 3, 3)"]
    segment = drawn(plotting.plot_core(game(9, 0, 0, 9), show="bounds"))
    assert legend(segment) == ["core, 2 corners"]
    thirds = drawn(plotting.plot_core(game(0, 0, 0, Fraction(1, 3)), show="shapley"))
    assert legend(thirds) == ["core, 3 corners", "Shapley value (1/9, 1/9, 1/9)"]
    huge = drawn(plotting.plot_core(game(0, 0, 0, 10**30)))
    assert "A\n(1e+30, 0, 0)" in texts(huge)


def test_core_of_four_players():
    cube = co.TUGame.from_function(list("ABCD"), lambda S: [0, 0, 1, 4, 9][len(S)])
    ax = drawn(plotting.plot_core(cube, title="four"))
    assert ax.name == "3d"
    assert legend(ax)[-1] == "core, 24 corners"
    (faces,) = ax.collections[-1:]
    assert len(ax.texts) == 4
    assert len(faces.get_facecolor()) >= 1
    assert legend(drawn(plotting.plot_core(co.majority_game(list("ABCD"), quota=3))))[-1] == "core: empty"
    flat = co.TUGame.from_function(list("ABCD"), lambda S: 4 if len(S) == 4 else 2 if set(S) >= {"A", "B"} else 0)
    assert "core" in legend(drawn(plotting.plot_core(flat)))[-1]
    line = co.TUGame.from_function(list("ABCD"), lambda S: 1 if set(S) >= {"A", "B"} else 0)
    assert legend(drawn(plotting.plot_core(line)))[-1] == "core, 2 corners"
    nothing = co.TUGame.from_function(list("ABCD"), lambda S: 0)
    assert "the only imputation" in texts(drawn(plotting.plot_core(nothing)))[0]


def test_stable_sets():
    majority = co.majority_game(["A", "B", "C"])
    ax = drawn(plotting.plot_imputations(majority, co.find_stable_set(majority)))
    assert legend(ax) == ["core: empty", "stable set: 3 points"]
    line = drawn(plotting.plot_imputations(majority, [[["3/4", 0, "1/4"], [0, "3/4", "1/4"]]], label="discriminatory"))
    assert legend(line)[-1] == "discriminatory: 1 segment"
    area = drawn(plotting.plot_imputations(CLEAR, [[[9, 0, 0], [0, 9, 0], [0, 0, 9]], [3, 3, 3]]))
    assert legend(area) == ["core, 3 corners", "stable set: 1 point, 1 polygon"]


def test_refusals_of_triangles():
    two = co.TUGame.from_vector(["A", "B"], [0, 0, 1], order="mask")
    with pytest.raises(co.UnsupportedGameError, match="three players"):
        plotting.plot_core(two)
    with pytest.raises(co.InvalidArgumentError, match="'bounds', 'shapley'"):
        plotting.plot_core(CLEAR, show="banzhaf")
    with pytest.raises(co.UndecidedError):
        plotting.plot_core(game(co.parameter("w"), 0, 0, 1))
    with pytest.raises(co.InvalidArgumentError, match="there is none"):
        plotting.plot_imputations(CLEAR, co.find_core_point(game(7, 7, 7, 9)))


# -- graphs -------------------------------------------------------------------------------------------------------------


def arrows(ax):
    return [t for t in ax.texts if t.get_text() == "" and t.arrow_patch is not None]


def test_transitions_of_partitions():
    env = co.environment(HEDONIC, moves="coalitional")
    ax = drawn(plotting.plot_transitions(env, title="Guest"))
    graph = co.improvement_graph(env)
    assert len(arrows(ax)) == len(set(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True)))
    assert {"123", "12|3", "13|2", "1|23", "1|2|3"} <= set(texts(ax))
    assert legend(ax)[-1] == "no move is improving"
    heights = {t.get_text(): t.get_position()[1] for t in ax.texts}
    assert heights["123"] > heights["12|3"] == heights["1|23"] > heights["1|2|3"]
    filled = {t.get_text() for t in ax.texts if t.get_bbox_patch() and t.get_bbox_patch().get_linewidth() == 2.0}
    assert filled == {"12|3"}  # the core of this game


def test_merges_and_splits_differ_in_color_and_line():
    two = co.HedonicGame.from_preferences(["A", "B"], {"A": [("A", "B")], "B": [("A", "B")]})
    merge = drawn(plotting.plot_transitions(co.environment(two)))
    apart = co.HedonicGame.from_preferences(["A", "B"], {"A": ["A"], "B": [("A", "B")]})
    split = drawn(plotting.plot_transitions(co.environment(apart)))
    (a,), (b,) = arrows(merge), arrows(split)
    assert a.arrow_patch.get_edgecolor() != b.arrow_patch.get_edgecolor()
    assert a.arrow_patch.get_linestyle() != b.arrow_patch.get_linestyle()
    assert legend(merge)[0] == "coalitions merge"
    assert legend(split)[0] == "a coalition splits"


def test_transitions_of_other_states_and_of_a_process():
    ranks = {"1": ["d", "c", "b", "a"], "2": ["c", "b", "a", "d"]}
    moves = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
    chwe = co.Environment.from_moves(["1", "2"], "abcd", moves, rankings=ranks)
    ax = drawn(plotting.plot_transitions(chwe, stable=["c"], label="largest consistent set"))
    assert sorted(texts(ax)) == ["1", "1", "1, 2", "2", "2", "a", "b", "c", "d"]
    assert legend(ax) == ["improving move", "largest consistent set"]
    assert sorted(texts(drawn(plotting.plot_transitions(chwe, movers=False)))) == ["a", "b", "c", "d"]
    game = co.DynamicEnvironment.from_moves(
        ["1", "2"], "abc", [("a", "b", "1"), ("a", "c", "2")], payoffs=[(0, 0), (1, 1), (1, 1)], discount="1/2"
    )
    judged = co.check_equilibrium_process(game, {"a": {"b": "1/3", "c": "2/3"}})
    assert judged.value
    process = game.process(judged.certificate.transitions)
    random = drawn(plotting.plot_transitions(process))
    assert {"1/3", "2/3"} <= set(texts(random))
    assert legend(random) == ["transition", "absorbing"]


def test_degenerate_graphs():
    one = co.Environment.from_moves(["1"], ["x"], [], payoffs=[[0]])
    assert texts(drawn(plotting.plot_transitions(one))) == ["x"]
    with pytest.raises(co.InvalidArgumentError, match="stable states among the 1 states"):
        plotting.plot_transitions(one, stable=["y"])
    with pytest.raises(co.UnsupportedGameError, match="environment"):
        plotting.plot_transitions(HEDONIC)


def chain(n, back=()):
    """1 moves up a line of n states; with more moves back down, circles."""
    moves = [(k, k + 1, "1") for k in range(n - 1)] + [(a, b, "2") for a, b in back]
    ranks = {"1": list(range(n))[::-1], "2": list(range(n))}
    return co.Environment.from_moves(["1", "2"], range(n), moves, rankings=ranks)


def test_a_large_graph_is_condensed():
    ax = drawn(plotting.plot_transitions(chain(60, [(30, 20)])))
    assert sorted(texts(ax)) == ["20 states", "28 states", "59", "circle of 11 states"]
    assert "60 states" in ax.get_title()
    assert len(arrows(ax)) == 3
    assert legend(ax) == ["moves may lead there", "nothing leads away"]
    assert len(texts(drawn(plotting.plot_transitions(chain(52))))) >= 52
    whole = drawn(plotting.plot_transitions(chain(60), limit=60))
    assert len(arrows(whole)) == 59


def test_condensing_by_hand():
    graph = condensed("abcdef", [(0, 1), (1, 2), (2, 1), (2, 3), (0, 3), (4, 5), (5, 4)])
    assert sorted(graph.labels) == ["1 state", "circle of 2 states", "circle of 2 states", "d"]
    named = {(graph.labels[a], graph.labels[b]) for a, b in graph.arrows}
    assert named == {("1 state", "circle of 2 states"), ("circle of 2 states", "d")}  # a -> d goes by the circle
    assert len(graph.closed) == 2


def test_many_ends_are_counted():
    moves = [("hub", f"end {k}", "1") for k in range(70)]
    ranks = {"1": [[f"end {k}" for k in range(70)], "hub"]}
    env = co.Environment.from_moves(["1"], ["hub", *(f"end {k}" for k in range(70))], moves, rankings=ranks)
    ax = drawn(plotting.plot_transitions(env))
    assert sorted(texts(ax)) == ["1 groups of states,\n70 ways on", "70 ends"]


def test_partitions():
    ax = drawn(
        plotting.plot_partitions(
            HEDONIC,
            stable={"core": co.enumerate_core_partitions(HEDONIC), "individual": co.enumerate_individually_stable(HEDONIC)},
        )
    )
    assert texts(ax) == ["123", "12|3 *°", "13|2", "1|23", "1|2|3"]
    assert len(ax.lines) == 6  # covering pairs of the lattice of three
    assert [t.split()[0] for t in legend(ax)] == ["core", "individual"]
    five = drawn(plotting.plot_partitions(list("ABCDE")))
    assert len(texts(five)) == 52
    # each partition with k blocks covers C(k, 2) coarser ones: 1*0 + 15*1 + 25*3 + 10*6 + 1*10
    assert len(five.lines) == 15 + 75 + 60 + 10
    assert texts(drawn(plotting.plot_partitions(["A"]))) == ["A"]
    plain = drawn(plotting.plot_partitions(["A", "B"], stable=[[["A"], ["B"]]]))
    assert texts(plain) == ["AB", "A|B *"]


def test_refusals_of_diagrams():
    with pytest.raises(co.LimitExceededError, match=r"at most 5 players.*plot_transitions"):
        plotting.plot_partitions(list("ABCDEF"))
    with pytest.raises(co.InvalidArgumentError, match="every player exactly once"):
        plotting.plot_partitions(["A", "B"], stable=[[["A"]]])
    with pytest.raises(co.InvalidArgumentError, match="at most 3 notions"):
        plotting.plot_partitions(["A", "B"], stable={str(k): [] for k in range(4)})


# -- maps and tables ----------------------------------------------------------------------------------------------------


def test_regions():
    a, b = co.parameter("a"), co.parameter("b")
    regions = {"low": [a + b <= 1], "high": sympy.Or(a + b > 1)}
    ax = drawn(plotting.plot_regions(regions, [a, b], title="Two"))
    assert sorted(texts(ax)) == ["$a + b = 1$", "high", "low"]
    assert ax.get_xlabel() == "$a$"
    assert [t.get_text() for t in ax.get_xticklabels()] == ["0", "1"]
    assert len(ax.patches) == 2
    assert ax.patches[0].get_hatch() != ax.patches[1].get_hatch()
    thirds = drawn(plotting.plot_regions({"x": [3 * a <= 1], "y": [3 * a > 1]}, [a, b], equations=False))
    assert [t.get_text() for t in thirds.get_xticklabels()] == ["0", "1/3", "1"]
    assert sorted(texts(thirds)) == ["x", "y"]


def test_two_parts_of_one_region_hang_together_or_not():
    a, b = co.parameter("a"), co.parameter("b")
    corners = sympy.Or(a + b <= sympy.Rational(1, 2), a + b >= sympy.Rational(3, 2))
    ax = drawn(plotting.plot_regions({"corner": corners}, [a, b]))
    assert texts(ax).count("corner") == 2
    overlap = sympy.Or(a <= sympy.Rational(2, 3), b <= sympy.Rational(1, 3))
    both = drawn(plotting.plot_regions({"L": overlap, "rest": sympy.Not(overlap)}, [a, b]))
    assert texts(both).count("L") == 1
    assert texts(both).count("rest") == 1
    shared = drawn(plotting.plot_regions({"p": a <= sympy.Rational(2, 3), "q": a >= sympy.Rational(1, 3)}, [a, b]))
    assert "p and\nq" in texts(shared)
    assert texts(drawn(plotting.plot_regions({"all": [True], "nothing": [a > 2]}, [a, b]))) == ["all"]


def test_cells_of_a_plane():
    lines = [(Fraction(1), Fraction(1), Fraction(-1)), (Fraction(1), Fraction(-1), Fraction(0))]
    plane = cut(lines, (Fraction(0), Fraction(0), Fraction(1), Fraction(1)))
    assert len(plane.cells) == 4
    middle = (Fraction(1, 2), Fraction(1, 2))
    assert all(middle in cell and len(cell) == 3 for cell in plane.cells)
    assert len(plane.borders([0, 1, 2, 3])) == 4
    assert plane.borders([0, 0, 0, 0]) == []
    assert plane.joined([0, 0, 0, 0]) == [[0, 1, 2, 3]]


def test_refusals_of_maps():
    a, b, c = (co.parameter(x) for x in "abc")
    with pytest.raises(co.UnsupportedGameError, match="linear"):
        plotting.plot_regions({"x": [a * b > 1]}, [a, b])
    with pytest.raises(co.UnsupportedGameError, match="linear"):
        plotting.plot_regions({"x": [a + c > 1]}, [a, b])
    with pytest.raises(co.InvalidArgumentError, match="exchange"):
        plotting.plot_regions({}, [a, b], low=(1, 0))
    with pytest.raises(co.InvalidArgumentError, match="two parameters"):
        plotting.plot_regions({}, [a])


def test_stable_sizes_against_the_regions():
    t = co.parameter("t")
    game = co.SymmetricAgreement.from_functions(
        5, signatory=lambda k: 2 * k - t * k**2 / (1 + t), outsider=lambda k: 3 * k / 2 + 1
    )
    regions = co.stable_agreement_regions(game, t, low=0, high=3).value
    ax = drawn(plotting.plot_stable_sizes(regions))
    shown = [(line.get_ydata()[0], *line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2]
    for twelfth in range(72):
        value = Fraction(twelfth, 24) + Fraction(1, 1000)
        assert sorted({int(k) for k, a, b in shown if a <= value <= b}) == sorted(regions.at(value))


def test_ends_of_bars():
    """By hand: sizes 3 up to 1, 0 and 3 from there to 5/3, and then 0 alone."""
    regions = co.SizeRegions(
        "t",
        (
            SizeRegion(Fraction(0), Fraction(0), (3,)),
            SizeRegion(Fraction(0), Fraction(1), (3,)),
            SizeRegion(Fraction(1), Fraction(1), (0, 3)),
            SizeRegion(Fraction(1), Fraction(5, 3), (0, 3)),
            SizeRegion(Fraction(5, 3), Fraction(5, 3), (0,)),
            SizeRegion(Fraction(5, 3), Fraction(2), (0,)),
            SizeRegion(Fraction(2), Fraction(2), ()),
        ),
    )
    assert bars(regions) == [Bar(0, 1, 2, True, False), Bar(3, 0, Fraction(5, 3), True, False)]
    ax = drawn(plotting.plot_stable_sizes(regions, title="Sizes"))
    assert sorted(texts(ax)) == ["1", "5/3"]
    assert ax.get_xlabel() == "$t$"
    dots = {line.get_xdata()[0]: line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"}
    assert dots[5 / 3] == "white"
    assert dots[1.0] != "white"
    empty = co.SizeRegions("t", (SizeRegion(Fraction(0), Fraction(1), ()),))
    assert texts(drawn(plotting.plot_stable_sizes(empty))) == []
    with pytest.raises(co.UnsupportedGameError, match="stable_agreement_regions"):
        plotting.plot_stable_sizes(co.core(CLEAR))


def test_round_ticks():
    assert round_ticks(Fraction(0), Fraction(1)) == [Fraction(k, 5) for k in range(6)]
    assert round_ticks(Fraction(1, 100), Fraction(1, 2)) == [Fraction(k, 10) for k in range(1, 6)]
    assert round_ticks(Fraction(0), Fraction(1000)) == [200 * k for k in range(6)]


def test_stability_table():
    answer = co.stability_table(HEDONIC, [["1", "2"], ["3"]])
    ax = drawn(plotting.plot_stability_table(answer))
    assert texts(ax)[:3] == ["notion", "holds", "because"]
    for notion, holds, why in answer.value.rows:
        place = texts(ax).index(notion[0].upper() + notion[1:])
        assert texts(ax)[place + 1] == ("yes" if holds else "no")
        assert texts(ax)[place + 2].replace("\n", " ") == why
    assert ax.get_title() == "{1, 2} | {3}"
    narrow = drawn(plotting.plot_stability_table(answer.value, width=20, title="Table"))
    assert any("\n" in t for t in texts(narrow))
    with pytest.raises(co.UnsupportedGameError, match="stability_table"):
        plotting.plot_stability_table(co.core(CLEAR))
