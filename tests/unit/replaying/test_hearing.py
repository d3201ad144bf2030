from observability.adapters.prometheus import query
from observability.replaying.hearing import Hearing
from tests.support.webserver import serving
from tests.unit.adapters.prometheus.asking import EMPTY, QUERY, prometheus, success


def notes(*warnings: str) -> list[str]:
    with serving() as server:
        server.answers[QUERY] = success(EMPTY, warnings=list(warnings))
        hearing = Hearing(prometheus(server))
        hearing.ask_all([query("a", 0), query("b", 0)])
        return hearing.notes


def test_what_the_server_warns_of_is_told_once() -> None:
    assert notes("PromQL warning: b", "PromQL warning: a") == [
        "the server warns: PromQL warning: a",
        "the server warns: PromQL warning: b",
    ]


def test_a_warning_that_is_not_about_the_language_means_that_data_may_be_missing() -> None:
    """As of Thanos, of which a store does not answer."""
    said = notes("No StoreAPIs matched for this query")
    assert said[0] == "the server warns: No StoreAPIs matched for this query"
    assert "figures may be too low, and series that are called absent be there" in said[1]


def test_once_data_may_be_missing_it_stays_so() -> None:
    with serving() as server:
        hearing = Hearing(prometheus(server))
        for warnings in (["a store is away"], []):
            server.answers[QUERY] = success(EMPTY, warnings=warnings)
            hearing.ask_all([query("a", 0)])
        assert hearing.partial


def test_a_limit_of_our_own_is_no_warning() -> None:
    assert notes("results truncated due to limit") == []
