import pytest

from tests.unit.descriptor.samples import complaints, http, use


@pytest.mark.parametrize(
    "measurement",
    [
        "errors: timeouts_total",
        "errors: waits_seconds_count",
        "errors: {counter: legacy_requests}",
        "errors: {counter: node_network_receive_bytes}",
        "utilization: used_ratio",
        "saturation: waiters",
        "saturation: {gauge: pg_stat_activity_count}",
        "saturation: {counter: pressure_waiting_seconds_total}",
        "saturation: {ratio: [in_use, pool_size]}",
    ],
)
def test_names_that_fit_their_type_are_accepted(measurement: str) -> None:
    assert complaints(use(measurement)) == []


@pytest.mark.parametrize(
    ("measurement", "words"),
    [
        ("errors: db_pool_size", "a counter is wanted, and db_pool_size is a gauge by its suffix _size"),
        ("errors: {counter: db_pool_size}", "a counter is wanted, and db_pool_size is a gauge by its suffix _size"),
        ("errors: {counter: used_ratio}", "is a gauge by its suffix _ratio"),
        ("errors: {counter: build_info}", "is a gauge by its suffix _info"),
        ("errors: requests", "if it is one, write {counter: requests}"),
        ("errors: d_seconds_bucket", "counts each event in many buckets"),
        ("errors: 'job:requests:rate5m'", "a rate of it would miss resets"),
        ("saturation: waits_total", "a gauge is wanted, and waits_total is a counter by its suffix _total"),
        ("saturation: {gauge: waits_total}", "a gauge is wanted, and waits_total is a counter by its suffix _total"),
        ("saturation: {ratio: [a_total, b]}", "a gauge is wanted, and a_total is a counter"),
        ("saturation: waits_count", "if it is a gauge, write {gauge: waits_count}"),
        ("saturation: {gauge: d_seconds_bucket}", "is a counter by its suffix _bucket"),
    ],
)
def test_a_counter_where_the_name_says_gauge_and_the_reverse_is_refused(measurement: str, words: str) -> None:
    (found,) = complaints(use(measurement))
    assert words in found


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("d_seconds_bucket", "drop the suffix: d_seconds"),
        ("{histogram: d_seconds_count}", "drop the suffix: d_seconds"),
        ("{native_histogram: d_seconds_sum}", "drop the suffix: d_seconds"),
        ("{summary: d_seconds_sum}", "drop the suffix: d_seconds"),
        ("requests_total", "a histogram is wanted, and requests_total is none"),
        ("d_milliseconds", "latency is read in seconds, and d_milliseconds is not by its suffix _milliseconds"),
        ("'d_seconds{le=\"1\"}'", "a matcher on le takes buckets out of the histogram"),
    ],
)
def test_what_is_no_histogram_of_seconds_is_refused(duration: str, words: str) -> None:
    (found,) = complaints(http(f"duration: {duration}"))
    assert words in found


def test_a_histogram_of_bytes_may_count_events() -> None:
    assert complaints(use("errors: {histogram: response_size_bytes}")) == []
