"""A descriptor with any value anywhere, or without it: it is refused with a place in the file, or it compiles."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from observability.compiler import compile_source
from observability.descriptor import Project
from observability.emit.target import Target
from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Source

_STARTER = Path(__file__).parents[2] / "observability/starter/files"
TARGETS = frozenset({Target.RULES, Target.DASHBOARDS})
SERVICE: Any = yaml.safe_load((_STARTER / "example.yaml").read_text()) | {"environments": {}}
# What is an expression is a value somewhere, too.
SERVICE["spec"]["use"]["workers"]["errors"] = {"expr": "sum(rate(errors_total[$window]))", "warning": 1}

PROMQL = ("5m", "time()", "up[5m]", "up[5m:1m]", "'a'", "vector(1)", "up", "-up", "{__name__=~'.+'}", "sum(", "$window")
SCALARS = (None, True, 0, -1, 3.5, 1e300, float("nan"), 10**40, "", " ", "\n", "a\x85b", "\u202e", "{{ $value }}", "é")
TEXTS = ("5m", "0s", "99.9%", "1e999", "../x", "https://example.org/{service}", "*", "*a", "2026-01-01", "a" * 300)
VALUES = st.sampled_from((*SCALARS, *TEXTS, *PROMQL, [], {}, [[]], ["a", "a"], {"a": {"b": []}}, {1: 2}, {"": None}))


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(node[key], (*path, key))


PLACES = st.sampled_from(list(places(SERVICE)))


def at(root: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        root = root[key]
    return root


def answer(document: object) -> tuple[Finding, ...] | None:
    """What is wrong with it; None where it compiles."""
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    try:
        compile_source(Source("services/a.yaml", text.encode()), Project(), ["default"], TARGETS)
    except InputError as error:
        return error.findings
    return None


def is_told_with_a_place(found: tuple[Finding, ...] | None) -> bool:
    return found is None or (bool(found) and all(one.location.line and one.location.column for one in found))


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(PLACES, VALUES)
@example(("spec", "use", "workers", "errors", "expr"), "5m")
@example(("spec", "red", "http", "rate"), {"expr": "time()"})
def test_any_value_in_any_place(place: tuple[Any, ...], value: object) -> None:
    document = copy.deepcopy(SERVICE)
    at(document, place[:-1])[place[-1]] = value
    assert is_told_with_a_place(answer(document))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(PLACES, PLACES)
def test_any_part_in_another_place_or_gone(place: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    document = copy.deepcopy(SERVICE)
    if place == other:
        del at(document, place[:-1])[place[-1]]
    else:
        at(document, place[:-1])[place[-1]] = copy.deepcopy(at(SERVICE, other))
    assert is_told_with_a_place(answer(document))


def test_the_service_itself_compiles() -> None:
    assert answer(SERVICE) is None
