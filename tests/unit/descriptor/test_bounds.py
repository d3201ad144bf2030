"""Editors and we are of one mind: what the published schema says of a number, the code that reads it says too."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from observability.descriptor import schema
from tests.unit.descriptor.samples import complaints, http, project_complaints, project_text, spec, use

EDITORS = {
    kind: Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema()["$defs"]})
    for kind in ("Service", "Project")
}

SLOTS: dict[str, Callable[[str], str]] = {
    "availability": lambda value: http(f"objectives: {{availability: {value}}}"),
    "target": lambda value: http(f"objectives: {{availability: {{target: {value}}}}}"),
    "latency target": lambda value: http(
        f"duration: d_seconds\nobjectives: {{latency: {{target: {value}, threshold: 1s}}}}"
    ),
    "minimum_events": lambda value: http(
        f"objectives: {{availability: {{target: 99, alerting: {{minimum_events: {value}}}}}}}"
    ),
    "warning": lambda value: use(f"saturation: {{gauge: waiting, warning: {value}}}"),
    "critical": lambda value: use(f"errors: {{counter: e_total, critical: {value}}}"),
    "warning of a share": lambda value: use(f"utilization: {{gauge: used_ratio, warning: {value}}}"),
    "critical of a ratio": lambda value: use(f"saturation: {{ratio: [used, size], critical: {value}}}"),
    "capacity": lambda value: use(f"saturation: {{gauge: waiting, capacity: {value}}}"),
    "buckets": lambda value: http(f"duration: {{histogram: d_seconds, buckets: [{value}]}}"),
    "threshold": lambda value: http(
        f"duration: d_seconds\nobjectives: {{latency: {{target: 99, threshold: {value}}}}}"
    ),
    "window": lambda value: http(f"objectives: {{availability: {{target: 99, window: {value}}}}}"),
    "for of a limit": lambda value: use(f"saturation: {{gauge: waiting, warning: 1, for: {value}}}"),
    "for of traffic": lambda value: spec(f"golden: {{jobs: {{traffic: {{counter: jobs_total, for: {value}}}}}}}"),
    "for of a page": lambda value: http(
        f"objectives: {{availability: {{target: 99, alerting: {{page: {{for: {value}}}}}}}}}"
    ),
    "keep_firing_for": lambda value: http(
        f"objectives: {{availability: {{target: 99, alerting: {{ticket: {{keep_firing_for: {value}}}}}}}}}"
    ),
    "exhaustion": lambda value: use(f"saturation: {{ratio: [used, size], exhaustion: {value}}}"),
    "for of an alert": lambda value: spec(f"alerts: {{Foo: {{expr: up == 0, severity: info, for: {value}}}}}"),
    "scrape_interval": lambda value: project_text(f"scrape_interval: {value}"),
    "evaluation_interval": lambda value: project_text(f"evaluation_interval: {value}"),
    "tier": lambda value: project_text(f"tiers: {{gold: {{objectives: {{availability: {value}}}}}}}"),
}
each_slot = pytest.mark.parametrize("slot", SLOTS)

BOUNDS = [
    Decimal(text)
    for text in ("-1e16", "-1", "0", "0.001", "1", "1.001", "5", "5.0", "99.999", "100", "101", "1e15", "2e15")
]
NUMBERS = st.sampled_from(BOUNDS) | st.integers(-3, 10**17) | st.decimals(-3, 200, places=3)
UNITS = ("", "%", " %", "k", "GiB", "B", "X", "w", "d", "h", "m", "s", "ms", "s500ms")
TEXTS = st.builds(lambda number, unit: f"{number:f}{unit}", NUMBERS.map(Decimal), st.sampled_from(UNITS))


def editor_accepts(text: str) -> bool:
    document = yaml.load(text, yaml.CSafeLoader)
    return bool(EDITORS[document["kind"]].is_valid(document))


def we_accept(text: str) -> bool:
    return not (project_complaints(text) if "kind: Project" in text else complaints(text))


@each_slot
@settings(max_examples=25)
@given(NUMBERS)
def test_of_every_number_both_say_the_same(slot: str, number: int | Decimal) -> None:
    text = SLOTS[slot](f"{number:f}" if isinstance(number, Decimal) else str(number))
    assert editor_accepts(text) is we_accept(text), text


@each_slot
@settings(max_examples=25)
@given(TEXTS)
@example("99.9%")
@example("5m")
@example("0s")
@example("4w2d")
@example("-1%")
@example("")
def test_no_editor_marks_a_text_that_we_accept(slot: str, written: str) -> None:
    text = SLOTS[slot](json.dumps(written))
    assert editor_accepts(text) or not we_accept(text), text


@pytest.mark.parametrize("slot", ["availability", "target", "tier"])
@settings(max_examples=50)
@given(TEXTS)
@example("1%")
@example("1.000")
@example("099.9")
@example("1.0001 %")
def test_of_a_target_in_words_both_say_the_same(slot: str, written: str) -> None:
    text = SLOTS[slot](json.dumps(written))
    assert editor_accepts(text) is we_accept(text), text
