"""A build with nothing to do ends early, but never too early."""

import json
from pathlib import Path

import pytest

from benchmarks.fleet import generate
from observability.building import Built, Request, build
from observability.exceptions import InputError
from observability.workspace import Changes, Differences

FLEET_FILES = ("catalog.json", "prometheus/rules/watchdog.yaml", "grafana/dashboards/fleet.json")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    generate(tmp_path, services=2)
    built(tmp_path)
    return tmp_path


def built(project: Path, *, check: bool = False) -> Built:
    return build(Request((project,), project / "build", check=check))


def test_nothing_is_written_where_nothing_changed(project: Path) -> None:
    again = built(project)
    assert (again.services, again.compiled) == (2, 0)
    assert again.outcome == Changes((), (), unchanged=12)
    assert built(project, check=True).outcome == Differences()


@pytest.mark.parametrize("path", FLEET_FILES)
def test_what_is_made_of_all_services_is_mended(project: Path, path: str) -> None:
    file = project / "build" / "production" / path
    content = file.read_bytes()
    file.unlink()
    assert built(project, check=True).outcome == Differences(missing=(f"production/{path}",))
    outcome = built(project).outcome
    assert isinstance(outcome, Changes)
    assert outcome.written == (f"production/{path}",)
    assert file.read_bytes() == content


def test_a_service_that_is_gone_leaves_the_catalog_and_its_files(project: Path) -> None:
    (project / "services" / "service-00001.yaml").unlink()
    again = built(project)
    assert again.compiled == 0
    assert isinstance(again.outcome, Changes)
    assert again.outcome.written == ("production/catalog.json",)
    assert again.outcome.removed == (
        "production/grafana/dashboards/team-01/_owner.json",
        "production/grafana/dashboards/team-01/service-00001.json",
        "production/prometheus/rules/service-00001.yaml",
    )


def test_a_new_descriptor_that_cannot_be_read_is_an_error(project: Path) -> None:
    (project / "services" / "service-00002.yaml").symlink_to("nowhere.yaml")
    with pytest.raises(InputError, match=r"service-00002\.yaml: cannot be read"):
        built(project)


@pytest.mark.parametrize(
    ("part", "value"),
    [(("paths", "production"), [["x"]]), (("card", "name"), "another"), (("paths", "production"), []), (("card",), 1)],
)
def test_a_memory_that_somebody_edited_is_not_believed(project: Path, part: tuple[str, ...], value: object) -> None:
    file = project / "build" / ".observability.json"
    whole = file.read_bytes()
    document = json.loads(whole)
    (first, *_) = document["cache"]["services"].values()
    for key in part[:-1]:
        first = first[key]
    first[part[-1]] = value
    file.write_text(json.dumps(document))
    assert built(project).compiled == 2
    assert file.read_bytes() == whole
