"""A build in which something is wrong: each finding once, at the line of the descriptor that it comes from."""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.fleet import generate
from observability.building import Request, build
from observability.exceptions import InputError
from observability.findings import Finding
from observability.verifier import Verified, verify
from tests.support.promtool import Promtool

RULES = "prometheus/rules/service-00001.yaml"
DASHBOARD = "grafana/dashboards/team-01/service-00001.json"
SERIES = """\
      - record: signal:traffic:rate5m
        expr: sum(rate(http_requests_total{env="production",job="service-00002"}[5m15s]))
        labels: {env: production, service: service-00002"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fleet")
    generate(folder, services=5)
    return folder


@pytest.fixture(scope="module")
def built(source: Path) -> Path:
    build(Request((source,), source / "build"))
    return source / "build/production"


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(built, tmp_path / "production"))


def looked_at(path: Path, promtool: Promtool, jobs: int = 1) -> Verified:
    return verify([path], promtool.path, jobs, lambda _done, _total: None)


def edit(path: Path, before: str, after: str, count: int = 1) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, count))


def line_of(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if text in line)


def told(verified: Verified) -> list[tuple[str, str]]:
    return sorted((finding.check, str(finding)) for finding in verified.findings)


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_all_is_counted_with_any_number_of_processes(built: Path, promtool: Promtool, jobs: int) -> None:
    seen: list[tuple[int, int]] = []
    verified = verify([built], promtool.path, jobs, lambda done, total: seen.append((done, total)))
    assert verified.findings == ()
    # Of five services with an owner each, and three views of all.
    assert (verified.files, verified.dashboards) == (6, 13)
    assert (verified.rules, verified.alerts) == (5 * 53 + 1, 5 * 12 + 1)
    assert seen == sorted(seen)
    assert seen[-1] == (6, 6)


def break_much(root: Path) -> None:
    """One thing in each of five services, of what one part tells by itself and of what only all tell."""
    rules = root / "prometheus/rules"
    (rules / "service-00000.yaml").unlink()
    edit(root / RULES, "severity: critical", "severity: page")
    edit(rules / "service-00002.yaml", SERIES, SERIES.replace("00002", "00003"))
    edit(root / "grafana/dashboards/team-03/service-00003.json", "sum(signal:traffic:", "sum(signal:trafic:")
    edit(rules / "service-00004.yaml", "viewPanel=", "viewPanel=9")


# What break_much did, each at the place in the descriptor.
BROKEN = {
    ("missing-file", "services/service-00000.yaml", "metadata:"),
    ("alert-severity", "services/service-00001.yaml", "metadata:"),
    ("duplicate-rule", "services/service-00003.yaml", "rate:"),
    ("known-metric", "services/service-00003.yaml", "rate:"),
    ("alert-panel", "services/service-00004.yaml", "metadata:"),
}


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_what_was_built_is_found_where_the_descriptor_says_it(
    root: Path, source: Path, promtool: Promtool, jobs: int
) -> None:
    break_much(root)
    found = looked_at(root, promtool, jobs).findings
    assert {(one.check, one.location.file, word_at(source, one)) for one in found} == BROKEN
    assert len(found) == len(BROKEN)


def word_at(source: Path, finding: Finding) -> str:
    """The key on the line of the descriptor that a finding names."""
    line = (source / finding.location.file).read_text().splitlines()[finding.location.line - 1]
    return line.split()[0]


def test_the_line_of_the_built_file_is_told_too(root: Path, promtool: Promtool) -> None:
    edit(root / RULES, "severity: critical", "severity: page")
    (finding,) = looked_at(root, promtool).findings
    assert finding.where == f"{root / RULES}:{line_of(root / RULES, '- alert: TelemetryAbsent')}, labels.severity"


def test_what_promtool_says_is_found_at_the_descriptor(root: Path, promtool: Promtool) -> None:
    edit(root / RULES, "sum(rate(", "smu(rate(")
    (finding,) = (one for one in looked_at(root, promtool).findings if one.check == "promtool")
    assert finding.location.file == "services/service-00001.yaml"
    assert f"{root / RULES}:{line_of(root / RULES, 'smu(')}" == finding.where


def test_a_file_that_is_no_yaml_is_told_by_us_alone(root: Path, promtool: Promtool) -> None:
    (root / RULES).write_text("groups: [\n")
    checks = {one.check for one in looked_at(root, promtool).findings}
    assert "rule-file" in checks
    assert not {"no-rules", "missing-file"} & checks


@pytest.mark.parametrize("indent", [None, 2])
def test_a_catalog_that_another_program_laid_out_anew_tells_the_same(
    root: Path, promtool: Promtool, indent: int | None
) -> None:
    break_much(root)
    before = told(looked_at(root, promtool))
    catalog = root / "catalog.json"
    catalog.write_text(json.dumps(json.loads(catalog.read_bytes()), indent=indent))
    assert told(looked_at(root, promtool)) == before


@pytest.mark.parametrize("text", ["", "[]", '{"kind": "Catalog", "version": 2}', '"services":{}'])
def test_a_catalog_of_another_kind_is_refused(root: Path, promtool: Promtool, text: str) -> None:
    (root / "catalog.json").write_text(text)
    with pytest.raises(InputError, match="is no catalog of version 1"):
        looked_at(root, promtool)


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        ("catalog.json", '"metrics":', '"metric":', "catalog.json: is damaged: 'metrics' is a required property"),
        ("catalog.json", '"recordings":[{', '"recordings":7,"x":[{', "catalog.json: is damaged: this is no array"),
        (DASHBOARD, '"panels": [', '"panels": 7, "x": [', "service-00001.json: is damaged: this is no array"),
    ],
)
def test_what_is_damaged_is_told(
    root: Path, promtool: Promtool, jobs: int, path: str, before: str, after: str, said: str
) -> None:
    edit(root / RULES, "severity: critical", "severity: page")  # so that somebody asks where it comes from
    edit(root / path, before, after, count=10)
    with pytest.raises(InputError) as error:
        looked_at(root, promtool, jobs)
    assert said in str(error.value)


def test_a_file_that_cannot_be_opened_is_told_from_another_process_too(root: Path, promtool: Promtool) -> None:
    (root / DASHBOARD).chmod(0)
    if (root / DASHBOARD).stat().st_uid == 0:  # for root nothing is closed
        (root / DASHBOARD).unlink()
        (root / DASHBOARD).symlink_to("/proc/self/mem")
    for jobs in (1, 3):
        with pytest.raises(InputError, match="cannot be read"):
            looked_at(root, promtool, jobs)
