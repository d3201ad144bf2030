from hypothesis import given
from hypothesis import strategies as st

from observability.descriptor import Project
from observability.model.selector import Matcher, MatchOp
from observability.model.service import Environment
from observability.model.signal import Counter, Expression, Kind, Ratio
from observability.promql import parse_selector, render
from tests.unit.descriptor.samples import BASE, TWO, complaints, http, service, spec, use


def matchers(text: str, kind: Kind, environment: str = "staging") -> list[str]:
    measurement = service(text, TWO, environment).signals[0].measurement(kind)
    assert measurement
    assert isinstance(measurement.measure, Counter)
    return [f"{m.label}{m.op}{m.value}" for m in measurement.measure.selector.matchers]


def test_each_selector_gets_the_matchers_of_service_and_environment_in_order() -> None:
    assert matchers(BASE, Kind.ERRORS) == ["code=~5..", "env=staging", "job=shop"]
    assert matchers(BASE, Kind.ERRORS, "production") == ["code=~5..", "env=production", "job=shop"]


def test_both_sides_of_a_ratio_and_the_telemetry_are_narrowed() -> None:
    found = service(use("saturation: {ratio: [a, b]}"), TWO, "staging")
    expected = (Matcher("env", MatchOp.EQUAL, "staging"), Matcher("job", MatchOp.EQUAL, "shop"))
    assert (found.telemetry.metric, found.telemetry.matchers) == ("up", expected)
    measurement = found.signals[1].measurement(Kind.SATURATION)
    assert measurement
    assert isinstance(measurement.measure, Ratio)
    assert measurement.measure.used.matchers == measurement.measure.capacity.matchers == expected


def test_raw_promql_is_used_as_written() -> None:
    found = service(http("duration: {expr: 'max(d)'}"), TWO, "staging").signals[0].measurement(Kind.LATENCY)
    assert found
    assert found.measure == Expression("max(d)")


def test_a_matcher_written_twice_stands_once() -> None:
    assert matchers(BASE.replace('{code=~"5.."}', '{job="shop",code="500"}'), Kind.ERRORS) == [
        "code=500",
        "env=staging",
        "job=shop",
    ]


def test_a_selector_that_contradicts_the_services_is_refused_once() -> None:
    assert complaints(http('duration: d_seconds{job="other"}'), TWO) == [
        (
            'services/shop.yaml:10:17: d_seconds{job="other"} can match nothing: job="shop" is added to it '
            "(spec.red.http.duration); drop job here, or use {expr: ...} for other series"
        )
    ]


def test_a_selector_that_contradicts_one_environment_names_it() -> None:
    (found,) = complaints(http('duration: d_seconds{env="production"}'), TWO)
    assert 'env="staging" is added to it (spec.red.http.duration in staging)' in found


def test_an_environment_may_be_one_that_a_selector_refuses() -> None:
    (found,) = complaints(http('duration: d_seconds{env=~"p.*"}'), TWO)
    assert 'd_seconds{env=~"p.*"} can match nothing: env="staging" is added to it' in found


def test_a_selector_that_contradicts_itself_is_refused() -> None:
    found = complaints(http('duration: d_seconds{code=~"a|b",code!~"a.*|b"}'), TWO)
    assert all("can match nothing: no value of code satisfies all of its matchers" in one for one in found)
    assert found


def test_the_services_own_selector_may_not_contradict_an_environment() -> None:
    found = complaints(BASE.replace("{job: shop}", "{job: shop, env: production}"), TWO)
    assert found == [
        (
            "services/shop.yaml:5:30: the environment staging has env=staging (spec.selector.env in staging); "
            "drop env here: the environment adds it"
        )
    ]


def test_the_telemetry_is_checked_too() -> None:
    (found,) = complaints(spec('telemetry: up{job="x"}'))
    assert "(spec.telemetry)" in found


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1))
def test_any_label_value_survives_from_yaml_to_promql_and_back(value: str) -> None:
    written = '"' + "".join(f"\\U{ord(character):08x}" for character in value) + '"'
    project = Project(environments=(Environment("default", {"env": value}),))
    found = service(BASE.replace("{job: shop}", f"{{job: {written}}}"), project)
    assert found.selector == (Matcher("job", MatchOp.EQUAL, value),)
    assert parse_selector(render(found.telemetry)) == found.telemetry
