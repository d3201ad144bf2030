"""Previews over generated data: a real Prometheus evaluates the rules and answers."""

import shutil
from pathlib import Path

import pytest

from observability.adapters.prometheus import Prometheus, access
from observability.adapters.tools import PROMETHEUS, provide
from observability.building import plan_of
from observability.exceptions import UsageError
from observability.previewing import Request, Window, preview
from observability.previewing.compiled import compiled
from observability.previewing.generated import generated
from observability.simulation import Clock
from tests.support.preview import extracted
from tests.support.progress import silent

# In one process, as a page takes seconds.
pytestmark = pytest.mark.xdist_group("previews")

ROOT = Path(__file__).parents[3]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """Each form of a measurement once, as a repository of its own."""
    (tmp_path / ".git").mkdir()
    shutil.copytree(ROOT / "tests/golden/forms/services", tmp_path / "services")
    return tmp_path


@pytest.fixture(scope="module")
def shop() -> bytes:
    """The page of the shop."""
    return preview(Request((ROOT,), ("shop",)), silent).html


@pytest.fixture(scope="module")
def node() -> bytes:
    """The page of a machine, the smallest."""
    return preview(Request((ROOT,), ("node",)), silent).html


def test_every_query_of_the_shop_is_answered(shop: bytes) -> None:
    assert unanswered(shop) == []


def test_every_query_of_a_machine_is_answered(node: bytes) -> None:
    assert unanswered(node) == []


def test_every_query_of_prometheus_is_answered() -> None:
    """It depends on Alertmanager, whose series its dashboard shows too."""
    assert unanswered(preview(Request((ROOT,), ("prometheus",)), silent).html) == []


def test_every_form_of_a_measurement_is_answered(forms: Path) -> None:
    assert unanswered(preview(Request((forms,), ("forms",)), silent).html) == []


def unanswered(html: bytes) -> list[str]:
    """Queries of the service's dashboard, the first, that were refused, or found nothing with all variables at All."""
    made = extracted(html)
    queries = [query for panel in made["dashboards"][0]["queries"].values() for query in panel.values()]
    results = [made["results"][next(iter(query["answers"].values()))] for query in queries]
    return [one["expr"] for one in results if one.get("error") or not one["series"]]


def test_the_same_descriptors_make_the_same_page(node: bytes) -> None:
    assert preview(Request((ROOT,), ("node",)), silent).html == node


def test_a_page_is_small_enough_to_be_sent(shop: bytes) -> None:
    assert len(shop) < 3_000_000


def test_a_server_is_asked_for_the_time_that_is_wanted() -> None:
    plan = plan_of((ROOT,), "shop", None).plan
    clock = Clock(60_000)
    with generated([plan], clock, provide(PROMETHEUS, silent)) as server:
        window = Window(clock.end - 3_600_000, clock.end)
        made = extracted(preview(Request((ROOT,), ("shop",), None, server, window), silent).html)
    assert made["source"] == "prometheus"
    assert made["span"] == {"start": window.start, "end": window.end, "step": 5000}
    traffic = next(one for one in made["results"] if one["expr"].startswith("sum by (handler) (signal:traffic"))
    assert {series["labels"]["handler"] for series in traffic["series"]} == {"/", "/cart", "/orders"}


def test_an_incident_fires_alerts(shop: bytes) -> None:
    made = extracted(shop)
    (listed,) = (one for one in made["results"] if one["expr"] == 'ALERTS{service="shop"}')
    states = {
        (one["labels"]["alertname"], one["labels"]["severity"], one["labels"]["alertstate"]) for one in listed["series"]
    }
    assert ("AvailabilityBudgetBurn", "critical", "firing") in states
    assert ("AvailabilityBudgetBurn", "critical", "pending") in states


def test_who_names_no_service_begins_with_the_fleet() -> None:
    def titles(*services: str) -> list[str]:
        return [one["title"] for one in compiled(Request((ROOT,), services)).dashboards]

    assert titles()[0] == "Fleet (production)"
    assert titles("shop", "node")[:2] == ["Shop (production)", "Machines (production)"]
    assert set(titles("shop")) < set(titles())


def test_a_service_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError, match="did you mean 'shop'"):
        preview(Request((ROOT,), ("sohp",)), silent)


def test_a_server_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(Exception, match="nobody listens there"):
        preview(Request((ROOT,), ("shop",), None, Prometheus(access("http://127.0.0.1:9")), Window(0, 60_000)), silent)
