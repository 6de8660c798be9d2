"""Work in chunks that any executor may do, in any order and on any machine, with the same digits.

A chunk depends on its number and on nothing else: what it draws comes from `chunk_rng(seed, k)`, and the results are read in
the order of the chunks. So neither the number of workers nor the death of one changes the result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np

from ..errors import IncompleteRunError, InvalidArgumentError, MissingExtraError

#: Called with the chunks done, the chunks in all, and the error bound of now (None in exact work).
Progress = Callable[[int, int, "float | None"], object]
Checkpoint = MutableMapping[str, Any]
#: So many chunks are submitted at a time: enough for a cluster, few enough to be pickled quickly.
WINDOW = 1024


class Executor(Protocol):
    """Anything with the `submit` of PEP 3148: a pool of processes, loky, Dask's `get_executor()`, mpi4py.futures."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Any:
        """A future whose `result()` is fn(*args)."""
        ...


def chunk_rng(seed: int, k: int) -> np.random.Generator:
    """The random numbers of chunk k, independent of those of every other chunk."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(k,)))


def opened(checkpoint: Checkpoint | None, plan: str) -> Checkpoint:
    """The mapping that finished chunks go to; one that belongs to other work is refused.

    It has the finished chunks under "0", "1", … (strings, so that a `shelve` will do) and what the work is under "plan".
    """
    if checkpoint is None:
        return {}
    if not isinstance(checkpoint, MutableMapping):
        raise InvalidArgumentError(
            f"expected checkpoint as a mapping that can be written to, got {type(checkpoint).__name__}; write checkpoint={{}} "
            "and pass the same one again, or open a shelve"
        )
    if checkpoint.setdefault("plan", plan) != plan:
        raise InvalidArgumentError(
            f"expected a checkpoint of this work ({plan}), got one of {checkpoint['plan']}; start with an empty mapping"
        )
    return checkpoint


@contextmanager
def reporting(progress: Progress | bool | None) -> Iterator[Progress]:
    """What is called with chunks done, chunks in all and error bound: the user's function, a bar of tqdm, or nothing."""
    if progress is None or progress is False:
        yield lambda done, total, error: None
    elif progress is True:
        try:
            from tqdm.auto import tqdm
        except ImportError:
            raise MissingExtraError(
                "expected tqdm for a progress bar, but it is not installed. Write: pip install tqdm, or progress=a function "
                "of (chunks done, chunks in all, error bound)"
            ) from None
        with tqdm(unit="chunk") as bar:

            def show(done: int, total: int, error: float | None) -> None:
                bar.total, bar.n = total, done
                bar.set_postfix_str("" if error is None else f"error <= {error:.3g}")

            yield show
    elif callable(progress):
        yield progress
    else:
        raise InvalidArgumentError(
            f"expected progress=True or a function of (chunks done, chunks in all, error bound), got {progress!r}"
        )


def run_chunks(
    work: Callable[..., Any],
    chunks: range,
    args: tuple[Any, ...],
    *,
    done: Checkpoint,
    executor: Executor | None = None,
    report: Callable[[int], object] = lambda done: None,
) -> list[Any]:
    """[work(k, *args) for k in chunks]: what `done` lacks is computed, here or by the executor, and kept in `done`.

    Raises IncompleteRunError where the executor's workers die; what `work` raises passes through. Finished chunks stay.
    """
    todo = iter([k for k in chunks if str(k) not in done])
    if executor is None:
        for k in todo:
            done[str(k)] = work(k, *args)
            report(k + 1)
    elif not hasattr(executor, "submit"):
        raise InvalidArgumentError(
            f"expected an executor with a method submit, got {type(executor).__name__}; write for example "
            "concurrent.futures.ProcessPoolExecutor()"
        )
    else:
        _submit_all(work, todo, args, done, executor, report, chunks)
    return [done[str(k)] for k in chunks]


def _submit_all(
    work: Callable[..., Any],
    todo: Iterator[int],
    args: tuple[Any, ...],
    done: Checkpoint,
    executor: Executor,
    report: Callable[[int], object],
    chunks: range,
) -> None:
    from concurrent.futures import BrokenExecutor

    running: deque[tuple[int, Any]] = deque()
    try:
        while True:
            while len(running) < WINDOW and (k := next(todo, None)) is not None:
                running.append((k, executor.submit(work, k, *args)))
            if not running:
                return
            done[str(running[0][0])] = running[0][1].result()
            report(running.popleft()[0] + 1)
    except BaseException as error:
        for k, future in running:  # what others have finished in the meantime is kept
            if not future.cancel() and future.done() and future.exception() is None:
                done[str(k)] = future.result()
        if not isinstance(error, BrokenExecutor):
            raise
        ready = sum(str(k) in done for k in chunks)
        raise IncompleteRunError(
            f"expected {len(chunks)} chunks, {ready} are done: a worker of the executor died. Call again with a new executor "
            "and the same checkpoint, which keeps them (without a checkpoint, write checkpoint={} in a variable first)"
        ) from error
