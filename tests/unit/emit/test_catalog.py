"""The catalog is as its schema says, so that programs of others can rely on it."""

import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from observability.building import Request, build
from observability.emit import catalog

ROOT = Path(__file__).parents[3]
SCHEMA = orjson.loads((Path(catalog.__file__).parent / "catalog.schema.json").read_bytes())
PROJECTS = (ROOT, *sorted(folder.parent for folder in (ROOT / "tests" / "golden").glob("*/services")))


@pytest.fixture(scope="module", params=PROJECTS, ids=lambda project: project.name)
def catalogs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The catalog of each environment of a project."""
    # Apart from this repository, whose project file would hold for all that is below it.
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(request.param / "services", project / "services")
    if (request.param / "observability.yaml").exists():
        shutil.copy(request.param / "observability.yaml", project)
    build(Request((project,), project / "build"))
    return [orjson.loads(path.read_bytes()) for path in sorted(project.glob("build/*/catalog.json"))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_is_described() -> None:
    assert [where for where, field in fields(SCHEMA) if not described(field)] == []


def fields(node: Any, where: str = "") -> list[tuple[str, Any]]:
    if not isinstance(node, dict):
        return []
    named = {**node.get("properties", {}), **node.get("$defs", {})}
    own = [(f"{where}.{name}", field) for name, field in named.items()]
    return own + [found for key, value in node.items() for found in fields(value, f"{where}.{key}")]


def described(field: Any) -> bool:
    return "description" in field or "$ref" in field


def test_every_catalog_that_we_build_is_valid(catalogs: list[Any]) -> None:
    assert catalogs
    for document in catalogs:
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []


def test_a_catalog_leads_to_files_that_are_there(catalogs: list[Any]) -> None:
    for document in catalogs:
        for service in document["services"].values():
            assert service["source"]["line"] > 0
            assert {rule["source"]["file"] for rule in service["recordings"]} == {service["source"]["file"]}
