"""Work that is shared out comes back whole and in order."""

import os
import subprocess
import sys

import pytest

from observability.parallel import batches, cores, each


def _told(number: int) -> tuple[int, int]:
    return number, os.getpid()


def _refused(number: int) -> int:
    if number == 3:
        raise ValueError(f"no {number}")
    return number


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    results = list(each(_told, range(40), jobs))
    assert [number for number, _ in results] == list(range(40))
    assert (os.getpid() in {process for _, process in results}) == (jobs == 1)


def test_one_item_needs_no_other_process() -> None:
    assert list(each(_told, [7], 4)) == [(7, os.getpid())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised_here(jobs: int) -> None:
    with pytest.raises(ValueError, match="no 3"):
        list(each(_refused, range(10), jobs))


WORK = """
import os, time
from observability.parallel import each

def work(number):
    print(os.getpid(), flush=True)
    time.sleep(60)

list(each(work, range(3), 3))
"""


def test_workers_do_not_outlive_a_parent_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", WORK], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        for _ in range(3):
            assert parent.stdout.readline()
        parent.kill()
        # The pipe ends when the last who could write to it is gone.
        parent.communicate(timeout=30)


def test_batches_hold_every_item_once() -> None:
    assert batches("abcdefg", 3) == ["abc", "def", "g"]
    assert batches("", 3) == []


def test_there_is_a_core() -> None:
    assert cores() >= 1
