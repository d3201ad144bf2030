"""What people are told in an incident, by real servers, over a shop that works and then does not.

`pytest tests/e2e/test_incidents.py -s` prints what happened, with the notifications as they arrived.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

from tests.e2e.incidents import INCIDENTS, death, outage, silence
from tests.e2e.incidents.incident import Incident
from tests.e2e.incidents.log import Log
from tests.e2e.stage import stage

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("servers")]


class Stories:
    """All incidents at once, each on a stage of its own, in threads: most of their time is waiting."""

    def __init__(self, pool: ThreadPoolExecutor, folders: pytest.TempPathFactory) -> None:
        self._logs = {incident: Log() for incident in INCIDENTS}
        self._ends: dict[ModuleType, Future[None]] = {
            incident: pool.submit(_happens, incident, log, folders.mktemp(_name(incident)))
            for incident, log in self._logs.items()
        }

    def end(self, incident: ModuleType) -> None:
        """Wait for the end, and fail if it is not the right one."""
        try:
            self._ends[incident].result()
        finally:
            print(f"\n\n{_name(incident)}\n{self._logs[incident]}")  # noqa: T201 -- the log is what people look for


def _happens(incident: ModuleType, log: Log, folder: Path) -> None:
    with stage(folder, incident.SETTING) as on:
        incident.happens(Incident(on, log))


def _name(incident: ModuleType) -> str:
    return incident.__name__.rpartition(".")[2]


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stories]:
    with ThreadPoolExecutor(len(INCIDENTS)) as pool:
        yield Stories(pool, tmp_path_factory)


def test_a_page_tells_what_a_person_needs_and_restarts_neither_delay_nor_repeat_it(stories: Stories) -> None:
    stories.end(outage)


def test_a_page_silences_the_ticket_of_the_same_trouble_and_is_resolved(stories: Stories) -> None:
    stories.end(silence)


def test_a_dead_service_is_one_page_which_is_resolved_when_it_is_back(stories: Stories) -> None:
    stories.end(death)
