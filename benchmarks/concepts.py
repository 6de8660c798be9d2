"""What is computed, with what evidence, of which games, and how large: the table of README.

python -m benchmarks.concepts            (the table: what the code says today, and the sizes that were measured last)
python -m benchmarks.concepts --measure  (measures again: up to two minutes for each concept, `… --measure NAME …` for some)

A size is the number of players of the largest game that was solved within a second, and within a minute, of processor time with
the default limit of the function; an asterisk says that this limit, or the largest size tried, came before the time was up.
"""

from __future__ import annotations

import csv
import inspect
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations, pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import coalitions as co

MEASURED = Path(__file__).with_name("concepts.csv")
FOLDERS = ("values", "cores", "power", "properties")
LARGEST = 400  #: where a method grows slowly, larger games say nothing more


def solvers() -> list[str]:
    """The names of the solvers, by folder; estimates have a bound on their error and no certificate, so they are left out."""
    found = []
    for name in co.__all__:
        parts = getattr(getattr(co, name), "__module__", "").split(".")
        if name.startswith("estimate_"):
            continue
        if inspect.isfunction(getattr(co, name)) and parts[:2] == ["coalitions", "solvers"] and parts[2] in FOLDERS:
            found.append((FOLDERS.index(parts[2]), name))
    return [name for _, name in sorted(found)]


# -- the games that are measured, and what is judged of them ------------------------------------------------------------


def uneven(n: int) -> co.TUGame:
    """The square of the size, with noise: superadditive, without symmetry, hardly any ties."""
    if n > 25:
        raise co.LimitExceededError("expected at most 25 players for a table to measure with")
    sizes = np.bitwise_count(np.arange(1 << n)).astype(np.int64)
    worths = 100 * sizes**2 + np.random.default_rng(n).integers(0, 50, 1 << n) * (sizes > 1)
    return co.TUGame.from_vector(range(n), worths, order="mask")


def convex(n: int) -> co.TUGame:
    """The square of a sum of weights."""
    sums = np.zeros(1 << n, dtype=np.int64)
    for i, weight in enumerate(np.random.default_rng(n).integers(1, 10, n).tolist()):
        sums[1 << i : 2 << i] = sums[: 1 << i] + weight
    return co.TUGame.from_vector(range(n), sums**2, order="mask")


def council(n: int) -> co.WeightedVotingGame:
    """Weights from 1 to 100 and a quota of three fifths."""
    weights = np.random.default_rng(n).integers(1, 101, n).tolist()
    return co.WeightedVotingGame.from_weights(quota=sum(weights) * 3 // 5 + 1, weights=dict(enumerate(weights)))


def cournot(n: int) -> co.PartitionFunctionGame:
    """Each coalition earns the profit of one firm among as many as there are coalitions."""
    return co.PartitionFunctionGame.from_function(range(n), lambda S, P: Fraction(1, (len(P) + 1) ** 2))


def sharing_equally(n: int) -> co.NTUGame:
    """Each coalition has one vector of payoffs: everybody in it gets its size."""
    names = range(n)
    return co.NTUGame.from_vectors(names, {S: [(len(S),) * len(S)] for k in range(1, n + 1) for S in combinations(names, k)})


#: what a solver asks for besides the game, by the name of its parameter: a function of the players
JUDGED: dict[str, Callable[[list[Any]], Any]] = {
    "payoffs": lambda players: [Fraction(100 * len(players))] * len(players),
    "weights": lambda players: [1] * len(players),
    "partition": lambda players: [players[: len(players) // 2], players[len(players) // 2 :]] if players[1:] else [players],
    "links": lambda players: list(pairwise(players)),
    "hierarchy": lambda players: list(pairwise(players)),
    "feasible": lambda players: [players[:k] for k in range(len(players) + 1)],
    "order": lambda players: players,
    "bloc": lambda players: players[:2],
    "clan": lambda players: players[:1],
    "player": lambda players: players[0],
    "sharing": lambda players: {},
    "imputations": lambda players: [[Fraction(100 * len(players))] * len(players)],
    "outcome": lambda players: ([players], [Fraction(1, 4 * len(players))] * len(players)),
    "epsilon": lambda players: 1,
    "k": lambda players: 3,
}
JUDGED_OF: dict[str, Callable[[list[Any]], Any]] = {
    "semivalue": lambda players: [Fraction(1, 1 << (len(players) - 1))] * len(players),
    "weighted_nucleolus": lambda players: range(1, len(players) + 1),
    "weighted_prenucleolus": lambda players: range(1, len(players) + 1),
}
VOTING = [f"check_{what}" for what in ("proper", "strong", "simple", "complete", "weighted", "constant_sum", "decisive")]
VOTING += ["find_weighted_representation", "find_veto_players", "find_dictator"]
#: the game by the name of the solver, or by its folder; `uneven` where nothing is said
GAMES: dict[str, Callable[[int], Any]] = {
    "power": council,
    "egalitarian_value": convex,
    "check_convex": convex,
    **dict.fromkeys(VOTING, council),
}


def maker(name: str) -> Callable[[int], Any]:
    """What makes a game of n players for a solver: by its name, by the form that it asks for, or by its folder."""
    function = getattr(co, name)
    first = str(next(iter(inspect.signature(function).parameters.values())).annotation)
    if "PartitionFunctionGame" in first:
        return cournot
    return GAMES.get(name, sharing_equally if "NTUGame" in first else GAMES.get(function.__module__.split(".")[2], uneven))


def game_of(name: str, n: int) -> Any:
    return maker(name)(n)


def call(name: str, game: Any) -> co.Solution[Any]:
    """The solver on the game, with something to judge where it asks for it."""
    function, players = getattr(co, name), list(game.players)
    required = [p.name for p in list(inspect.signature(function).parameters.values())[1:] if p.default is p.empty]
    solution: co.Solution[Any] = function(game, *(JUDGED_OF.get(name, JUDGED[what])(players) for what in required))
    return solution


# -- measuring ----------------------------------------------------------------------------------------------------------


def _worker(name: str, requests: Connection) -> None:
    """Answers sizes with seconds, or with None where the function refuses the size."""
    while (n := requests.recv()) is not None:
        try:
            game = game_of(name, n)
            start = time.process_time()
            call(name, game)
            requests.send(time.process_time() - start)
        except co.LimitExceededError:
            requests.send(None)
        except Exception as error:  # a worker that dies would leave the other side waiting
            print(f"{name} at n = {n}: {error}", file=sys.stderr)
            requests.send(None)


class Timer:
    """Seconds of processor time of a solver for games of n players, in a process of its own that can be stopped."""

    def __init__(self, name: str) -> None:
        self.name, self.times = name, dict[int, float]()
        self.refused = LARGEST + 1  #: the least size known to be refused
        self._start()

    def _start(self) -> None:
        self.here, there = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_worker, args=(self.name, there), daemon=True)
        self.process.start()

    def stop(self) -> None:
        self.process.kill()
        self.process.join()

    def __call__(self, n: int, seconds: float) -> float:
        """The seconds, infinite where it took longer than asked or was refused."""
        if n >= self.refused or any(n >= m for m, t in self.times.items() if t > seconds):
            return float("inf")
        if n not in self.times:
            self.here.send(n)
            taken: float | None = 2 * seconds
            try:
                answered = self.here.poll(4 * seconds + 4)
                taken = self.here.recv() if answered else taken
            except EOFError:  # it ran out of memory
                answered = False
            if not answered:
                self.stop()
                self._start()
            if taken is None:
                self.refused, taken = n, float("inf")
            self.times[n] = taken
        return self.times[n]


def largest(timer: Timer, seconds: float, n: int) -> int:
    """The largest size within the time, at least n: doubling steps while it is far below, single ones near it."""
    step = 1
    while (taken := timer(n + step, seconds)) <= seconds:
        n += step
        step = 2 * step if taken < seconds / 50 and n >= 16 else 1
    while step > 1:  # the last step went too far
        step //= 2
        if timer(n + step, seconds) <= seconds:
            n += step
    return n


def measure(name: str) -> tuple[int, int, bool]:
    """The largest sizes in a second and in a minute, and whether a limit came before the minute was up."""
    timer = Timer(name)
    try:
        timer(2, 60)  # the first call imports what it needs
        timer.times.clear()
        second = largest(timer, 1.0, 0)
        times = [timer.times.get(n, 0.0) for n in (second - 1, second)]
        growth = max(times[1] / times[0], 1.5) if times[0] > 0.02 else 2.0
        guess = second + (int(np.log(50 / times[1]) / np.log(growth)) if times[1] > 0.02 else 0)
        timer.times = {n: t for n, t in timer.times.items() if t <= 1}
        while guess > second and timer(guess, 60.0) > 60:
            guess -= 1
        minute = largest(timer, 60.0, guess)
        return second, minute, minute + 1 >= timer.refused
    finally:
        timer.stop()


# -- the table ----------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    concept: str
    function: str
    evidence: str
    kinds: str
    second: str
    minute: str


def kinds(name: str) -> str:
    """Of exact, float and symbolic games of three players, the kinds that are answered; symbolic ones with closed forms."""
    w = 1 + co.parameter("w") ** 2
    simple, tops = (
        maker(name) is council,
        {"exact": 1, "float": 1.0, "symbolic": w},
    )
    answered = []
    for kind, unit in tops.items():
        try:
            if maker(name) is cournot:
                game: Any = co.PartitionFunctionGame.from_function(range(3), lambda S, P, unit=unit: unit * len(P))  # type: ignore[misc]
            elif maker(name) is sharing_equally and kind != "symbolic":
                game = co.NTUGame.from_vectors(["A"], {"A": [unit]})
            else:
                worths = [0, 0, 0, 0, 1, 1, 1] if simple else [0, 0, 0, 3, 3, 3, 6]
                game = co.TUGame.from_vector(range(3), [v * unit for v in worths], order="size", empty=False)
            call(name, game)
        except co.CoalitionsError:
            continue
        answered.append(kind)
    return ", ".join(answered)


def _measured() -> dict[str, dict[str, str]]:
    lines = MEASURED.read_text().splitlines() if MEASURED.exists() else []
    return {row["function"]: row for row in csv.DictReader(lines)}


def rows(names: Iterable[str] | None = None) -> list[Row]:
    measured = _measured()
    out = []
    for name in names or solvers():
        solution = call(name, game_of(name, 3))
        evidence = type(solution.verify().certificate).__name__
        sizes = measured.get(name, {"second": "", "minute": ""})
        out.append(Row(solution.concept, name, evidence, kinds(name), sizes["second"], sizes["minute"]))
    return out


def table() -> str:
    """The table in Markdown."""
    lines = ["| concept | function | certificate | worths | players in 1 s | in 1 min |", "|---|---|---|---|---|---|"]
    lines += [f"| {r.concept} | `{r.function}` | {r.evidence} | {r.kinds} | {r.second} | {r.minute} |" for r in rows()]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    if "--measure" not in arguments:
        print(table())
        return
    known = _measured()
    for name in [a for a in arguments if not a.startswith("-")] or solvers():
        second, minute, limited = measure(name)
        known[name] = {
            "function": name,
            "second": f"{second}{'*' if limited and second == minute else ''}",
            "minute": f"{minute}{'*' if limited else ''}",
        }
        print(name, known[name]["second"], known[name]["minute"], flush=True)
        with MEASURED.open("w", newline="") as file:  # at once: a long run may be cut off
            writer = csv.DictWriter(file, ["function", "second", "minute"])
            writer.writeheader()
            writer.writerows(known[n] for n in sorted(known))


if __name__ == "__main__":
    main(sys.argv[1:])
