"""What the machine has, and what is refused because it has too little."""

import os

import pytest

import coalitions as co
from coalitions.games import tu
from coalitions.kernels.memory import machine_memory


def test_the_memory_of_this_machine():
    assert machine_memory() is None or machine_memory() > 1 << 28


def test_a_system_that_does_not_say(monkeypatch):
    monkeypatch.delattr(os, "sysconf", raising=False)
    assert machine_memory() is None


def test_a_table_without_room_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(tu, "machine_memory", lambda: 1 << 30)
    game = co.OnDemandGame.from_function(range(30), lambda masks: masks)
    with pytest.raises(co.LimitExceededError, match=r"fits in memory, got 30 players, whose table takes 16 GB; .*OnDemandGame"):
        co.tabulate(game, limit=30)


def test_a_table_too_large_for_the_method_names_the_methods_that_can():
    council = co.WeightedVotingGame.from_weights(quota=20, weights=dict.fromkeys(range(31), 1))
    with pytest.raises(co.LimitExceededError, match=r"at most 24 players .* OnDemandGame .*estimate_shapley_value"):
        co.tabulate(council)
    with pytest.raises(co.LimitExceededError, match="OnDemandGame"):
        co.TUGame.from_function(range(31), len)
