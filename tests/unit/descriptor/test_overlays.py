from decimal import Decimal

import pytest

from observability.model.signal import Kind
from tests.unit.descriptor.samples import BASE, TWO, complaints, http, overlay, service


def test_maps_merge_and_single_values_replace() -> None:
    text = overlay("staging: {metadata: {tier: low}, spec: {red: {http: {rate: other_total}}}}")
    found = service(text, TWO, "staging")
    rate = found.signals[0].measurement(Kind.TRAFFIC)
    assert rate
    assert rate.measure.selector.metric == "other_total"  # type: ignore[union-attr]
    assert found.signals[0].measurement(Kind.ERRORS)
    assert (found.tier, found.owner.name) == ("low", "team")
    assert found.signals[0].objectives[0].target == Decimal("0.99")


def test_other_environments_do_not_change() -> None:
    text = overlay("staging: {metadata: {tier: low}, spec: {red: {http: {rate: other_total}}}}")
    assert service(text, TWO, "production") == service(BASE, TWO, "production")


def test_lists_replace() -> None:
    text = http("by: [handler, method]") + "environments:\n  staging: {spec: {red: {http: {by: [zone]}}}}\n"
    assert service(text, TWO, "staging").signals[0].by == ("zone",)


def test_null_removes() -> None:
    found = service(overlay("staging: {spec: {red: {http: {errors: null}}}}"), TWO, "staging")
    assert not found.signals[0].measurement(Kind.ERRORS)
    assert not found.signals[0].objectives


def test_an_overlay_that_says_nothing_is_fine() -> None:
    assert service(overlay("staging: {}"), TWO, "staging") == service(BASE, TWO, "staging")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stagin: {}", "11:3: the project has no environment 'stagin' (environments.stagin); did you mean staging?"),
        (
            "staging: {metadata: {name: x}}",
            "11:30: a service has the same name in all environments (environments.staging.metadata.name); drop it",
        ),
        (
            "staging: {metadata: {owner: null}}",
            "11:31: owner is missing (environments.staging.metadata.owner); write it, as in owner: payments",
        ),
        ("staging: {specs: {}}", "11:13: unknown key 'specs' (environments.staging.specs); did you mean spec?"),
        ("staging:", "11:11: this is empty, not a map (environments.staging); as in {metadata: {tier: low}}"),
        (
            "staging: {spec: {red: {http: {rates: x_total}}}}",
            "11:33: unknown key 'rates' (environments.staging.spec.red.http.rates); did you mean rate?",
        ),
        (
            "staging: {spec: {red: {http: {by: [le]}}}}",
            (
                "11:37: the label 'le' is one that the generated rules set (environments.staging.spec.red.http.by); "
                "choose another label"
            ),
        ),
    ],
)
def test_an_error_of_an_overlay_is_told_once_where_the_overlay_has_it(text: str, expected: str) -> None:
    assert complaints(overlay(text), TWO) == [f"services/shop.yaml:{expected}"]


def test_an_error_of_the_base_is_not_repeated_for_each_environment() -> None:
    text = overlay("staging: {metadata: {tier: low}}\nproduction: {metadata: {tier: critical}}")
    assert len(complaints(text.replace("http_requests_total\n", "db_pool_size\n"), TWO)) == 1


def test_a_line_of_the_base_that_an_overlay_breaks_names_the_environment() -> None:
    text = http("duration: {histogram: d_seconds, buckets: [1, 2]}\nobjectives: {latency: {target: 99, threshold: 1s}}")
    text += "environments:\n  staging: {spec: {red: {http: {duration: {buckets: [2, 4]}}}}}\n"
    (found,) = complaints(text, TWO)
    assert found.startswith("services/shop.yaml:11:53: no bucket of the histogram ends at 1s")
    assert "(spec.red.http.objectives.latency.threshold in staging)" in found
