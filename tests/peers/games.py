"""Games on which peers are compared: named ones with ties, null players and empty cores, and random ones."""

import numpy as np

import coalitions as co

TALMUD = {"A": 100, "B": 200, "C": 300}


def _random(rng, n, low=0, high=20):
    worths = rng.integers(low, high + 1, 1 << n)
    worths[0] = 0
    return co.TUGame.from_vector(range(1, n + 1), worths, order="mask")


def named_games():
    """Small games of the literature, by name."""
    three = list("ABC")
    return {
        "talmud-100": co.bankruptcy_game(100, TALMUD),
        "talmud-200": co.bankruptcy_game(200, TALMUD),
        "talmud-300": co.bankruptcy_game(300, TALMUD),
        "cities": co.TUGame.from_vector(three, [0, 0, 0, 90, 100, 120, 220], order="size"),
        "majority": co.tabulate(co.majority_game(three)),
        "gloves": co.glove_game(["A"], ["B", "C"]),
        "apex": co.tabulate(co.apex_game(list("ABCDE"), "A")),
        "houses": co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]]),
        "valley": co.savings_game(
            co.TUGame.from_vector(three, [163_520, 140_826, 250_096, 301_607, 378_821, 367_370, 412_584], order="size")
        ),
        "zero": co.TUGame.from_vector(three, [0] * 7, order="size"),
        "additive": co.additive_game({"A": 3, "B": -1, "C": 4}),
        "null-player": co.TUGame.from_vector(three, [0, 0, 0, 10, 0, 0, 2], order="size"),
        "no-imputation": co.TUGame.from_vector(three, [1, 1, 1, 0, 0, 0, 2], order="size"),
        "convex": co.TUGame.from_function(list("ABCD"), lambda S: len(S) ** 2),
    }


def random_games():
    """Four times: any game, one with losses, a superadditive and a convex one, of three to five players."""
    rng = np.random.default_rng(1953)
    games = {}
    for n in (3, 4, 5):
        for k in range(4):
            games[f"any-{n}-{k}"] = _random(rng, n)
            games[f"losses-{n}-{k}"] = _random(rng, n, low=-10)
            games[f"superadditive-{n}-{k}"] = co.superadditive_cover(_random(rng, n))
            paid = {S: int(rng.integers(0, 9)) for S in co.dividends(_random(rng, n))}
            games[f"convex-{n}-{k}"] = co.from_dividends(range(1, n + 1), paid)
    return games


GAMES = named_games() | random_games()
#: Weighted voting games: quota and weights
COUNCILS = {
    "europe-1958": (12, [4, 4, 4, 2, 2, 1]),
    "europe-1973": (41, [10, 10, 10, 10, 5, 5, 3, 3, 2]),
    "nassau": (58, [31, 31, 28, 21, 2, 2]),
    "holler": (51, [35, 20, 15, 15, 15]),
    "shareholders": (51, [40, 30, 20, 10]),
    "members": (5, [3, 2, 2, 1]),
    "unanimity": (4, [1, 1, 1, 1]),
    "dictator": (3, [3, 1, 1]),
    "seats": (26, [17, 11, 9, 6, 4, 3, 1]),
    "veto": (9, [5, 3, 2, 1, 1]),
}


def worths(game):
    """The worths of a game as floats, by mask, the empty coalition first."""
    return [float(game.worth(mask)) for mask in range(1 << len(game.players))]


def council(name):
    """A council as a game."""
    quota, weights = COUNCILS[name]
    return co.WeightedVotingGame.from_weights(quota=quota, weights=dict(enumerate(weights)))


def close(theirs, ours, tolerance=1e-7):
    """Whether a list of floats is the payoffs of a solution, on the scale of the larger ones."""
    exact = [float(a) for a in ours.values()]
    scale = max([1.0, *map(abs, exact)])
    return len(theirs) == len(exact) and all(abs(a - b) <= tolerance * scale for a, b in zip(theirs, exact, strict=True))
