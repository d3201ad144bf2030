"""What lint finds with a real Prometheus, whose history is backfilled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.cost.openmetrics import Series, import_file, write
from benchmarks.cost.server import Server, serving
from observability.adapters.prometheus import Prometheus, access
from observability.adapters.tools import PROMETHEUS, PROMTOOL, provide
from observability.findings import Finding
from observability.linting import Online, Request, lint
from observability.model.durations import Duration
from tests.support.progress import silent
from tests.support.samples import rule_file
from tests.unit.linting.found import marked

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("servers")]

END = 1_767_225_600  # 2026-01-01
STEP = 60
SERIES = [
    'queue_length{job="a",instance="1"}',
    'queue_length{job="b",instance="2"}',
    'requests_total{job="a",code="200"}',
    *(f'many{{job="a",number="{number}"}}' for number in range(50)),
]
# It ended three hours ago: there now is none, but lately there was.
ENDED = 'backup_age_seconds{job="a"}'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("lint")
    times = range(END - 6 * 3600, END + STEP, STEP)
    series = [Series(name, [(at, 1.0) for at in times]) for name in SERIES]
    series.append(Series(ENDED, [(at, 1.0) for at in times if at < END - 3 * 3600]))
    write(folder / "raw.om", series)
    import_file(provide(PROMTOOL, silent), folder / "raw.om", folder / "data")
    with serving(provide(PROMETHEUS, silent), folder / "data", "{}") as started:
        yield started


def findings(server: Server, folder: Path, text: str, costly: int = 1_000_000) -> list[Finding]:
    (folder / "rules.yaml").write_text(rule_file(text))
    online = Online(Prometheus(access(server.url)), END * 1000, costly)
    found = lint(Request((folder / "rules.yaml",), Duration.parse("15s"), online=online)).findings
    return [one for one in found if one.check in {"missing-series", "high-cost"}]


@pytest.mark.parametrize(
    ("expr", "severity", "piece", "said"),
    [
        ("queue_lenght > 5", "warning", "queue_lenght", "did you mean 'queue_length'?"),
        ("exporter_of_elsewhere > 5", "warning", "exporter_of_elsewhere", "is its exporter scraped here?"),
        ("queue_length{pod='x'} > 5", "warning", "queue_length{pod='x'}", "has a label 'pod'"),
        ("queue_length{job='c'} > 5", "info", "queue_length{job='c'}", "has such a value"),
        ("sum(requests_total{code=~'5..'}) > 5", "info", "requests_total{code=~'5..'}", "has such a value"),
        ("queue_length{job='a',instance='2'} > 5", "info", "queue_length{job='a',instance='2'}", "found no series"),
        ("{job='z'} > 5", "info", "{job='z'}", "of any metric"),
        ("a:recorded:elsewhere > 5", "warning", "a:recorded:elsewhere", "is its exporter scraped here?"),
    ],
)
def test_what_is_not_there_is_told(
    server: Server, expr: str, severity: str, piece: str, said: str, tmp_path: Path
) -> None:
    (found,) = findings(server, tmp_path, f'expr: "{expr}"')
    assert (found.check, found.severity, marked(found)) == ("missing-series", severity, piece)
    assert said in str(found)


@pytest.mark.parametrize(
    "expr",
    [
        "queue_length > 5",
        "queue_length{job=~'a|c'} > 5",
        "backup_age_seconds > 5",
        "absent(nothing_at_all)",
        "queue_length > 5 unless on (job) maintenance",
        "queue_length{job='c'} > 5 or queue_length > 7",
        "ALERTS{alertname='x'}",
        "{job='a',__name__=~'queue.+'} > 5",
    ],
)
def test_what_was_there_lately_or_may_be_missing_passes(server: Server, expr: str, tmp_path: Path) -> None:
    assert findings(server, tmp_path, f'expr: "{expr}"') == []


def test_what_the_rules_record_need_not_be_there_yet(server: Server, tmp_path: Path) -> None:
    text = (
        '- {record: "job:queue:max", expr: max by (job) (queue_length)}\n'
        '- {alert: A, expr: "job:queue:max > 5", labels: {severity: info}, annotations: {summary: full}}'
    )
    assert findings(server, tmp_path, text) == []


@pytest.mark.parametrize(
    ("expr", "samples"),
    [
        ("max_over_time(many[1h]) > 5", 50 * 240),
        ("many + many > 5", 100),
        ("max_over_time(sum(many)[1h:1m]) > 5", 50 * 60),
        ("max_over_time(sum(rate(many[5m]))[1h:1m]) > 5", 50 * 20 * 60),
    ],
)
def test_what_reads_much_is_told_with_what_it_costs(server: Server, expr: str, samples: int, tmp_path: Path) -> None:
    (found,) = findings(server, tmp_path, f'expr: "{expr}"', costly=samples)
    assert f"of {samples:,} most are read here" in found.hint
    assert marked(found) == ("many[" if "[5m]" in expr else "many").rstrip("[")
    assert findings(server, tmp_path, f'expr: "{expr}"', costly=samples + 1) == []
