import dataclasses
from dataclasses import replace

import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.testing import hedonic_games
from tests.literature.hedonic import COMPANY, GUEST
from tests.solvers.formation.test_hedonic import NOTIONS, all_partitions, by_definition

WORDS = {
    "core": "core stable",
    "strict core": "strictly core stable",
    "nash": "Nash stable",
    "individual": "individually stable",
    "contractual": "contractually Nash stable",
    "mutual": "contractually individually stable",
    "pareto": "Pareto optimal partition",
    "popular": "popular partition",
    "perfect": "perfect partition",
    "strong": "strong Nash stable",
}


@settings(max_examples=30)
@given(game=hedonic_games(max_players=3))
def test_every_row_is_the_definition(game):
    for p in all_partitions(list(game.players)):
        solution = co.stability_table(game, p)
        assert solution.guarantee is co.Guarantee.CERTIFIED
        assert len(solution.value.rows) == len(NOTIONS)
        for notion in NOTIONS:
            assert solution.value[WORDS[notion]] is by_definition(game, notion, p)


def test_display():
    solution = co.stability_table(COMPANY, [["1", "2"], ["3"]])
    html = solution._repr_html_()
    assert "{2, 3} is better for all its members" in html
    assert "10 notions, each by its own evidence" in html
    assert r"\toprule" in solution.value.to_latex()
    alone = co.HedonicGame.from_preferences(["A"], {"A": []})
    assert "; not" not in repr(co.stability_table(alone, ["A"]).value)
    with pytest.raises(co.UnknownPlayerError, match="core stable"):
        solution.value["stable"]


def test_limits():
    assert len(co.stability_table(COMPANY, [["1", "2", "3"]], limit=2).value.rows) == 9
    with pytest.raises(co.InvalidArgumentError):
        co.stability_table(COMPANY, [["1", "2", "3"]], limit=0)
    many = co.additively_separable_game({(0, 1): 1}, players=range(17), limit=17)
    assert len(co.stability_table(many, [range(17)]).value.rows) == 7


def test_mutations():
    good = co.stability_table(GUEST, [["1", "2"], ["3"]])
    rows = good.certificate.evidence
    other = co.stability_table(GUEST, [["1"], ["2", "3"]]).certificate.evidence
    for wrong in (rows[:-1][::-1], rows[1:], (*rows, rows[0]), other, (rows[0], *other[1:]), [*rows], (1,), None):
        with pytest.raises(co.CertificateError):
            replace(good, certificate=replace(good.certificate, evidence=wrong)).verify()
    for blocks in ((1, 2, 4), (4, 3), None):
        with pytest.raises(co.CertificateError):
            replace(good, certificate=replace(good.certificate, blocks=blocks)).verify()


def test_a_table_without_its_last_rows_is_no_answer_to_what_was_asked():
    table = co.stability_table(COMPANY, [["1", "2", "3"]])
    assert len(table.judged[1]) == len(table.value.rows) == 10
    cut = dataclasses.replace(table.certificate, evidence=table.certificate.evidence[:7])
    shown = co.certify(table.concept, table.game, cut).value
    with pytest.raises(co.CertificateError, match="what was asked"):
        dataclasses.replace(table, certificate=cut, value=shown).verify()
