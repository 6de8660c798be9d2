"""Chunks on executors: in any order, after any death, the same results."""

import shelve
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest

import coalitions as co
from coalitions.kernels.chunks import WINDOW, chunk_rng, opened, reporting, run_chunks


def cube(k, power):
    return k**power


class Backwards:
    """An executor that works on what it was given in the opposite order, when the first result is asked for."""

    def __init__(self):
        self.waiting = []

    def submit(self, fn, /, *args):
        future = Future()
        self.waiting.append((future, fn, args))
        if args[0] % 10 == 9:
            for one, f, given in reversed(self.waiting):
                one.set_result(f(*given))
            self.waiting = []
        return future


class Dying:
    """An executor whose third task is the last: it breaks, as a pool does whose worker was killed."""

    def __init__(self):
        self.count = 0

    def submit(self, fn, /, *args):
        future = Future()
        self.count += 1
        if self.count == 3:
            future.set_exception(BrokenProcessPool("killed"))
        else:
            future.set_result(fn(*args))
        return future


@pytest.mark.parametrize("executor", [None, Backwards()])
def test_results_come_in_the_order_of_the_chunks(executor):
    seen = []
    out = run_chunks(cube, range(10), (3,), done={}, executor=executor, report=seen.append)
    assert out == [0, 1, 8, 27, 64, 125, 216, 343, 512, 729]
    assert seen == list(range(1, 11))


def test_more_chunks_than_are_submitted_at_a_time():
    with ThreadPoolExecutor(2) as pool:
        assert run_chunks(cube, range(WINDOW + 50), (1,), done={}, executor=pool) == list(range(WINDOW + 50))


def test_a_dead_worker_keeps_what_is_done_and_the_next_call_goes_on():
    done = {}
    with pytest.raises(co.IncompleteRunError, match=r"expected 5 chunks, 4 are done.*same checkpoint"):
        run_chunks(cube, range(5), (2,), done=done, executor=Dying())
    assert done == {"0": 0, "1": 1, "3": 9, "4": 16}
    asked = []

    def counted(k, power):
        asked.append(k)
        return k**power

    assert run_chunks(counted, range(5), (2,), done=done) == [0, 1, 4, 9, 16]
    assert asked == [2]


def test_an_error_of_the_work_passes_through_and_keeps_what_is_done():
    done = {}
    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError):
        run_chunks(lambda k: 1 // (2 - k), range(4), (), done=done, executor=pool)
    assert done["0"] == 0
    assert "2" not in done


def test_a_checkpoint_on_disk(tmp_path):
    with shelve.open(str(tmp_path / "run")) as file:
        run_chunks(cube, range(4), (2,), done=opened(file, "squares"))
    with shelve.open(str(tmp_path / "run")) as file:
        assert run_chunks(pytest.fail, range(4), (2,), done=opened(file, "squares")) == [0, 1, 4, 9]
        with pytest.raises(co.InvalidArgumentError, match="of this work \\(cubes\\), got one of squares"):
            opened(file, "cubes")


def test_random_numbers_depend_on_the_seed_and_the_chunk_alone():
    expected = np.random.default_rng(np.random.SeedSequence(7, spawn_key=(3,))).integers(1 << 62, size=4)
    assert chunk_rng(7, 3).integers(1 << 62, size=4).tolist() == expected.tolist()
    assert len({int(chunk_rng(s, k).integers(1 << 62)) for s in range(10) for k in range(10)}) == 100


def test_progress_by_a_bar_and_by_a_function(capsys):
    with reporting(True) as report:
        report(1, 4, None)
        report(4, 4, 0.25)
    shown = capsys.readouterr().err
    assert "4/4" in shown
    assert "error <= 0.25" in shown
    with reporting(None) as report:
        report(1, 2, None)
    with reporting(print) as report:
        assert report is print


def test_misuse_is_refused():
    with pytest.raises(co.InvalidArgumentError, match="a method submit, got int"):
        run_chunks(cube, range(3), (1,), done={}, executor=4)
    with pytest.raises(co.InvalidArgumentError, match="progress=True or a function"), reporting("bar"):
        pass
    with pytest.raises(co.InvalidArgumentError, match="mapping that can be written to, got tuple"):
        opened((), "x")
