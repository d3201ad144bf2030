"""When the configuration of Alertmanager is built, kept and removed."""

from pathlib import Path

import orjson
import pytest

from observability.building import Request, build
from observability.emit.target import Target
from observability.exceptions import InputError
from tests.unit.building.test_build import PROJECT, content, run, service

ALERTMANAGER = """\
  alertmanager:
    receivers: {chat: {slack: {channel: "#x", api_url_file: /etc/alertmanager/secrets/slack}}}
    default: {critical: chat, warning: chat}
    watchdog: false
"""
CONFIG = "build/production/alertmanager/alertmanager.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "services").mkdir()
    (tmp_path / "observability.yaml").write_text(PROJECT + ALERTMANAGER)
    service(tmp_path, "cart")
    return tmp_path


def owned(project: Path, owner: str) -> None:
    path = project / "services/cart.yaml"
    path.write_text(path.read_text().replace("owner: team", f"owner: {owner}"))


def catalog(project: Path) -> dict[str, object]:
    return dict(orjson.loads((project / "build/production/catalog.json").read_bytes()))


def test_without_alertmanager_in_the_project_there_is_no_file_any_longer(project: Path) -> None:
    run(project)
    assert (project / CONFIG).is_file()
    (project / "observability.yaml").write_text(PROJECT)
    run(project)
    assert not (project / CONFIG).parent.exists()
    assert catalog(project)["alertmanager"] is None


def test_the_catalog_tells_who_is_told(project: Path) -> None:
    run(project)
    assert catalog(project)["alertmanager"] == {
        "path": "alertmanager/alertmanager.yaml",
        "source": {"file": "observability.yaml", "line": 6, "column": 3},
        "watchdog": "nobody",
        "default": {"critical": "chat", "warning": "chat", "info": "nobody"},
        "owners": {
            "team": {
                "receivers": {"critical": "chat", "warning": "chat", "info": "nobody"},
                "source": {"file": "observability.yaml", "line": 6, "column": 3},
            }
        },
    }


def test_a_service_that_is_kept_still_has_its_route(project: Path) -> None:
    run(project)
    before = (project / CONFIG).read_bytes()
    service(project, "mail")
    run(project)
    assert (project / CONFIG).read_bytes() == before
    owned(project, "books")
    built = run(project)
    assert built.compiled == 1
    text = (project / CONFIG).read_text()
    assert 'owner="books"' in text
    assert 'owner="team"' in text


def test_it_can_be_built_alone_and_left_alone(project: Path) -> None:
    run(project, targets=frozenset({Target.ALERTMANAGER}))
    assert {path.removeprefix(f"{project}/") for path in content(project)} == {
        "build/.observability.json",
        *(f"build/{env}/{name}" for env in ("production", "staging") for name in ("catalog.json", CONFIG[17:])),
    }
    run(project)
    every = content(project)
    run(project, targets=frozenset({Target.RULES}))
    assert content(project).keys() == every.keys()


def test_nobody_is_forgotten_when_a_build_keeps_all_other_services(project: Path) -> None:
    (project / "observability.yaml").write_text(PROJECT + ALERTMANAGER.replace("warning: chat", "info: chat"))
    with pytest.raises(InputError, match="nobody is told of warning alerts of the owner team"):
        build(Request((project,), project / "build"))
    assert not (project / "build").exists()
