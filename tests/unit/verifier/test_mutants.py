"""`observability verify --mutants`: what the tests of built rules notice."""

from pathlib import Path

import pytest

from observability import cli

SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {name: shop, owner: shop}
spec:
  selector: {job: shop}
  use:
    pool:
      utilization: {ratio: [pool_used, pool_size], critical: 90%}
"""


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("services").mkdir()
    Path("services/shop.yaml").write_text(SERVICE)
    assert cli.run(["build"]) == 0


def test_every_rule_of_a_service_is_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.run(["verify", "--mutants", "--service", "shop"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].split() == ["rule", "mutants", "noticed", "survivors", "undecided", "alike"]
    assert {line.split()[0] for line in lines[1:-2]} >= {
        "UtilizationHigh",
        "TelemetryAbsent",
        "signal:utilization:ratio",
    }
    _, mutants, noticed, share, survivors, undecided, alike = lines[-2].split()
    assert int(mutants) == int(noticed) + int(survivors) + int(undecided) + int(alike)
    assert share.endswith("%)")


HAND_WRITTEN = """\
  alerts:
    Climbs:
      expr: pool_used{job="shop"} + pool_size{job="shop"} > 7 and pool_used{job="shop"} - pool_size{job="shop"} > 5
      severity: warning
      summary: It climbs.
"""


def test_a_survivor_is_an_error_with_series_that_show_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("services/shop.yaml").write_text(SERVICE + HAND_WRITTEN)
    assert cli.run(["build"]) == 0
    capsys.readouterr()
    assert cli.run(["verify", "--mutants"]) == 1
    said = capsys.readouterr()
    survivors = int(said.err.splitlines()[-2].split()[4])
    errors = [line for line in said.out.splitlines() if "makes a difference" in line]
    assert len(errors) == survivors > 0
    assert all(line.startswith("services/shop.yaml:") for line in errors)
    assert all("; of pool_" in line and " the rule " in line and ", and so changed it " in line for line in errors)


@pytest.mark.parametrize(
    "arguments", [["--mutants", "--service", "shp"], ["--service", "shop"], ["--mutants", "--run", "shop"]]
)
def test_what_means_nothing_is_refused(arguments: list[str]) -> None:
    assert cli.run(["verify", *arguments]) == 2
