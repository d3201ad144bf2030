"""Work on all cores."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from threading import Thread
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


# Is told how many are done, of how many.
Tally = Callable[[int, int], None]


def cores() -> int:
    """How many processes can run at once here."""
    # A container may be given some of the machine's cores; where the system cannot tell, all are counted.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batches(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    """The items in their order, so many at a time."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def each(work: Callable[[_Item], _Result], items: Sequence[_Item], jobs: int) -> Iterator[_Result]:
    """What `work` makes of each item, in their order, with so many processes at once.

    `work`, the items and the results are pickled, unless there is nothing to share out. Raises what `work` raises.
    """
    if jobs == 1 or len(items) < 2:
        yield from map(work, items)
        return
    # Forked, a worker has all modules loaded already.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(jobs, len(items)), context, initializer=_end_with_parent) as pool:
        yield from pool.map(work, items)


def _end_with_parent() -> None:
    # A parent that is killed cannot tell its workers, and they would wait for work for ever.
    Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
