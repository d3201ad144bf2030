"""The repository's own services, built and brought to a Grafana."""

from pathlib import Path

import pytest

from observability import cli
from observability.delivering import read_build
from observability.delivery import TAG
from tests.support.grafana import TOKEN, GrafanaServer

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    assert cli.run(["build", str(ROOT), "--output", str(folder), "--only", "dashboards"]) == 0
    return folder


def test_all_of_them_carry_the_tags_by_which_they_are_found_again(output: Path) -> None:
    for environment in ("production", "staging"):
        build = read_build(output, environment)
        assert len(build.dashboards) > 3
        assert all({TAG, environment} <= set(built.json["tags"]) for built in build.dashboards)


def test_two_environments_share_a_grafana(
    server: GrafanaServer, output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAFANA_TOKEN", TOKEN)
    server.unique_titles = True
    for command in ("push", "drift"):
        for environment in ("production", "staging"):
            asked = ["dashboards", command, str(output), "-e", environment, "--grafana", server.url]
            assert cli.run(asked) == 0, capsys.readouterr()
    server.forget()
    assert cli.run(["dashboards", "push", str(output / "production"), "--grafana", server.url, "--prune"]) == 0
    assert server.sent == []
    assert {one.json[TAG]["project"] for one in server.dashboards.values()} == {"shop"}
