"""Builds that somebody touched: what is lost or has lost its shape is said, and is no bug of ours."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from observability.building import Request, build
from observability.exceptions import InputError
from tests.support.promtool import Promtool
from tests.unit.verifier.test_origins import DASHBOARD, PROJECT, RULES, SHOP
from tests.unit.verifier.verifying import verified

CATALOG = "production/catalog.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A build as text by path."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "observability.yaml").write_text(PROJECT.replace("}}}", "}}, staging: {matchers: {env: staging}}}"))
    (folder / "services").mkdir()
    (folder / "services" / "shop.yaml").write_text(SHOP)
    build(Request((folder,), folder / "build"))
    files = (path for path in (folder / "build").rglob("*") if path.is_file())
    return {str(path.relative_to(folder / "build")): path.read_text() for path in files}


@pytest.fixture
def output(built: dict[str, str], tmp_path: Path) -> Path:
    for path, text in built.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def refused(promtool: Promtool, folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        verified(promtool, folder)
    return [
        str(finding).replace(f"{caught.value.findings[0].location.file}: ", "", 1) for finding in caught.value.findings
    ]


def change(path: Path, to: Callable[[Any], object]) -> None:
    document = json.loads(path.read_text())
    to(document)
    path.write_text(json.dumps(document))


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"kind": "Catalog", "version": 2, "services": {}}', '{"version": 1, "services": {}}'],
)
def test_what_is_no_catalog(promtool: Promtool, output: Path, content: str) -> None:
    (output / CATALOG).write_text(content)
    assert refused(promtool, output) == ["is no catalog of version 1; run `observability build` again"]


def test_a_byte_of_an_entry_that_is_no_text(promtool: Promtool, output: Path) -> None:
    """Entries are read one by one, after the rest."""
    content = (output / CATALOG).read_bytes()
    (output / CATALOG).write_bytes(content.replace(b'"dashboard"', b'"d\xedshboard"'))
    assert refused(promtool, output) == ["is no catalog of version 1; run `observability build` again"]


@pytest.mark.parametrize(
    ("to", "message"),
    [
        (lambda c: c["services"].update(shop={}), "is damaged: 'source' is a required property (services.shop)"),
        (lambda c: c["services"].update(shop=5), "is damaged: this is no object (services.shop)"),
        (lambda c: c["services"]["shop"].pop("rules"), "is damaged: 'rules' is a required property (services.shop)"),
        (
            lambda c: c["services"]["shop"]["alerts"][1].pop("labels"),
            "is damaged: 'labels' is a required property (services.shop.alerts[1])",
        ),
        # A newer version of us may have added a field, which is no damage.
        (
            lambda c: c["services"]["shop"].pop("rules") and c.update(more=1),
            "is damaged: 'rules' is a required property (services.shop)",
        ),
        (lambda c: c["services"]["shop"].update(metrics=5), "is damaged: this is no array (services.shop.metrics)"),
        (
            lambda c: c["services"]["shop"]["dashboard"].update(panels=None),
            "is damaged: this is no array (services.shop.dashboard.panels)",
        ),
    ],
)
def test_a_catalog_that_lost_its_shape(
    promtool: Promtool, output: Path, to: Callable[[Any], object], message: str
) -> None:
    change(output / CATALOG, to)
    # The whole catalog is read only to tell where something comes from.
    change(output / DASHBOARD, lambda d: d.update(schemaVersion=1))
    assert refused(promtool, output) == [f"{message}; build it again"]


@pytest.mark.parametrize("path", [".", "production"])
def test_a_catalog_that_is_lost(promtool: Promtool, output: Path, path: str) -> None:
    (output / CATALOG).unlink()
    assert refused(promtool, output / path) == [
        "is not there, which the build left here; run `observability build` again"
    ]


def test_the_other_environments_do_not_care(promtool: Promtool, output: Path) -> None:
    (output / CATALOG).unlink()
    assert verified(promtool, output / "staging") == []


def test_fields_of_a_later_version_are_no_damage(promtool: Promtool, output: Path) -> None:
    change(output / CATALOG, lambda c: c["services"]["shop"].update(more=1))
    assert verified(promtool, output) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ":1:1: is not JSON: Input is a zero-length, empty document"),
        ('{"panels": [', ":1:13: is not JSON: unexpected end of data"),
        ("[]", ": is no dashboard; it is an object"),
    ],
)
def test_what_is_no_dashboard(promtool: Promtool, output: Path, content: str, message: str) -> None:
    (output / DASHBOARD).write_text(content)
    (finding,) = (f for f in verified(promtool, output) if f.check == "dashboard-file")
    assert str(finding) == f"{output / DASHBOARD}{message}"


@pytest.mark.parametrize(
    ("to", "message"),
    [
        (lambda d: d.update(panels=5), "this is no array (panels)"),
        (lambda d: d["panels"].append("x"), "this is no object (panels[16])"),
        (lambda d: d["panels"][3].update(targets=["x"]), "this is no object (panels[3].targets[0])"),
        (lambda d: d["panels"][3]["gridPos"].update(x=None), "this is no integer (panels[3].gridPos.x)"),
        (lambda d: d["templating"].update({"list": [5]}), "this is no object (templating.list[0])"),
    ],
)
def test_a_dashboard_that_lost_its_shape(
    promtool: Promtool, output: Path, to: Callable[[Any], object], message: str
) -> None:
    change(output / DASHBOARD, to)
    assert refused(promtool, output) == [f"is damaged: {message}; build it again"]


def test_a_rule_file_that_lost_its_shape_is_a_finding(promtool: Promtool, output: Path) -> None:
    (output / RULES).write_text("hello")
    assert {"no-rules", "promtool", "alert-panel"} - {f.check for f in verified(promtool, output)} <= {"alert-panel"}
