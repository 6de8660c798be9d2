"""One market, every theory of coalition formation: five firms that may form cartels, analyzed by each concept side by side.

Run it with `python -m examples.formation`, or cell by cell as a notebook.
"""

# %% [markdown]
# # Which cartels form?
#
# Five firms without costs sell one good at the price 60 − Q. Cartels choose quantities, so each of k cartels earns
# (60 / (k + 1))²: 900 for a monopoly, 400 for each of two, then 225, 144 and 100. A firm gains most when *others* merge
# (positive externalities), so each would like to be outside, and the answer depends on what it expects of those it leaves.
# That is what theories of coalition formation disagree about. Here they all look at the same game.
#
# Sources: Bloch (1996), section 4, and Ray and Vohra (1997) for the market; the concepts cite theirs in their docstrings.

# %%
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import coalitions as co

FIRMS = ["A", "B", "C", "D", "E"]
market = co.cournot_partition_game(FIRMS, intercept=60)
shared = co.Valuation.from_partition_function(market)  # members of a cartel share equally
print(market["A", [["A"], ["B", "C", "D", "E"]]], "for a firm outside a cartel of four,", shared[[FIRMS]]["A"], "in a monopoly")

# %% [markdown]
# All answers go into one table: concept, what it assumes, its answer, and how far the answer can be trusted. Firms are alike,
# so sets of partitions are shown by the sizes of cartels.

# %%
rows: list[tuple[str, str, str, str]] = []


def sizes(partition: co.Partition) -> str:
    """A partition by the sizes of its coalitions, largest first: 4+1."""
    return "+".join(map(str, sorted(map(len, partition), reverse=True)))


def by_sizes(partitions: Iterable[co.Partition]) -> str:
    """A set of partitions by sizes, each with how many partitions are like this."""
    listed = [sizes(p) for p in partitions]
    return ", ".join(f"{s} ({listed.count(s)})" if listed.count(s) > 1 else s for s in dict.fromkeys(listed)) or "none"


def add(concept: str, assumption: str, solution: Any, shown: Callable[[Any], str] = str) -> Any:
    """One row of the table; every answer is verified once more before it is shown."""
    verified = solution.verify()
    rows.append((concept, assumption, shown(solution.value), verified.guarantee.value))
    return solution


# %% [markdown]
# ## The game itself

# %%
add("externalities", "a merger of others", co.check_externalities(market))
add(
    "efficient partitions",
    "largest total worth",
    co.optimal_coalition_structure(market),
    lambda best: by_sizes(best.partitions),
)

# %% [markdown]
# ## Values: what is a fair share of the monopoly's 900?
#
# Firms are alike, so every symmetric and efficient value gives 180 to each: what tells the values apart is what they do when
# firms are not alike. With a unit cost of 15 for firm E they disagree.

# %%
unequal = co.cournot_partition_game(FIRMS, intercept=60, costs=dict(zip(FIRMS, [0, 0, 0, 0, 15], strict=True)))
for value, theory in (
    (co.externality_free_value, "outsiders are alone"),
    (co.macho_stadler_value, "average, larger groups likelier"),
    (co.albizuri_value, "plain average over partitions"),
    (co.myerson_partition_value, "carriers get everything"),
):
    assert set(value(market).value.values()) == {180}
    add(value(market).concept + " of E with a cost of 15", theory, value(unequal), lambda x: f"{float(x['E']):.2f}")

# %% [markdown]
# ## Cores: who would leave?
#
# The same definition with five expectations, and the recursive core, in which those who are left settle on a core outcome of
# their own market.

# %%
others = {
    "pessimistic": "others do what is worst (alpha)",
    "gamma": "others fall apart",
    "projection": "others stay as they are",
    "delta": "others merge",
    "optimistic": "others do what is best",
}
for rule in ("pessimistic", "gamma", "projection", "delta", "optimistic"):
    add(
        f"core, {rule}",
        others[rule],
        co.find_partition_core_point(market, rule=rule),
        lambda x: sizes(x.partition) if x else "empty",
    )
for attitude in ("pessimistic", "optimistic"):
    found = co.find_recursive_core_point(market, attitude=attitude)
    add(f"recursive core, {attitude}", "others play the same game", found, lambda x: sizes(x.partition) if x else "empty")

# %% [markdown]
# ## Rules of membership: simultaneous announcements

# %%
others |= {"delta": "others stay together", "open": "anybody may join"}
for membership in ("gamma", "delta", "open"):
    single = co.enumerate_stable_structures(market, rule=membership, deviations="individual")
    add(f"Nash stable, {membership}", others[membership], single, by_sizes)
    joint = co.enumerate_stable_structures(market, rule=membership, deviations="coalitional")
    add(f"strong stable, {membership}", others[membership], joint, by_sizes)

# %% [markdown]
# ## Sequential formation: one announcement after the other

# %%
announced = co.announced_sizes(market)
add("announced sizes (Bloch)", "later firms do what is best", announced, lambda k: "+".join(map(str, k)))

# %% [markdown]
# ## An agreement among some, while the others stay alone


# %%
def worth(size: int, outsiders: int) -> Fraction:
    """What each member of a cartel earns beside single firms."""
    return Fraction(3600, (outsiders + 2) ** 2 * size)


cartel = co.SymmetricAgreement.from_functions(
    5, signatory=lambda k: worth(k, 5 - k), outsider=lambda k: worth(1, 4 - k + (k > 0))
)
stable = co.stable_agreement_sizes(cartel, singletons=False)
add(
    "one cartel, no gain by joining or leaving",
    "others stay as they are",
    stable,
    lambda k: f"members: {', '.join(map(str, k))}",
)

# %% [markdown]
# ## Foresight: moves that look ahead
#
# Partitions are states, any group of firms may regroup itself, and those they leave stay together. A firm moves if it likes
# where the chain of moves ends.

# %%
environment = co.environment(market, moves="coalitional", rest="together")
add("unblocked", "firms look one step ahead", co.enumerate_unblocked(environment), by_sizes)
add("coalition-proof", "deviations that hold", co.enumerate_coalition_proof_states(environment), by_sizes)
add("myopic stable set", "one step ahead, in the end", co.myopic_stable_set(environment), by_sizes)
add("stable set (von Neumann–Morgenstern)", "one step ahead", co.enumerate_stable_sets(environment), lambda s: f"{len(s)} sets")
farsighted = co.enumerate_farsighted_stable_sets(environment)
add("farsighted stable sets", "to the end of the chain", farsighted, lambda s: "; ".join(dict.fromkeys(map(by_sizes, s))))
add("largest consistent set", "never wrongly", co.largest_consistent_set(environment), by_sizes)
add("farsighted core", "no chain leads away", co.farsighted_core(environment), by_sizes)

# %% [markdown]
# ## Real time: an equilibrium process
#
# Payoffs come in every period and firms are patient. With three firms (5 states) every deterministic process can be tried: from
# each partition, where do firms go if they foresee where it leads?

# %%
three = co.cournot_partition_game(FIRMS[:3], intercept=60)
per_period = co.Valuation.from_partition_function(three)


def absorbing(found: Iterable[Any]) -> str:
    """Where processes come to rest, by sizes."""
    ends = [by_sizes(process.absorbing) if process.absorbing else "in no partition" for process in found]
    return "; ".join(dict.fromkeys(ends)) or "no such process"


for rest, theory in (("alone", "others fall apart"), ("together", "others stay together")):
    small = co.environment(three, moves="coalitional", rest=rest)
    payoffs = [per_period[partition].amounts for partition in per_period.partitions()]
    patient = co.DynamicEnvironment.from_environment(small, payoffs=payoffs, discount="99/100")
    add("equilibrium processes (three firms)", theory, co.enumerate_equilibrium_processes(patient), absorbing)

# %% [markdown]
# ## Why is this partition not stable?
#
# Every answer says why: here for the efficient monopoly, when those who are left stay together.

# %%
why = co.check_stable_structure(market, [FIRMS], rule="delta")
print(why)

# %% [markdown]
# ## Side by side

# %%
widths = [max(len(row[k]) for row in rows) for k in range(4)]
for row in rows:
    print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
