from urllib.parse import parse_qs, urlsplit

from observability.replay.links import graph


def test_a_link_leads_to_the_graph_around_the_time() -> None:
    link = graph("https://example.org/prometheus", 'x{a="b&c"} > 5', 1_767_225_600_000, 1_767_229_200_000)
    parts = urlsplit(link)
    assert (parts.netloc, parts.path) == ("example.org", "/prometheus/graph")
    assert parse_qs(parts.query) == {
        "g0.expr": ['x{a="b&c"} > 5'],
        "g0.tab": ["0"],
        "g0.range_input": ["7200s"],
        "g0.end_input": ["2026-01-01 01:30:00"],
    }
