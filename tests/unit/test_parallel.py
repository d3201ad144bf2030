"""Work that is shared out comes back whole and in order."""

import os

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


def test_batches_hold_every_item_once() -> None:
    assert batches("abcdefg", 3) == ["abc", "def", "g"]
    assert batches("", 3) == []


def test_there_is_a_core() -> None:
    assert cores() >= 1
