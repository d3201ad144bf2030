"""Where logs and traces are, and what runs a service."""

import pytest

from observability.model.panel import DataSource
from observability.model.service import Store
from tests.unit.descriptor.samples import complaints, service, spec

LOKI = DataSource("loki", "logs-1")


@pytest.mark.parametrize(
    ("text", "store"),
    [
        ("logs-1", Store(source=LOKI, query='{service_name="shop"}')),
        ("https://logs.example.org/shop", Store(url="https://logs.example.org/shop")),
        ("{datasource: logs-1}", Store(source=LOKI, query='{service_name="shop"}')),
        ("{datasource: logs-1, query: '{app=\"shop\"}'}", Store(source=LOKI, query='{app="shop"}')),
        ("{datasource: es, type: elasticsearch}", Store(source=DataSource("elasticsearch", "es"))),
        ("{datasource: es, type: elasticsearch, query: a}", Store(source=DataSource("elasticsearch", "es"), query="a")),
    ],
)
def test_logs(text: str, store: Store) -> None:
    assert service(spec(f"links: {{logs: {text}}}")).links.logs == store


def test_traces_are_in_a_tempo_unless_something_else_is_said() -> None:
    found = service(spec("links: {traces: tempo-1}")).links.traces
    assert found == Store(source=DataSource("tempo", "tempo-1"), query='{ resource.service.name = "shop" }')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{query: a}", "datasource is missing (spec.links.logs.datasource)"),
        ("{datasource: 'a b'}", "'a b' is not a data source's uid (spec.links.logs.datasource)"),
        ("{datasource: a, type: 'Loki 3'}", "'Loki 3' is no plugin of Grafana (spec.links.logs.type); write its id"),
        ('{datasource: a, query: "a\\x07"}', "the control character U+0007 cannot be shown (spec.links.logs.query)"),
        ("{datasource: a, uid: b}", "unknown key 'uid' (spec.links.logs.uid)"),
        ("[loki]", "spec.links.logs"),
    ],
)
def test_what_is_no_place_for_logs_is_refused(text: str, words: str) -> None:
    (found,) = complaints(spec(f"links: {{logs: {text}}}"))
    assert words in found


def test_runtimes_are_read_in_order() -> None:
    assert service(spec("runtime: [process, go]")).runtime == ("process", "go")


@pytest.mark.parametrize("text", ["runtime: [ruby]", "runtime: [go, go]", "runtime: go"])
def test_a_runtime_that_is_not_known_is_refused(text: str) -> None:
    (found,) = complaints(spec(text))
    assert "spec.runtime" in found
