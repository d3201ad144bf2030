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
    assert lines[0].split() == ["rule", "at", "mutants", "noticed", "survivors", "undecided", "alike"]
    assert {line.split()[0] for line in lines[1:-2]} >= {
        "UtilizationHigh",
        "TelemetryAbsent",
        "signal:utilization:ratio",
    }
    _, mutants, noticed, share, survivors, undecided, alike = lines[-2].split()
    assert int(mutants) == int(noticed) + int(survivors) + int(undecided) + int(alike)
    assert share.endswith("%)")


CLIMBS = 'pool_used{job="shop"} + pool_size{job="shop"} > 7 and pool_used{job="shop"} - pool_size{job="shop"} > 5'
BY_HAND = f"""\
  alerts:
    Climbs:
      expr: {CLIMBS}
      severity: warning
      summary: It climbs.
"""
OF_A_SIGNAL = f"""\
groups:
  - name: all
    rules:
      - alert: Climbs
        expr: {CLIMBS}
        labels: {{severity: warning, signal: pool}}
"""


def test_a_survivor_is_an_error_with_series_that_show_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("rules.yaml").write_text(OF_A_SIGNAL)
    assert cli.run(["verify", "rules.yaml", "--mutants"]) == 1
    said = capsys.readouterr()
    survivors = int(said.err.splitlines()[-2].split()[4])
    errors = [line for line in said.out.splitlines() if "makes a difference" in line]
    assert len(errors) == survivors > 0
    assert all(line.startswith("rules.yaml:4:9:") for line in errors)
    assert all("; of pool_" in line and " the rule " in line and ", and so changed it " in line for line in errors)


def test_of_an_alert_by_hand_none_survives_as_a_build_adds_what_tells_them(capsys: pytest.CaptureFixture[str]) -> None:
    Path("services/shop.yaml").write_text(SERVICE + BY_HAND)
    assert cli.run(["build"]) == 0
    assert cli.run(["build", "--only", "tests"]) == 0
    written = Path("build/default/prometheus/tests/shop/Climbs.yaml").read_text()
    assert "fails if " in written
    assert cli.run(["verify", "--run", "shop/Climbs"]) == 0
    capsys.readouterr()
    assert cli.run(["verify", "--mutants"]) == 0
    rows = [line.split() for line in capsys.readouterr().err.splitlines()]
    assert next(row for row in rows if row[0] == "Climbs")[5] == "0"


# The first limit never decides, which no proof tells.
UNDECIDED = """\
groups:
  - name: all
    rules:
      - alert: Most
        expr: x > 5 and ln(x) > 2
        labels: {severity: warning}
"""

PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {name: all}
spec: {environments: {production: {matchers: {env: production}}, staging: {matchers: {env: staging}}}}
"""


def test_a_rule_of_two_environments_has_two_lines_that_say_which(capsys: pytest.CaptureFixture[str]) -> None:
    Path("observability.yaml").write_text(PROJECT)
    assert cli.run(["build"]) == 0
    capsys.readouterr()
    assert cli.run(["verify", "--mutants", "--service", "shop"]) == 0
    rows = [line.split() for line in capsys.readouterr().err.splitlines()]
    places = {row[1].rsplit(":", 1)[0] for row in rows if row[0] == "UtilizationHigh"}
    assert places == {"production/prometheus/rules/shop.yaml", "staging/prometheus/rules/shop.yaml"}


def test_what_is_undecided_is_listed_on_request_and_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    rules = Path("rules.yaml")
    rules.write_text(UNDECIDED)
    assert cli.run(["verify", "rules.yaml", "--mutants"]) == 0
    plain = capsys.readouterr()
    assert plain.out == ""
    count = int(plain.err.splitlines()[-2].split()[-2])
    assert count > 1
    assert plain.err.endswith(f"; of {count} mutants nothing is known: --undecided lists them\n")
    assert cli.run(["verify", "rules.yaml", "--mutants", "--undecided"]) == 0
    listed = capsys.readouterr()
    notes = listed.out.splitlines()
    assert len(notes) == count
    assert all(note.startswith("rules.yaml:4:9: info: whether this change of the alert Most makes") for note in notes)
    assert any(
        "5 becomes 5.1 (threshold); no series were found that tell it from `x > 5.1 and" in note for note in notes
    )
    assert "nothing is known" not in listed.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--mutants", "--service", "shp"],
        ["--service", "shop"],
        ["--mutants", "--run", "shop"],
        ["--undecided"],
    ],
)
def test_what_means_nothing_is_refused(arguments: list[str]) -> None:
    assert cli.run(["verify", *arguments]) == 2
