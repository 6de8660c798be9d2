"""Every kernel against its floor and against the best peer that is installed, in sizes that grow: one table, and a picture.

python -m benchmarks             measures all (ten minutes), prints the table, writes results.csv and draws growth.png
python -m benchmarks voting      measures some subjects again: values, core, nucleolus, voting, tables
python -m benchmarks --draw      prints and draws what was measured last

Times are the least processor time of several runs of one thread, so that other work on the machine counts little; run it where
nothing else does all the same. Peers (the extra `peers`) answer in floats and are left out where they are not installed. They
are asked after they were given their form of the game. A series ends where the next size would take more than a minute.
"""

from __future__ import annotations

import csv
import importlib
import os
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # before anything is imported that reads them

import numpy as np  # noqa: E402

import coalitions as co  # noqa: E402
from benchmarks.kinds import KINDS, Council, councils, worths  # noqa: E402

RESULTS = Path(__file__).with_name("results.csv")
PICTURE = Path(__file__).with_name("growth.png")
PEERS = ("coopgame", "tucoopy", "shapiq", "powerindex", "powerindices")
AT_MOST = 60.0  #: seconds that a run may be expected to take


class Row(NamedTuple):
    """One time: what was asked, of which game, by whom."""

    subject: str
    question: str
    game: str
    n: int
    who: str
    seconds: float
    answer: str  #: certified, exact, float
    tables: str  #: of dense games, the memory that was needed beyond the table, in tables


class Ask(NamedTuple):
    """A question to one library: what makes its form of a game, and what answers."""

    who: str
    prepare: Callable[[Any], Any]
    answer: Callable[[Any], Any]


def peer(name: str) -> Any:
    """The package, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def least(run: Callable[[], Any], seconds: float = 0.5) -> tuple[float, Any]:
    """The least processor time of runs that take this long together, three at least if they are short; and the last answer."""
    times: list[float] = []
    while not times or (len(times) < 3 and times[0] < 5) or (sum(times) < seconds and len(times) < 50):
        start = time.process_time()
        answer = run()
        times.append(time.process_time() - start)
    return min(times), answer


def series(subject: str, question: str, game: str, sizes: Any, ask: Ask, make: Callable[[Any], Any]) -> Iterator[Row]:
    """One library on games that grow, until the next would take too long or it gives up."""
    past: list[tuple[int, float]] = []
    for size in sizes:
        built = make(size)
        n = built.n if isinstance(built, Council) else size
        if len(past) > 1 and past[-1][1] > 0.05:
            growth = max(past[-1][1] / max(past[-2][1], 1e-4), 1.0) ** (1 / max(past[-1][0] - past[-2][0], 1))
            if past[-1][1] * growth ** (n - past[-1][0]) > AT_MOST:
                return
        try:
            form = ask.prepare(built)
            seconds, found = least(partial(ask.answer, form))
        except Exception as error:  # a peer may refuse a game, or fail on it
            print(f"# {ask.who}: {question} of {game}, n = {n}: {type(error).__name__}: {error!s:.100}", file=sys.stderr)
            return
        past.append((n, seconds))
        print(f"# {ask.who}: {question} of {game}, n = {n}: {shown(seconds)}", file=sys.stderr, flush=True)
        label = built.name if isinstance(built, Council) else game
        by_peer = "float" if ask.who in PEERS else "exact"
        guarantee = found.guarantee.value if isinstance(found, co.Solution) else by_peer
        yield Row(subject, question, label, n, ask.who, seconds, guarantee, memory(ask, form, built))


def memory(ask: Ask, form: Any, built: Any) -> str:
    """The most memory that was held beyond the table of worths, as a multiple of it."""
    if ask.who != "coalitions" or not isinstance(built, np.ndarray) or len(built) < 1 << 16:
        return ""
    tracemalloc.start()
    ask.answer(form)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return f"{peak / built.nbytes:.2f}"


def dense(values: Any) -> co.TUGame:
    return co.TUGame.from_vector(range(len(values).bit_length() - 1), values, order="mask")


def theirs(values: Any) -> Any:
    """The Rust peer's form of a game, whose vector leaves the empty coalition out."""
    return peer("coopgame").Game([float(v) for v in values[1:].tolist()])


FLOOR = Ask("floor", lambda values: values, np.sum)


def value_rows() -> Iterator[Row]:
    """Values of dense games; the floor is one pass over the table."""
    random = partial(worths, "random")
    asks = [FLOOR, Ask("coalitions", dense, co.shapley_value)]
    asks += [Ask("coalitions (float)", lambda v: dense(v.astype(float)), co.shapley_value)]
    if coopgame := peer("coopgame"):
        asks.append(Ask("coopgame", theirs, coopgame.shapley))
    if tucoopy := peer("tucoopy"):
        prepare = partial(_tucoopy_game, tucoopy)
        asks.append(Ask("tucoopy", prepare, importlib.import_module("tucoopy.solutions").shapley_value))
    if shapiq := peer("shapiq"):
        asks.append(Ask("shapiq", partial(_shapiq_computer, shapiq), lambda made: made()("SV", order=1)))
    for ask in asks:
        # the forms of peers are lists and dictionaries, for which there is no memory beyond
        sizes = (8, 12, 16, 20) if ask.who in PEERS else (8, 12, 16, 20, 22, 24)
        yield from series("values", "Shapley value", "random", sizes, ask, random)
    for question, ours, bound in (
        ("dividends", co.dividends, 16),
        ("Banzhaf value", co.banzhaf_value, 24),
        ("convexity", co.check_convex, 20),
        ("superadditive cover", co.superadditive_cover, 14),
    ):
        sizes = [n for n in (8, 12, 14, 16, 20, 24) if n <= bound]
        kind = "convex" if question == "convexity" else "random"
        yield from series("values", question, kind, sizes, Ask("coalitions", dense, ours), partial(worths, kind))
        yield from series("values", question, kind, sizes, FLOOR, partial(worths, kind))
        if coopgame and question in ("Banzhaf value", "convexity"):
            answer = coopgame.banzhaf if question == "Banzhaf value" else lambda game: game.is_convex()
            few = [n for n in sizes if n <= 20]
            yield from series("values", question, kind, few, Ask("coopgame", theirs, answer), partial(worths, kind))


def _tucoopy_game(tucoopy: Any, values: Any) -> Any:
    return tucoopy.Game(n_players=len(values).bit_length() - 1, v=dict(enumerate(values.tolist())))


def _shapiq_computer(shapiq: Any, values: Any) -> Any:
    n = len(values).bit_length() - 1
    bits = 1 << np.arange(n)
    return lambda: shapiq.ExactComputer(lambda rows: values[np.atleast_2d(rows) @ bits].astype(float), n)


def core_rows(question: str, ours: Callable[[Any], Any], name: str) -> Iterator[Row]:
    """Exact and certified answers about six kinds of games, next to the floats of the Rust peer."""
    coopgame = peer("coopgame")
    answer = (lambda game: game.has_nonempty_core()) if name == "core" else getattr(coopgame, name, None)
    for kind in KINDS:
        for ask in (Ask("coalitions", dense, ours), Ask("coopgame", theirs, answer) if coopgame else None, FLOOR):
            if ask:
                yield from series(name, question, kind, (8, 12, 16, 18, 20), ask, partial(worths, kind))


def voting_rows() -> Iterator[Row]:
    """Voting power: exact numbers, next to the floats of peers."""
    questions = {"Banzhaf": co.banzhaf_index, "Shapley–Shubik": co.shapley_shubik_index}
    questions |= {"Deegan–Packel": co.deegan_packel_index, "Holler–Packel": co.holler_packel_index}
    questions |= {"Johnston": co.johnston_index}
    questions |= {"Shapley–Shubik by quadrature": partial(co.shapley_shubik_index, method="quadrature")}
    packages = (peer("powerindex"), peer("powerindices"))
    for question, ours in questions.items():
        for council in councils(question):
            with_limit = partial(ours, limit=1 << 28) if "quadrature" not in question else ours
            asks = [Ask("coalitions", lambda c: c.game, with_limit)]
            if packages[0] and council.rule and council.n <= 100 and question in ("Banzhaf", "Shapley–Shubik"):
                asks.append(Ask("powerindex", lambda c: c.rule, partial(_powerindex, packages[0], question)))
            if packages[1] and council.rule and council.n <= 60 and question in ("Banzhaf", "Shapley–Shubik"):
                asks.append(Ask("powerindices", lambda c: c.rule, partial(_powerindices, packages[1], question)))
            for ask in asks:
                yield from series("voting", question, council.name, [council], ask, lambda c: c)


def _powerindex(package: Any, question: str, rule: tuple[int, list[int]]) -> Any:
    game = package.Game(rule[0], list(rule[1]))
    return game.calc_banzhaf() if question == "Banzhaf" else game.calc_shapley_shubik()


def _powerindices(package: Any, question: str, rule: tuple[int, list[int]]) -> Any:
    compute = package.compute_pbi if question == "Banzhaf" else package.compute_ssi
    return compute(rule[0], list(rule[1]))  # it changes the list that it is given


SUBJECTS: dict[str, Callable[[], Iterator[Row]]] = {
    "values": value_rows,
    "core": lambda: core_rows("core point", co.find_core_point, "core"),
    "nucleolus": lambda: core_rows("nucleolus", co.nucleolus, "nucleolus"),
    "prenucleolus": lambda: core_rows("prenucleolus", co.prenucleolus, "prenucleolus"),
    "voting": voting_rows,
}


def shown(seconds: float | None) -> str:
    """Seconds in a readable unit."""
    if seconds is None:
        return ""
    for unit, factor in (("s", 1.0), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def table(rows: list[Row]) -> str:
    """One line for each game of each size: ours, how it grows for each player, the floor, the best peer.

    The memory is what was held beyond the table of worths, in tables. The last column is the time of the peer over ours.
    """
    lines = ["| question | game | n | coalitions | growth | answer | memory | floor | best peer | its time | faster |"]
    lines.append("|---|---|--:|--:|--:|---|--:|--:|---|--:|--:|")
    before: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.who != "coalitions":
            continue
        same = [r for r in rows if (r.question, r.game, r.n) == (row.question, row.game, row.n)]
        floor = next((r.seconds for r in same if r.who == "floor"), None)
        others = sorted((r for r in same if r.who in PEERS), key=lambda r: r.seconds)
        last = before.get((row.question, row.game))
        growth = f"×{(row.seconds / last.seconds) ** (1 / (row.n - last.n)):.2f}" if last and row.n > last.n else ""
        before[row.question, row.game] = row
        best = (others[0].who, shown(others[0].seconds), f"×{others[0].seconds / row.seconds:.3g}") if others else ("", "", "")
        cells = (row.question, row.game, str(row.n), shown(row.seconds), growth, row.answer, row.tables)
        lines.append("| " + " | ".join((*cells, shown(floor), *best)) + " |")
    return "\n".join(lines)


def draw(rows: list[Row], path: Path) -> None:
    """Time against the number of players, on a scale of powers: ours solid, the Rust peer and the floor dashed."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    panels = (("Shapley value", "random"), ("core point", "superadditive"), ("prenucleolus", "superadditive"))
    styles = {"coalitions": ("#0072B2", "o-"), "coopgame": ("#D55E00", "s--"), "shapiq": ("#009E73", "^--")}
    styles |= {"tucoopy": ("#CC79A7", "v--"), "floor": ("#666666", ":")}
    with plt.rc_context({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False}):
        figure, axes = plt.subplots(1, 3, figsize=(10, 3.4), sharey=True)
        for axis, (question, game) in zip(axes, panels, strict=True):  # ours includes the check of the evidence
            for who, (color, style) in styles.items():
                points = [(r.n, r.seconds) for r in rows if (r.question, r.game, r.who) == (question, game, who)]
                if points:
                    axis.plot(*zip(*points, strict=True), style, color=color, markersize=4)
                    label = "one pass" if who == "floor" else who
                    axis.annotate(label, points[-1], (5, 0), textcoords="offset points", color=color, va="center", fontsize=8)
            axis.set(yscale="log", xlabel="players", title=f"{question} ({game} worths)", xlim=(7, 29), xticks=range(8, 25, 4))
            axis.grid(axis="y", color="#dddddd", linewidth=0.5)
        axes[0].set_ylabel("seconds of processor time")
        figure.tight_layout()
        figure.savefig(path, dpi=150)
        plt.close(figure)


def main(arguments: list[str]) -> None:
    """Measure what is asked for, save it, and show everything that was measured."""
    asked = [a for a in arguments if not a.startswith("-")] or ([] if "--draw" in arguments else list(SUBJECTS))
    kept = list(csv.reader(RESULTS.open(encoding="utf-8")))[1:] if RESULTS.exists() else []
    rows = [Row(r[0], r[1], r[2], int(r[3]), r[4], float(r[5]), r[6], r[7]) for r in kept]
    for subject in asked:
        missing = [name for name in PEERS if peer(name) is None]
        print(
            f"# {subject}: load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores; not installed: {missing}", file=sys.stderr
        )
        fresh = list(SUBJECTS[subject]())
        again = {r.question for r in fresh}
        rows = [r for r in rows if r.question not in again] + fresh
        rows.sort(key=lambda r: list(SUBJECTS).index(r.subject))
        with RESULTS.open("w", newline="", encoding="utf-8") as file:  # at once: a long run may be cut off
            writer = csv.writer(file)
            writer.writerow(Row._fields)
            writer.writerows(rows)
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}; least processor times\n")
    print(table(rows))
    draw(rows, PICTURE)


if __name__ == "__main__":
    main(sys.argv[1:])
