"""Sharing costs: runways, dams, water, deposits and power."""

from fractions import Fraction

import pytest

import coalitions as co
from tests.literature.cases import Case, as_printed, by_coalitions, three

RANSMEIER = "Ransmeier (1942), The Tennessee Valley Authority; Straffin and Heaney (1981), Game theory and the TVA"
LEMAIRE = "Lemaire (1984, 1991), ASTIN Bulletin 14 and 21: deposits of 1.8, 0.9 and 0.3 million"
GATELY = "Gately (1974), Sharing the gains from regional cooperation; Carter (2001), Foundations of mathematical economics"
TOWNS = "Young (1994), Cost allocation, Handbook of game theory 2: two towns"
YOUNG = "Young (1985), Monotonic solutions of cooperative games"

tva = three(163_520, 140_826, 250_096, 301_607, 378_821, 367_370, 412_584)
deposits = three("46125", "17437.5", "5812.5", "69187.5", "53812.5", "30750", "90000")
#: Andhra Pradesh, Tamil Nadu, Kerala and Mysore; stand-alone costs of 7100 + 960 less the costs together
electricity = three(0, 0, 0, 210, 770, 1170, 1530)
towns = co.TUGame.from_vector(["A", "B"], [11, 7, 15], order="size")
waterworks = three(15, 20, 55, 35, 61, 65, 78)


def shares(game, solver):
    """What each pays when a solver shares the savings."""
    saved = solver(co.savings_game(game)).value
    return [game[p] - saved[p] for p in game.players]


CASES = [
    Case("taxi", "Sage reference manual, cooperative_game (Campbell and Knight): fares of 6, 12, 42", "read",
         co.airport_game({"1": 6, "2": 12, "3": 42}), co.shapley_value, [2, 5, 35]),
    Case("runway-of-three", "Littlechild and Owen (1973), A simple expression for the Shapley value in a special case",
         "recalled", co.airport_game({"A": 1, "B": 3, "C": 6}), co.shapley_value, ["1/3", "4/3", "13/3"]),
    Case("tva-shapley", RANSMEIER, "recalled", tva, co.shapley_value, [117_829, "201513/2", "387997/2"]),
    # constrained equal benefits: everybody saves 7/2, or all of a lower cost, as 7 - 7/2 and 10 - 7/2 make 10
    Case("runway-modiclus", "Potters and Sudhölter (1999), Airport problems and consistent allocation rules: costs 1, 3, 7, 10",
         "recalled", co.TUGame.from_function(range(4), lambda S: -max([1, 3, 7, 10][i] for i in S)), co.modiclus,
         [0, 0, "-7/2", "-13/2"]),
    # 141858 are saved by all, and no two save more than a third of that, so that equal shares are the nucleolus
    Case("tva-savings-nucleolus", RANSMEIER, "recalled", co.savings_game(tva), co.nucleolus, [47_286] * 3),
    Case("tva-core", RANSMEIER, "recalled", co.dual(tva), co.check_in_core, True, judged=([117_829, "201513/2", "387997/2"],)),
    Case("deposits-shapley", LEMAIRE, "recalled", deposits, co.shapley_value, [51_750, 25_875, 12_375]),
    # 2 and 3 gain 7500 of 20625 without 1, who gets half of the rest and each of them half of what is left
    Case("deposits-nucleolus", LEMAIRE, "recalled", deposits, co.nucleolus, ["105375/2", "97875/4", "51375/4"]),
    # the gains of 20625 in proportion to 13125, 18750, 15000: 44 percent of each
    Case("deposits-gately", LEMAIRE, "recalled", deposits, co.gately_value, [51_900, "51375/2", "24825/2"]),
    Case("electricity-shapley", GATELY, "recalled", electricity, co.shapley_value, ["850/3", "1450/3", "2290/3"]),
    # 1530 in proportion to 360, 760, 1320: the propensity to disrupt is (2440 - 1530) / 1530 = 0.59 for all
    Case("electricity-gately", GATELY, "recalled", electricity, co.gately_value, ["225.7", "476.6", "827.7"]),
    # AP against TN and KM: half of 360; TN and KM then stand against AP with TN and AP with KM: 30 - y = y - 760
    Case("electricity-nucleolus", GATELY, "recalled", electricity, co.nucleolus, [180, 395, 955]),
    Case("two-towns", TOWNS, "recalled", towns, co.shapley_value, ["19/2", "11/2"]),
    Case("two-towns-savings", TOWNS, "recalled", co.savings_game(towns), co.nucleolus, ["3/2", "3/2"]),
    Case("waterworks-per-capita", YOUNG + ", p. 68", "read", co.savings_game(waterworks), co.per_capita_prenucleolus,
         ["2/3", "7/6", "61/6"]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_published(case):
    case.check()


def test_nucleolus_and_separable_costs_of_the_tva():
    # Straffin and Heaney (1981): 116234, 93540, 202810 by the nucleolus; 117476, 99157, 195951 by the method of alternate cost
    # avoided, which is the tau value (Tijs and Driessen, 1986, Game theory and cost allocation problems) and Gately's point
    assert shares(tva, co.nucleolus) == [116_234, 93_540, 202_810]
    for solver in (co.tau_value, co.gately_value):
        assert all(map(as_printed, shares(tva, solver), ["117475.5", "99157.3", "195951.2"]))
    # by hand: separable 45214, 33763, 110977; the other 222630 in proportion to 118306, 107063, 139119
    separable, avoided = [45_214, 33_763, 110_977], [118_306, 107_063, 139_119]
    by_hand = [s + Fraction(222_630 * a, sum(avoided)) for s, a in zip(separable, avoided, strict=True)]
    assert shares(tva, co.tau_value) == by_hand


#: Birmingham airport 1968-69: aircraft, movements, annual cost of a runway for it, fee for each movement
BIRMINGHAM = [
    ("Fokker Friendship", 42, 65_899, "4.86"),
    ("Viscount 800", 9555, 76_725, "5.66"),
    ("Trident", 288, 95_200, "10.30"),
    ("Britannia", 303, 97_200, "10.85"),
    ("Caravelle", 151, 97_436, "10.92"),
    ("BAC 111", 1315, 98_142, "11.13"),
    ("Vanguard 953", 505, 102_496, "13.40"),
    ("Comet 4B", 1128, 104_849, "15.07"),
    ("Britannia 300", 151, 113_322, "44.80"),
    ("Coronado", 112, 115_440, "60.61"),
    ("Boeing 707", 22, 117_676, "162.24"),
]


def test_birmingham_airport():
    # Littlechild and Owen (1973), table 1; Littlechild and Thompson (1977), Aircraft landing fees. Recalled; each movement is a
    # player of its own there. A type is all its movements together here, with as many shares of each segment: this is the
    # weighted Shapley value of the dual game, a sum of unanimity games, by the number of movements
    game = co.airport_game({name: cost for name, _, cost, _ in BIRMINGHAM})
    fees = co.weighted_shapley_value(co.dual(game), {name: movements for name, movements, _, _ in BIRMINGHAM}).value
    share, before = Fraction(0), 0
    for k, (name, movements, cost, printed) in enumerate(BIRMINGHAM):
        share += Fraction(cost - before, sum(m for _, m, _, _ in BIRMINGHAM[k:]))  # by hand: all who need a segment
        before = cost
        assert fees[name] == share * movements
        assert as_printed(share, printed)


#: Six groups of municipalities in the south of Sweden: costs of their water supply in millions of crowns
SKANE_COSTS = """A 21.95 H 17.08 K 10.91 L 15.88 M 20.81 T 21.98 AH 34.69 AK 32.86 AL 37.83 AM 42.76 AT 43.93 HK 22.96 HL 25.00
HM 37.89 HT 39.06 KL 26.79 KM 31.45 KT 32.89 LM 31.10 LT 37.86 MT 39.41 AHK 40.74 AHL 43.22 AHM 55.50 AHT 56.67 AKL 48.74
AKM 53.40 AKT 54.84 ALM 53.05 ALT 59.81 AMT 61.36 HKL 27.26 HKM 42.55 HKT 44.94 HLM 45.81 HLT 46.98 HMT 56.49 KLM 42.01
KLT 48.77 KMT 50.32 LMT 51.46 AHKL 48.95 AHKM 60.25 AHKT 62.72 AHLM 64.03 AHLT 65.20 AHMT 74.10 AKLM 63.96 AKLT 70.72
AKMT 72.27 ALMT 73.41 HKLM 48.07 HKLT 49.24 HKMT 59.35 HLMT 64.41 KLMT 56.61 AHKLM 69.76 AHKMT 77.42 AHLMT 83.00
AHKLT 70.93 AKLMT 73.97 HKLMT 66.46 AHKLMT 83.82"""
skane_words = SKANE_COSTS.split()
skane = co.TUGame.from_worths(
    list("AHKLMT"), {tuple(S): cost for S, cost in zip(skane_words[::2], skane_words[1::2], strict=True)}
)


@pytest.mark.parametrize(
    ("solver", "printed"),
    [
        (co.shapley_value, ["20.01", "10.71", "6.61", "10.37", "16.94", "19.18"]),
        (co.nucleolus, ["20.35", "12.06", "5.00", "8.61", "18.32", "19.49"]),
        (co.per_capita_prenucleolus, ["20.03", "12.52", "3.94", "9.07", "18.54", "19.71"]),
        (co.gately_value, ["19.54", "13.28", "5.62", "10.90", "16.66", "17.82"]),
    ],
    ids=["shapley", "nucleolus", "weak-nucleolus", "separable-costs-remaining-benefits"],
)
def test_water_in_skane(solver, printed):
    # Young, Okada and Hashimoto (1982), Cost allocation in water resources development. Recalled, the costs as well as the answers; 24 numbers could not come out of wrong costs. They are printed so that they
    # add up to 83.82, so that a last digit may be one off
    found = shares(skane, solver)
    assert sum(found) == Fraction("83.82")
    assert all(abs(a - Fraction(p)) < Fraction(1, 100) for a, p in zip(found, printed, strict=True))
    if solver in (co.nucleolus, co.per_capita_prenucleolus):
        assert solver(co.savings_game(skane)).verify().guarantee is co.Guarantee.CERTIFIED


def test_shapley_value_of_skane_is_not_in_the_core():
    # the same authors: H, K and L would pay 27.26 alone and 27.69 by the Shapley value
    value = co.shapley_value(skane).value
    assert skane["H", "K", "L"] == Fraction("27.26")
    assert as_printed(value.total(list("HKL")), "27.69")
    saved = {p: skane[p] - value[p] for p in "AHKLMT"}
    solution = co.check_in_core(co.savings_game(skane), saved)
    assert solution.value is False
    by_coalitions(co.savings_game(skane), False, saved)


def test_the_nucleolus_that_a_manual_prints():
    # GameTheoryAllocation 1.0 (Saavedra-Nieves), nucleolus: costs 0.538, 0.761, 1.742, 0.554, 0.137, 0.293, 0.343 are said to be
    # shared by 0.137, 0.206, 0. Then A and C pay 0.137 together, all that they cost; with 0.1493, 0.3053, -0.1117 every two
    # pay 0.0993 less than they cost, and no shares leave more to all three pairs, who pay 2 × 0.343 in all
    costs = three("0.538", "0.761", "1.742", "0.554", "0.137", "0.293", "0.343")
    right = shares(costs, co.nucleolus)
    pairs = [("A", "B"), ("A", "C"), ("B", "C")]
    left = (costs["A", "B"] + costs["A", "C"] + costs["B", "C"] - 2 * costs["A", "B", "C"]) / 3
    paid = dict(zip("ABC", right, strict=True))
    assert all(costs[pair] - sum(paid[p] for p in pair) == left == Fraction("0.298") / 3 for pair in pairs)
    assert all(costs[p] - paid[p] > left for p in "ABC")
    printed = dict(zip("ABC", map(Fraction, ("0.137", "0.206", "0")), strict=True))
    assert min(costs[pair] - sum(printed[p] for p in pair) for pair in pairs) == 0
