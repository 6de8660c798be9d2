"""Shorter proofs: steps that nothing uses, and distinctions of cases that a case does without, are left out."""

from __future__ import annotations

from typing import Any

from ..check import SIGNS, Context, derive, read_poly, scaled

Node = dict[str, Any]


def trimmed(node: Node, context: Context) -> Node:
    """The proof without what it does not use."""
    return _Trim().run(node, context, {k: k for k in range(len(context.facts))}, len(context.facts))


class _Trim:
    def __init__(self) -> None:
        self.used: dict[int, set[int]] = {}  # by node: the facts it uses, of those that were there before it
        self.kept: dict[int, list[bool]] = {}  # by node: which of its steps are used
        self.instead: dict[int, Node] = {}  # by node: a case that does without the distinction that ends the node

    def run(self, node: Node, context: Context, numbers: dict[int, int], size: int) -> Node:
        """The node with facts renamed by `numbers`, where `size` facts are there before it."""
        self._mark(node, context)
        return self._rebuilt(node, context, numbers, size)

    # -- what is used -------------------------------------------------------------------------------------------------

    def _mark(self, node: Node, context: Context) -> set[int]:
        inner = context.copy()
        starts = []
        for step in node["steps"]:
            starts.append(len(inner.facts))
            inner.facts += derive(step, inner)
        used = self._mark_end(node, inner)
        keep = [False] * len(starts)
        ends = [*starts[1:], len(inner.facts)]
        for k in reversed(range(len(starts))):
            step = node["steps"][k]
            if not used.isdisjoint(range(starts[k], ends[k])):
                keep[k] = True
                used |= (
                    {step["fact"], *step.get("by", ())}
                    if "fact" in step
                    else self._mark(step["proof"], _lemma(step, inner, starts[k]))
                )
        self.kept[id(node)] = keep
        self.used[id(node)] = {k for k in used if k < len(context.facts)}
        return self.used[id(node)]

    def _mark_end(self, node: Node, inner: Context) -> set[int]:
        end, size = node["end"], len(inner.facts)
        if end["rule"] == "identity":
            return {
                k
                for term in end["terms"]
                for k in (*term.get("facts", ()), *([term["equation"]] if "equation" in term else ()))
            }
        used: set[int] = set()
        for case, there in _cases(end, inner):
            found = self._mark(case, there)
            if end["rule"] == "sign" and all(k < size for k in found):
                self.instead[id(node)] = case
                return found
            used |= {k for k in found if k < size}
        return used

    # -- what is left -------------------------------------------------------------------------------------------------

    def _rebuilt(self, node: Node, context: Context, numbers: dict[int, int], size: int) -> Node:
        inner, numbers, steps = context.copy(), dict(numbers), []
        for step, keep in zip(node["steps"], self.kept[id(node)], strict=True):
            start = len(inner.facts)
            new = derive(step, inner)
            if keep:
                steps.append(self._step(step, inner, numbers, size))
                numbers.update({start + k: size + k for k in range(len(new))})
                size += len(new)
            inner.facts += new
        end = node["end"]
        if end["rule"] == "identity":
            terms = [_renamed(term, numbers) for term in end["terms"]]
            return {"steps": steps, "end": {**end, "terms": terms}}
        if id(node) in self.instead:
            case = self.instead[id(node)]
            there = next(there for c, there in _cases(end, inner) if c is case)
            rest = self._rebuilt(case, there, numbers, size)
            return {"steps": steps + rest["steps"], "end": rest["end"]}
        cases = []
        for case, there in _cases(end, inner):
            added = len(there.facts) - len(inner.facts)
            more = {len(inner.facts) + k: size + k for k in range(added)}
            cases.append(self._rebuilt(case, there, {**numbers, **more}, size + added))
        names = end["cases"]
        return {
            "steps": steps,
            "end": {**end, "cases": dict(zip(names, cases, strict=True)) if isinstance(names, dict) else cases},
        }

    def _step(self, step: Node, inner: Context, numbers: dict[int, int], size: int) -> Node:
        if step["rule"] == "lemma":
            there = _lemma(step, inner, len(inner.facts))
            return {**step, "proof": self._rebuilt(step["proof"], there, {**numbers, len(inner.facts): size}, size + 1)}
        out = {**step, "fact": numbers[step["fact"]]}
        return {**out, "by": [numbers[k] for k in step["by"]]} if "by" in step else out


def _lemma(step: Node, inner: Context, size: int) -> Context:
    """Where the proof of a lemma stands: what was there before it, and its opposite."""
    poly, opposite = read_poly(step["poly"], len(inner.integers)), {">": ">=", ">=": ">"}[step["op"]]
    return Context(inner.facts[:size], inner.choices, inner.integers).assume(("fact", (scaled(poly, -1), opposite)))


def _cases(end: Node, inner: Context) -> list[tuple[Node, Context]]:
    """The cases of a distinction with the contexts in which they stand."""
    if end["rule"] == "sign":
        poly = read_poly(end["of"], len(inner.integers))
        signs = [(case, SIGNS[name]) for name, case in end["cases"].items()]
        return [(case, inner.copy().assume(("fact", (scaled(poly, factor), op)))) for case, (factor, op) in signs]
    rest = inner.copy()
    alternatives = rest.choices.pop(end["choice"])
    return [(case, rest.copy().assume(tree)) for tree, case in zip(alternatives, end["cases"], strict=True)]


def _renamed(term: Node, numbers: dict[int, int]) -> Node:
    if "equation" in term:
        return {**term, "equation": numbers[term["equation"]]}
    return {**term, "facts": [numbers[k] for k in term["facts"]]}
