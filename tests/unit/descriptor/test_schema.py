import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from observability.descriptor import schema
from tests.unit.descriptor.samples import BASE, complaints

ROOT = Path(__file__).parents[3]
PUBLISHED = schema()
DESCRIPTORS = sorted(ROOT.glob("services/*.yaml")) + sorted(ROOT.glob("tests/golden/*/**/*.yaml"))


def fields() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, definition in PUBLISHED["$defs"].items():
        yield from _fields(name, definition)


def _fields(path: str, definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, definition
    for key, value in definition.get("properties", {}).items():
        yield from _fields(f"{path}.{key}", value)
    for key in ("items", "additionalProperties"):
        if isinstance(definition.get(key), dict):
            yield from _fields(f"{path}.{key}", definition[key])


FIELDS = list(fields())


def resolved(definition: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in definition:
        own = {key: value for key, value in definition.items() if key != "$ref"}
        definition = PUBLISHED["$defs"][definition["$ref"].removeprefix("#/$defs/")] | own
    return definition


def accepts(definition: dict[str, Any], value: Any) -> bool:
    return bool(Draft202012Validator({**definition, "$defs": PUBLISHED["$defs"]}).is_valid(value))


def test_it_is_a_schema_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(PUBLISHED)
    json.dumps(PUBLISHED)


@pytest.mark.parametrize(("path", "definition"), FIELDS, ids=[path for path, _ in FIELDS])
def test_each_field_explains_itself_with_examples_that_it_accepts(path: str, definition: dict[str, Any]) -> None:
    whole = resolved(definition)
    assert whole["description"].endswith("."), path
    assert whole["examples"], path
    for example in [*whole["examples"], *([whole["default"]] if "default" in whole else [])]:
        assert accepts(definition, example), (path, example)


@pytest.mark.parametrize(("path", "definition"), FIELDS, ids=[path for path, _ in FIELDS])
def test_each_map_says_what_may_stand_in_it(path: str, definition: dict[str, Any]) -> None:
    # What an overlay holds is checked when it is laid over the rest.
    if "object" in definition.get("type", ()) and ".environments.additionalProperties." not in path:
        assert "additionalProperties" in definition, path


@pytest.mark.parametrize("file", DESCRIPTORS, ids=lambda file: str(file.relative_to(ROOT)))
def test_editors_accept_what_we_accept(file: Path) -> None:
    # Prometheus' rule files have no kind.
    documents = [d for d in yaml.safe_load_all(file.read_text()) if isinstance(d, dict) and "kind" in d]
    assert all(Draft202012Validator(PUBLISHED).is_valid(document) for document in documents)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("name: shop", "name: ../shop"),
        ("rate:", "raet:"),
        ("owner: team", "tier: low"),
        ("{job: shop}", "{}"),
        ("kind: Service", "kind: Project"),
        ("http:\n", "http:\n      objectives: {availability: 100}\n"),
        ("http:\n", "http:\n      by: handler\n"),
    ],
)
def test_editors_refuse_what_we_refuse(right: str, wrong: str) -> None:
    assert Draft202012Validator(PUBLISHED).is_valid(yaml.safe_load(BASE))
    assert not Draft202012Validator(PUBLISHED).is_valid(yaml.safe_load(BASE.replace(right, wrong)))
    assert complaints(BASE.replace(right, wrong))
