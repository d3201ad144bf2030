"""What is asked, and what is made of a sound answer."""

import math

from observability.adapters.prometheus import Series, metadata, query, query_range, series, version
from tests.support.webserver import Asked, Send, WebServer, crowd, page
from tests.unit.adapters.prometheus.asking import EMPTY, QUERY, prometheus, success


def as_lists(found: tuple[Series, ...]) -> list[tuple[dict[str, str], list[int], list[float]]]:
    return [(dict(one.labels), list(one.times), list(one.values)) for one in found]


def test_an_expression_is_asked_for_with_post_at_an_exact_time(server: WebServer) -> None:
    server.answers[QUERY] = success(EMPTY)
    assert prometheus(server).ask(query('up{job="a&b"} > 0', 1_700_000_000_001)).value == ()
    (asked,) = server.asked
    assert asked.method == "POST"
    assert asked.body == "query=up%7Bjob%3D%22a%26b%22%7D+%3E+0&time=1700000000.001"


def test_a_vector_is_read_with_its_labels_in_order(server: WebServer) -> None:
    result = [{"metric": {"b": "1", "a": "2"}, "value": [1700000000.001, "0.5"]}]
    server.answers[QUERY] = success({"resultType": "vector", "result": result})
    assert as_lists(prometheus(server).ask(query("x", 0)).value) == [({"a": "2", "b": "1"}, [1_700_000_000_001], [0.5])]


def test_a_range_is_read_with_all_its_numbers(server: WebServer) -> None:
    result = [{"metric": {}, "values": [[1.5, "+Inf"], [2, "NaN"], [2.5, "-1e-9"]]}]
    server.answers["/api/v1/query_range"] = success({"resultType": "matrix", "result": result})
    ((_, times, values),) = as_lists(prometheus(server).ask(query_range("x", 1500, 2500, 500)).value)
    assert times == [1500, 2000, 2500]
    assert (values[0], values[2]) == (math.inf, -1e-9)
    assert math.isnan(values[1])
    assert server.asked[0].body == "query=x&start=1.500&end=2.500&step=0.500"


def test_a_number_is_a_series_without_labels(server: WebServer) -> None:
    server.answers[QUERY] = success({"resultType": "scalar", "result": [1, "3"]})
    assert as_lists(prometheus(server).ask(query("3", 1000)).value) == [({}, [1000], [3.0])]


def test_a_histogram_is_a_sample_without_a_number(server: WebServer) -> None:
    result = [{"metric": {}, "histograms": [[1, {}]], "values": [[2, "5"]]}, {"metric": {}, "histogram": [3, {}]}]
    server.answers[QUERY] = success({"resultType": "matrix", "result": result[:1]})
    ((_, times, values),) = as_lists(prometheus(server).ask(query("x", 0)).value)
    assert times == [1000, 2000]
    assert math.isnan(values[0])


def test_what_the_server_read_is_counted_on_request(server: WebServer) -> None:
    server.answers[QUERY] = success({**EMPTY, "stats": {"samples": {"totalQueryableSamples": 42}}})
    assert prometheus(server).ask(query("x", 0, count=True)).samples == 42
    assert server.asked[0].body.endswith("&stats=all")


def test_warnings_and_infos_come_along_and_tell_whether_data_may_be_missing(server: WebServer) -> None:
    for warning, partial in [("PromQL warning: mixed histograms", False), ("store 10.0.0.1 is unavailable", True)]:
        server.answers[QUERY] = success(EMPTY, warnings=[warning], infos=["PromQL info: no counter"])
        found = prometheus(server).ask(query("x", 0))
        assert (found.warnings, found.infos) == ((warning,), ("PromQL info: no counter",))
        assert found.partial == partial


def test_series_are_looked_up_by_selectors(server: WebServer) -> None:
    server.answers["/api/v1/series"] = success([{"job": "b", "__name__": "up"}])
    assert prometheus(server).ask(series(["up", 'x{a="b"}'], 0, 1000, 1)).value == ({"__name__": "up", "job": "b"},)
    assert server.asked[0].body == "match%5B%5D=up&match%5B%5D=x%7Ba%3D%22b%22%7D&start=0&end=1&limit=1"


def test_types_of_metrics_and_the_version_are_asked_for_with_get(server: WebServer) -> None:
    server.answers["/api/v1/metadata"] = success({"up": [{"type": "gauge"}], "a": [{"type": "counter"}], "odd": []})
    server.answers["/api/v1/status/buildinfo"] = success({"version": "3.1.0"})
    assert prometheus(server).ask(metadata()).value == {"a": "counter", "up": "gauge"}
    assert prometheus(server).ask(version()).value == "3.1.0"
    assert server.requests == [("GET", "/api/v1/metadata?limit_per_metric=1"), ("GET", "/api/v1/status/buildinfo")]


def test_a_server_that_takes_no_post_is_asked_with_get(server: WebServer) -> None:
    async def no_post(asked: Asked, send: Send) -> None:
        await (page("", 405) if asked.method == "POST" else success(EMPTY))(asked, send)

    server.answers[QUERY] = no_post
    assert prometheus(server).ask(query("x", 0)).value == ()
    assert server.requests[-1] == ("GET", "/api/v1/query?query=x&time=0")


def test_the_api_may_stand_below_a_path(server: WebServer) -> None:
    from observability.adapters.prometheus import Prometheus, access

    server.answers["/team/prometheus/api/v1/query"] = success(EMPTY)
    assert Prometheus(access(server.url("/team/prometheus/"))).ask(query("x", 0)).value == ()


def test_many_calls_are_answered_in_their_order_and_few_at_once(server: WebServer) -> None:
    import asyncio

    async def slow(asked: Asked, send: Send) -> None:
        number = asked.body.partition("time=")[2]
        await asyncio.sleep(0.02 if int(number) % 2 else 0.001)
        result = [{"metric": {}, "value": [int(number), number]}]
        await success({"resultType": "vector", "result": result})(asked, send)

    server.answers[QUERY] = crowd(server, 3, slow)
    done: list[int] = []
    found = prometheus(server, at_once=3).ask_all([query("x", 1000 * n) for n in range(20)], done.append)
    assert [one.value[0].times[0] for one in found if not isinstance(one, Exception)] == [1000 * n for n in range(20)]
    assert server.most_open == 3
    assert done == list(range(1, 21))
