"""Games of a few players from the founding papers and the textbooks: values, nucleoli, cores and kernels."""

import pytest

import coalitions as co
from tests.literature.cases import Case, three

PETERS = "Peters (2015), Game theory: a multi-leveled approach, chapter 9: three cities"
PELEG_SUDHOLTER = "Peleg and Sudhölter (2007), Theory of cooperative games, example 5.5.12"
FERGUSON = "Ferguson (UCLA), Game theory, part IV"
MEGIDDO = "Megiddo (1974), On the nonmonotonicity of the bargaining set, the kernel and the nucleolus of a game"
YOUNG = "Young (1985), Monotonic solutions of cooperative games, theorem 1"
FANO = "Davis and Maschler (1965), The kernel of a cooperative game; Maschler and Peleg (1966): the projective game of seven"
APEX = "Davis and Maschler (1965), The kernel of a cooperative game: one strong player and four weak ones"
MAJORITY = "von Neumann and Morgenstern (1944), section 50; Peleg (1968), On weights of constant-sum majority games"
LINES = ["124", "235", "346", "457", "561", "672", "713"]

DUO = "Moretti, Game theory (slides, LAMSADE): a singer with 100, a pianist with 200, and 700 together"
#: half of what each worker adds to all others, which is 2, and the rest to the landlord
BOSS = "Muto, Nakayama, Potters and Tijs (1988), On big boss games: a landlord and workers who add 6, 4 and 2"
cities = three(0, 0, 0, 90, 100, 120, 220)
two_and_a_third = three(0, 0, 0, 10, 0, 0, 2)
ferguson = three(-1, 0, 1, 3, 4, 2, 5)
coopgame = three(2, 6, 5, 15, 1, 18, 14)
stach = three(0, 0, 0, 1, 2, 1, 3)
drug = three(0, 0, 0, 1, 1, 0, 1)
brothers = three(0, 0, 0, 1, 0, 0, 1)
duo = co.TUGame.from_vector(list("AB"), [100, 200, 700], order="size")
boss = co.landlord_game("A", list("BCD"), output=[0, 6, 10, 12])
products = three(68, 102, 0, 170, 710, 762, 992)
four = co.TUGame.from_vector(list("ABCD"), [0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21], order="size")
sage = co.TUGame.from_worths(list("1234"), {tuple("124"): 45, tuple("134"): 40, tuple("1234"): 65}, missing=0)
fano = co.TUGame.from_function(list("1234567"), lambda S: int(any(set(line) <= set(S) for line in LINES)))
apex = co.apex_game(list("ABCDE"), "A")


def megiddo(whole):
    """The game of nine: twelve coalitions, and everybody together."""
    small = ["123", "14", "24", "34", "15", "25", "35", "789"]
    worth = dict.fromkeys(small, 6) | dict.fromkeys(["12367", "12368", "12369", "456"], 9) | {"123456789": whole}
    return co.TUGame.from_worths(list("123456789"), {tuple(S): w for S, w in worth.items()}, missing=0)


def young(*worth):
    """The game of five, in which a coalition is worth the best of five coalitions that it contains."""
    listed = [set("35"), set("123"), set("134"), set("245"), set("1245"), set("12345")]
    return co.TUGame.from_function(
        list("12345"), lambda S: max([w for T, w in zip(listed, worth, strict=True) if T <= S] or [0])
    )


def majority(*weights):
    return co.WeightedVotingGame.from_weights(quota=sum(weights) // 2 + 1, weights=dict(enumerate(weights)))


CASES = [
    Case("three-cities-shapley", PETERS, "recalled", cities, co.shapley_value, [65, 75, 80]),
    # the excesses of the pairs add up to 310 - 440: each is -130 / 3
    Case("three-cities-nucleolus", PETERS, "recalled", cities, co.nucleolus, ["170/3", "230/3", "260/3"]),
    Case("three-cities-kernel", "Davis and Maschler (1965): of three players, the kernel is the nucleolus", "recalled", cities,
         co.check_in_kernel, True, judged=(["170/3", "230/3", "260/3"],)),
    Case("three-cities-not-kernel", "the same: no other point", "recalled", cities, co.check_in_kernel, False,
         judged=([65, 75, 80],)),
    Case("peleg-sudholter-prenucleolus", PELEG_SUDHOLTER, "read", two_and_a_third, co.prenucleolus, [3, 3, -4]),
    Case("peleg-sudholter-nucleolus", PELEG_SUDHOLTER, "read", two_and_a_third, co.nucleolus, [1, 1, 0]),
    Case("ferguson-three", FERGUSON, "read", ferguson, co.nucleolus, ["8/3", "2/3", "5/3"]),
    Case("coopgame-nucleolus", "Anwander and Staudacher, CoopGame, test 67.1", "read", coopgame, co.nucleolus, [2, 7, 5]),
    # e(A) + e(BC) = e(C) + e(AB) = 6 whatever the payoffs: 3 each
    Case("coopgame-prenucleolus", "the coopgame documents, literature cases: the same game", "read", coopgame,
         co.prenucleolus, [-1, 13, 2]),
    Case("four-nucleolus", "Staudacher and Anwander, CoopGame 0.2.2, nucleolus", "read", four, co.nucleolus,
         ["7/2", "9/2", "11/2", "15/2"]),
    Case("stach-tau", "Stach (2011), Tijs value, Encyclopedia of power; CoopGame, tauValue", "read", stach, co.tau_value,
         ["6/5", "3/5", "6/5"]),
    Case("gambarelli-banzhaf", "Gambarelli (2011), Banzhaf value, Encyclopedia of power; CoopGame, banzhafValue", "read", stach,
         co.banzhaf_value, ["5/4", "3/4", "5/4"]),
    Case("coopgame-raw-banzhaf", "CoopGame 0.2.2, rawBanzhafValue: 6, 8, 8 before the division by 4", "read",
         three(0, 0, 0, 2, 2, 3, 5), co.banzhaf_value, ["3/2", 2, 2]),
    Case("products-shapley", "Prieto, coopProductGame, shapleyValue", "read", products, co.shapley_value, [229, 272, 491]),
    Case("products-nucleolus", "Prieto, coopProductGame, nucleolus", "read", products, co.nucleolus, [149, 192, 651]),
    Case("sage-shapley", "Sage reference manual, cooperative_game: 45, 40 and 65", "recalled", sage, co.shapley_value,
         ["70/3", 10, "25/3", "70/3"]),
    Case("duo-shapley", DUO, "read", duo, co.shapley_value, [300, 400]),
    Case("duo-tau", DUO, "read", duo, co.tau_value, [300, 400]),
    Case("duo-nucleolus", DUO, "read", duo, co.nucleolus, [300, 400]),
    Case("boss-nucleolus", BOSS, "recalled", boss, co.nucleolus, [9, 1, 1, 1]),
    Case("boss-tau", BOSS, "recalled", boss, co.tau_value, [9, 1, 1, 1]),
    # the unanimity game in proportion to the weights
    Case("weights-1-2", "Shapley (1953), Additive and non-additive set functions; Kalai and Samet (1987): weights 1 and 2",
         "recalled", co.unanimity_game(list("ABC"), list("AB")), co.weighted_shapley_value, ["1/3", "2/3", 0],
         judged=({"A": 1, "B": 2, "C": 5},)),
    Case("drug-shapley", "Winston (2004), Operations research, section 14.6: the drug game, in millions", "recalled", drug,
         co.shapley_value, ["2/3", "1/6", "1/6"]),
    # x(AB) >= 1 and x(AC) >= 1 with a sum of 1 leave nothing to C and to B
    Case("drug-core", "Winston (2004), Operations research, section 14.6: the core is one point", "recalled", drug,
         co.find_core_point, [1, 0, 0]),
    Case("brothers-shapley", "Nowak and Radzik (1994), A solidarity value: two brothers and their sister", "recalled", brothers,
         co.shapley_value, ["1/2", "1/2", 0]),
    # by hand: to each 1/3 of what members of N add on average (2/3), to a brother 1/6 of what members of AB add (1)
    Case("brothers-solidarity", "Nowak and Radzik (1994), A solidarity value: the sister is not left alone", "recalled",
         brothers, co.solidarity_value, ["7/18", "7/18", "2/9"]),
    Case("megiddo-12", MEGIDDO, "recalled", megiddo(12), co.nucleolus, [1, 1, 1, 2, 2, 2, 1, 1, 1]),
    # there is more to share, and 6 gets less: 17/9 < 2
    Case("megiddo-13", MEGIDDO, "recalled", megiddo(13), co.nucleolus,
         ["10/9", "10/9", "10/9", "20/9", "20/9", "17/9", "10/9", "10/9", "10/9"]),
    # every player is in three of the five coalitions, which are worth 33 = 3 × 11, so that each gets just its worth
    Case("young-before", YOUNG, "recalled", young(3, 3, 9, 9, 9, 11), co.find_core_point, [0, 1, 2, 7, 1]),
    # 36 = 3 × 12: coalition 1245 and all together are worth more, and 2 and 4 get less
    Case("young-after", YOUNG, "recalled", young(3, 3, 9, 9, 12, 12), co.find_core_point, [3, 0, 0, 6, 3]),
    Case("fano-nucleolus", FANO, "recalled", fano, co.nucleolus, ["1/7"] * 7),
    Case("fano-kernel-center", FANO, "recalled", fano, co.check_in_kernel, True, judged=(["1/7"] * 7,)),
    # the kernel is seven segments from the center to the lines
    Case("fano-kernel-line", FANO, "recalled", fano, co.check_in_kernel, True,
         judged=([["0", "1/3"][p in "124"] for p in "1234567"],)),
    Case("fano-kernel-halfway", FANO, "recalled", fano, co.check_in_kernel, True,
         judged=([["1/14", "5/21"][p in "124"] for p in "1234567"],)),
    Case("fano-kernel-no-line", FANO, "recalled", fano, co.check_in_kernel, False,
         judged=([["0", "1/3"][p in "123"] for p in "1234567"],)),
    Case("apex-nucleolus", APEX, "recalled", apex, co.nucleolus, ["3/7", "1/7", "1/7", "1/7", "1/7"]),
    Case("apex-shapley", "Hart and Kurz (1983): (n - 2) / n for the strong one", "recalled", apex, co.shapley_value,
         ["3/5", "1/10", "1/10", "1/10", "1/10"]),
    Case("majority-of-three", MAJORITY, "recalled", majority(1, 1, 1), co.nucleolus, ["1/3"] * 3),
    Case("majority-2111", MAJORITY, "recalled", majority(2, 1, 1, 1), co.nucleolus, ["2/5", "1/5", "1/5", "1/5"]),
    Case("majority-22111", MAJORITY, "recalled", majority(2, 2, 1, 1, 1), co.nucleolus, ["2/7", "2/7", "1/7", "1/7", "1/7"]),
    Case("majority-31111", MAJORITY, "recalled", majority(3, 1, 1, 1, 1), co.nucleolus, ["3/7", "1/7", "1/7", "1/7", "1/7"]),
    Case("majority-32211", MAJORITY, "recalled", majority(3, 2, 2, 1, 1), co.nucleolus, ["1/3", "2/9", "2/9", "1/9", "1/9"]),
    Case("majority-no-core", "von Neumann and Morgenstern (1944), section 21; Gillies (1959)", "recalled", majority(1, 1, 1),
         co.find_core_point, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_published(case):
    case.check()


def test_shapley_and_bondareva_on_pairs():
    # Shapley (1967), On balanced sets and cores: v(AB) + v(AC) + v(BC) <= 2 v(ABC) decides for three players without worths alone
    for whole, exists in (("3/2", True), ("149/100", False)):
        assert (co.find_core_point(three(0, 0, 0, 1, 1, 1, whole)).value is not None) is exists


def test_least_core_of_three_cities():
    # Peters (2015): every pair gets 130 / 3 more than it is worth
    assert co.least_core(cities).value.epsilon * 3 == -130
