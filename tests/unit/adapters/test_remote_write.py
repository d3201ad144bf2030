"""What is sent is what a real Prometheus then has."""

from pathlib import Path

import httpx
import pytest

from observability.adapters.prometheus_server import serving
from observability.adapters.remote_write import Distribution, Sent, send
from observability.adapters.tools import PROMETHEUS, provide
from observability.exceptions import MissingToolError
from tests.support.progress import silent

AT = 1_700_000_000_000
TIMES = [AT - 60_000, AT]


def test_numbers_and_distributions_of_any_time_are_stored(tmp_path: Path) -> None:
    sent = [
        Sent({"__name__": "requests", "path": 'a "quoted" é'}, TIMES, [1.5, float("inf")]),
        Sent({"__name__": "past"}, [AT - 20 * 86_400_000], [7.0]),
        Sent({"__name__": "native"}, TIMES, distributions=[Distribution(1, {-3: 1, -2: 2, 4: 3}, 9.5)] * 2),
    ]
    with serving(provide(PROMETHEUS, silent), tmp_path) as url:
        send(url, sent)
        assert value(url, "requests") == {"metric": sent[0].labels, "value": [AT / 1000, "+Inf"]}
        assert value(url, "requests offset 1m")["value"][1] == "1.5"
        assert value(url, "past offset 20d")["value"][1] == "7"
        assert value(url, "histogram_count(native)")["value"][1] == "6"
        assert value(url, "histogram_sum(native)")["value"][1] == "9.5"
        bounds = [(float(upper), count) for _, _, upper, count in value(url, "native")["histogram"][1]["buckets"]]
        assert bounds == [(pytest.approx(2 ** (index / 2)), count) for index, count in ((-3, "1"), (-2, "2"), (4, "3"))]


def test_a_server_that_takes_none_is_told_of(tmp_path: Path) -> None:
    with serving(provide(PROMETHEUS, silent), tmp_path) as url:
        send(url, [Sent({"__name__": "a"}, [AT], [1.0])])
        with pytest.raises(MissingToolError, match="takes no samples"):
            send(url, [Sent({"__name__": "a"}, [AT - 1], [1.0])])
    with pytest.raises(MissingToolError, match="does not answer"):
        send(url, [Sent({"__name__": "a"}, [AT], [1.0])])


def value(url: str, expr: str) -> dict[str, object]:
    answer = httpx.post(f"{url}/api/v1/query", data={"query": expr, "time": f"{AT / 1000}"}).json()
    (found,) = answer["data"]["result"]
    return found  # type: ignore[no-any-return]
