"""Stability of states straight from the definitions, on sets of states and of moves: slow, and written without arrays."""

from itertools import combinations, product


class Plain:
    """An environment as plain sets: moves are (source, target, movers, consenters) with numbers of states and players."""

    def __init__(self, env):
        self.states = range(len(env.states))
        self.ranks = [list(map(int, row)) for row in env.ranks]
        self.every = env.strictly == "all"
        names = list(env.players)
        self.moves = []
        for m in range(len(env.targets)):
            a, b, who, ask = env.move(m)
            who, ask = ([names.index(p) for p in c] for c in (who, ask))
            self.moves.append((env.states.index(a), env.states.index(b), who, ask))

    def likes(self, a, e, who, ask):
        """Whether the movers like e better than a and the consenters not less."""
        gain = [self.ranks[i][e] - self.ranks[i][a] for i in who]
        fine = all(self.ranks[i][e] >= self.ranks[i][a] for i in ask)
        if self.every:
            return fine and all(g > 0 for g in gain)
        return fine and all(g >= 0 for g in gain) and any(g > 0 for g in gain)

    def direct(self):
        return {(a, b) for a, b, who, ask in self.moves if self.likes(a, b, who, ask)}

    def indirect(self):
        """All (a, b) with a << b: for each b, the states from which a chain of welcome moves leads there."""
        pairs = set()
        for b in self.states:
            found = {b}
            while True:
                more = {a for a, c, who, ask in self.moves if c in found and self.likes(a, b, who, ask)} - found
                if not more:
                    break
                found |= more
            pairs |= {(a, b) for a in found - {b}}
        return pairs

    def subsets(self):
        return (frozenset(c) for r in range(len(self.states) + 1) for c in combinations(self.states, r))

    def stable_sets(self, dominated):
        """All sets that are internally and externally stable, where (a, b) in `dominated` says that b dominates a."""
        for V in self.subsets():
            inside = any((a, b) in dominated for a, b in product(V, V))
            outside = all(any((a, b) in dominated for b in V) for a in set(self.states) - V)
            if not inside and outside:
                yield V

    def deterred(self, a, d, who, ask, X, far, cautious):
        ends = [e for e in X if e == d or (d, e) in far]
        if not cautious:
            return any(not self.likes(a, e, who, ask) for e in ends)
        if not ends:
            return False
        risk = {i: any(self.ranks[i][e] < self.ranks[i][a] for e in ends) for i in [*who, *ask]}
        hope = {i: any(self.ranks[i][e] > self.ranks[i][a] for e in ends) for i in who}
        if any(risk.values()):
            return True
        return not (all(hope.values()) if self.every else any(hope.values()))

    def largest_consistent(self, cautious=False):
        """The rounds of elimination: [Z, f(Z), f(f(Z)), …] until nothing more is eliminated."""
        far, rounds = self.indirect(), [frozenset(self.states)]
        while True:
            X = rounds[-1]
            left = frozenset(
                a for a in X if all(self.deterred(a, d, w, k, X, far, cautious) for s, d, w, k in self.moves if s == a)
            )
            if left == X:
                return rounds
            rounds.append(left)

    def consistent_sets(self):
        """All X with X = f(X), by trying every set."""
        far = self.indirect()
        for X in self.subsets():
            fixed = {
                a for a in self.states if all(self.deterred(a, d, w, k, X, far, False) for s, d, w, k in self.moves if s == a)
            }
            if fixed == X:
                yield X
