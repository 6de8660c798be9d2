"""Evidence about partitions in hedonic games: whatever is forged in it is refused."""

from dataclasses import replace

import pytest

import coalitions as co
from coalitions.certificates.hedonic import BetterPartition, BlockingCoalition, IndividualMove, NoDeviation
from coalitions.certificates.hedonic_lists import AllStable
from tests.literature.hedonic import COMPANY, GRAND_BEFORE_ALONE, GUEST, by_digits

PAIR = (0b011, 0b100)  #: 12|3
GRAND = (0b111,)
ODD_BLOCKS = (
    (0b100, 0b011),  # another order
    (0b011,),
    (0b011, 0b110),
    (0b011, 0b100, 0),
    (3, True, 4),
    (3, 4.0),
    [3, 4],
    (3, 1 << 40),
    (-1, 4),
    "34",
    None,
    3,
)


def refused(solution, **changes):
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=replace(solution.certificate, **changes)).verify()


def stable(notion):
    return co.certify(notion, GUEST, NoDeviation(notion, PAIR))


@pytest.mark.parametrize("blocks", ODD_BLOCKS, ids=repr)
def test_odd_partitions(blocks):
    some = [
        co.check_individually_stable(GUEST, [["1", "2"], ["3"]]),
        co.check_nash_stable(GUEST, [["1", "2"], ["3"]]),
        co.check_core_stable(COMPANY, [["1", "2"], ["3"]]),
        co.check_popular_partition(COMPANY, [["1", "2"], ["3"]]),
    ]
    assert [s.value for s in some] == [True, False, False, False]
    for solution in some:
        refused(solution, blocks=blocks)
        with pytest.raises(co.CertificateError):
            co.certify(solution.concept, solution.game, replace(solution.certificate, blocks=blocks))
    refused(some[3], other=blocks)
    refused(co.enumerate_core_partitions(GUEST), partitions=(blocks,))


def test_moves():
    move = co.check_nash_stable(GUEST, [["1", "2"], ["3"]])
    assert move.certificate == IndividualMove("Nash stable", PAIR, 2, 3)
    for player in (0, 1, 3, -1, True, 2.0, "3", None):
        refused(move, player=player)
    for joined in (0, 1, 2, 4, 7, True, 3.0, -1, None):
        refused(move, joined=joined)
    for notion in ("core stable", "individually stable", "", None, ["Nash stable"]):
        refused(move, notion=notion)
    for notion in ("individually stable", "contractually individually stable"):  # 1 and 2 do not consent
        with pytest.raises(co.CertificateError, match="consent of those who are joined"):
            co.certify(notion, GUEST, IndividualMove(notion, PAIR, 2, 3))
    left = IndividualMove("contractually Nash stable", (0b001, 0b110), 1, 0)  # 2 would rather be alone, 3 would not
    with pytest.raises(co.CertificateError, match="consent of those who are left"):
        co.certify("contractually Nash stable", GUEST, left)
    assert co.certify("Nash stable", GUEST, replace(left, notion="Nash stable")).value is False


def test_blocking_coalitions():
    blocked = co.check_core_stable(COMPANY, [["1", "2"], ["3"]])
    assert blocked.certificate == BlockingCoalition("core stable", PAIR, 0b110)
    for mask in (0, 1, 3, 4, 5, 7, 8, -1, True, 6.0, None):
        refused(blocked, mask=mask)
    refused(blocked, notion="strictly core stable")
    refused(blocked, notion="Nash stable")
    assert co.certify("perfect partition", COMPANY, replace(blocked.certificate, notion="perfect partition")).value is False
    indifferent = by_digits("12=1", "12 2")
    weak = co.check_strictly_core_stable(indifferent, [["1"], ["2"]])
    assert weak.value is False
    with pytest.raises(co.CertificateError, match="blocks"):
        co.certify("core stable", indifferent, replace(weak.certificate, notion="core stable"))


def test_better_partitions():
    vote = co.check_popular_partition(COMPANY, [["1", "2"], ["3"]])
    assert vote.certificate == BetterPartition("popular partition", PAIR, (0b001, 0b110))
    for other in (PAIR, GRAND, (1, 2, 4), (0b101, 0b010)):
        refused(vote, other=other)
    for notion in ("Pareto optimal partition", "strong Nash stable", "core stable"):
        refused(vote, notion=notion)
        with pytest.raises(co.CertificateError):
            co.certify(notion, COMPANY, BetterPartition(notion, PAIR, GRAND))
    group = BetterPartition("strong Nash stable", PAIR, (0b001, 0b110))
    assert co.certify("strong Nash stable", COMPANY, group).value is False
    with pytest.raises(co.CertificateError):  # 1 would have to move, who does not gain
        co.certify("strong Nash stable", COMPANY, replace(group, other=(0b101, 0b010)))


def test_stable_is_refused_where_it_is_not():
    notions = ("Nash stable", "contractually Nash stable", "perfect partition", "strong Nash stable")
    for notion in notions:
        with pytest.raises(co.CertificateError, match="is not"):
            stable(notion)
    for notion in ("core stable", "strictly core stable", "individually stable", "contractually individually stable"):
        assert stable(notion).value is True
        refused(stable(notion), notion="Nash stable")
        refused(stable(notion), blocks=GRAND)
    for notion in ("popular partition", "Pareto optimal partition"):
        assert stable(notion).value is True
        with pytest.raises(co.CertificateError):
            co.certify(notion, COMPANY, NoDeviation(notion, (1, 2, 4)))
    with pytest.raises(co.CertificateError):
        co.certify("all core stable partitions", GUEST, NoDeviation("core stable", PAIR))
    with pytest.raises(co.CertificateError, match="hedonic"):
        co.certify("core stable", co.TUGame.from_function(["A"], len), NoDeviation("core stable", (1,)))


def test_lists():
    nothing = co.enumerate_core_partitions(COMPANY)
    for wrong in ((PAIR,), (GRAND,), None, [], PAIR):
        refused(nothing, partitions=wrong)
    one = co.enumerate_core_partitions(GUEST)
    for wrong in ((), (PAIR, PAIR), (PAIR, (1, 2, 4)), (GRAND,), [PAIR]):
        refused(one, partitions=wrong)
    for notion in ("Nash stable", "perfect partition", "nothing", None):
        refused(one, notion=notion)
    three = co.enumerate_contractually_individually_stable(COMPANY)
    assert len(three.value) == 3
    masks = three.certificate.partitions
    for wrong in (masks[::-1], masks[1:], (*masks, (1, 2, 4))):
        refused(three, partitions=wrong)
    assert co.certify("all core stable partitions", GRAND_BEFORE_ALONE, AllStable("core stable", ())).value == ()
    with pytest.raises(co.CertificateError):
        co.certify("core stable", GUEST, one.certificate)
