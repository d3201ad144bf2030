"""Replay over two days of a real Prometheus: its limits, what it does not have, and what was recorded there."""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson
import pytest
from jsonschema import Draft202012Validator

from benchmarks.cost.server import Server
from observability import cli
from observability.adapters.prometheus import Prometheus, Series, access, query_range
from observability.model.durations import Duration
from observability.model.rule import Recording, RuleGroup
from observability.replay.grid import Grid
from observability.replay.inline import Library, inlined
from observability.replaying.cost import estimate
from observability.replaying.fetch import fetch, parts
from observability.replaying.hearing import Hearing
from observability.replaying.question import Question
from tests.e2e.replays.history import DAYS, END, START, STEP, History, history, recorded_name
from tests.unit.replay.expressions import EXPRESSIONS, MATCHERS, READINGS, read

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("servers")]

EXPECTED = Path(__file__).parent / "replays" / "expected"


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    with history(tmp_path_factory.mktemp("history")) as started:
        yield started


@pytest.fixture
def server(past: History) -> Server:
    return past.server


def asked(server: Server, *expressions: str) -> list[Mapping[tuple[tuple[str, str], ...], Mapping[int, float]]]:
    """Samples of the last ten minutes, by labels and time."""
    calls = [query_range(expr, (END - 600) * 1000, END * 1000, STEP * 1000) for expr in expressions]
    answers = Prometheus(access(server.url)).ask_all(calls)
    return [_samples(answer.value) for answer in answers if not isinstance(answer, Exception) or _fail(answer)]


def _fail(error: Exception) -> bool:
    raise error


def _samples(found: tuple[Series, ...]) -> Mapping[tuple[tuple[str, str], ...], Mapping[int, float]]:
    return {
        tuple(pair for pair in one.labels.items() if pair[0] != "__name__"): dict(
            zip(one.times, one.values, strict=True)
        )
        for one in found
    }


@pytest.mark.parametrize("number", range(len(EXPRESSIONS)), ids=EXPRESSIONS)
def test_what_is_written_out_has_the_samples_that_were_recorded(past: History, number: int) -> None:
    name = recorded_name(number)
    rule = Recording(name, EXPRESSIONS[number], past.labels[number])
    library = Library.of([RuleGroup("g", (rule,), interval=Duration(STEP * 1000))], Duration(STEP * 1000))
    server = past.server
    # Each reading with other matchers.
    chosen = [MATCHERS[place : place + place % 3] for place in range(len(READINGS))]
    questions = [read(reading, *some, name=name) for reading, some in zip(READINGS, chosen, strict=True)]
    answers = [inlined(question, library, frozenset({name})) for question in questions]
    assert asked(server, name) != [{}] or EXPRESSIONS[number].startswith("absent"), "there is nothing to compare"
    for question, theirs, answer, ours in zip(
        questions, asked(server, *questions), answers, asked(server, *answers), strict=True
    ):
        assert ours.keys() == theirs.keys(), f"{question}: {answer}"
        for labels, samples in theirs.items():
            assert ours[labels].keys() == samples.keys(), f"{question}: {answer}"
            assert all(_same(ours[labels][at], value) for at, value in samples.items()), f"{question}: {answer}"


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) or (math.isnan(one) and math.isnan(other))


def test_a_span_of_more_points_than_a_server_gives_is_asked_in_few_parts(server: Server) -> None:
    grid = Grid.of(START * 1000, END * 1000, STEP * 1000)
    question = Question("queue_length > 5", grid)
    assert len(grid.times) == 11_521
    assert len(parts([question])) == 2
    told: list[int] = []
    fetched = fetch(Hearing(Prometheus(access(server.url))), [question], told.append)
    found = fetched[question]
    assert not hasattr(found, "reason")
    times = {one.labels["job"]: one.times for one in found}  # type: ignore[union-attr]
    assert len(times["a"]) == 5 * 15 * 60 // STEP
    assert times["a"] == sorted(set(times["a"]))
    assert told == [1, 2]


RULES = """\
groups:
  - name: g
    interval: 15s
    rules:
      - record: job:requests:rate5m
        expr: sum by (job) (rate(requests_total[5m]))
      - alert: QueueFull
        expr: queue_length > 5
        for: 5m
        labels: {severity: warning}
      - alert: Traffic
        expr: job:requests:rate5m > 20
      - alert: Nothing
        expr: nothing{job="a"} > 5
      - alert: Typo
        expr: queue_length{job="c"} > 5
      - alert: Ratio
        expr: sum(rate(requests_total{code="503"}[5m]) or vector(0)) / sum(rate(requests_total[5m])) > 0.5
      - alert: Zero
        expr: (sum(rate(nothing_total[5m])) or vector(0)) > 0.5
      - alert: Late
        expr: late > 5
        for: 1m
      - alert: Changing
        expr: queue_length > 5
        labels: {size: "{{ $value }}"}
      - alert: Dangling
        expr: job:errors:rate5m > 5
      - alert: Same
        expr: queue_length > 9
"""
# The limit, the waits and the windows of the other side.
EDITS = [
    ("for: 5m", "for: 10m"),
    ("[5m]))\n", "[10m]))\n"),
    ('nothing{job="a"} > 5', 'nothing{job="a"} > 6'),
    ('{job="c"} > 5', '{job="c"} > 6'),
    ("> 0.5", "> 0.6"),
    ("late > 5", "late > 4"),
    ("for: 1m", "for: 2m"),
    ("size:", "length:"),
    ("job:errors:rate5m > 5", "job:errors:rate5m > 6"),
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(RULES)
    changed = RULES
    for before, after in EDITS:
        assert before in changed
        changed = changed.replace(before, after)
    (tmp_path / "new.yaml").write_text(changed)
    return tmp_path


def run(server: Server, *arguments: str) -> int:
    words = ["replay", "old.yaml", "new.yaml", "--prometheus", server.url, f"--since={DAYS}d", "--until", "2026-01-01"]
    return cli.run([*words, *arguments])


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_replay_is_told_in_each_format(
    server: Server, files: Path, form: str, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    assert files.is_dir()
    assert run(server, "--format", form) == 0
    told = capsys.readouterr().out.replace(f":{server.port}", ":9090")
    file = EXPECTED / f"replay.{form}"
    if pytestconfig.getoption("update_golden"):
        file.write_text(told)
    assert told == file.read_text()


def test_the_document_is_as_its_schema_says(server: Server, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import observability.replaying.rendering as rendering

    assert files.is_dir()
    run(server, "--format", "json")
    schema = orjson.loads(Path(rendering.__file__).with_name("replay.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(orjson.loads(capsys.readouterr().out))


def test_exit_code_tells_of_a_difference_on_request(server: Server, files: Path) -> None:
    assert files.is_dir()
    assert run(server, "--alert", "QueueFull") == 0
    assert run(server, "--alert", "QueueFull", "--exit-code") == 1
    assert run(server, "--alert", "Nothing", "--exit-code") == 1
    assert run(server, "--alert", "Same", "--exit-code") == 0


def test_what_is_too_dear_is_not_asked_for(server: Server, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert files.is_dir()
    assert run(server, "--max-samples", "1000000") == 2
    said = capsys.readouterr().err
    estimate = re.search(r"would read about ([\d,]+) samples, and 1,000,000 are allowed", said)
    assert estimate, said
    # Of the dearest: two series of requests, each with 20 samples in 5 minutes, at 11,521 evaluations, and more.
    assert 2_000_000 < int(estimate[1].replace(",", "")) < 6_000_000
    assert "sum by (job) (rate(requests_total[10m])) > 20" in said
    assert "replay less (--since, --alert), or allow more (--max-samples)" in said


def test_the_estimate_is_what_the_server_then_reads(server: Server, files: Path) -> None:
    assert files.is_dir()
    grid = Grid.of(START * 1000, END * 1000, STEP * 1000)
    expressions = ("queue_length > 5", "sum(rate(requests_total[5m]))", "max_over_time((queue_length > 5)[6h:1m]) > 1")
    questions = [Question(expr, grid) for expr in expressions]
    client = Prometheus(access(server.url))
    cost = estimate(Hearing(client), questions, {}, lambda _done: None)
    assert cost.is_counted
    for question in questions:
        calls = [
            query_range(question.expr, part[0], part[-1], STEP * 1000, count=True) for _, part in parts([question])
        ]
        read = sum(client.ask(call).samples or 0 for call in calls)
        assert read > 20_000
        assert 0.8 * read <= cost.each[question] <= 1.25 * read


def test_an_answer_that_is_too_large_is_asked_for_in_smaller_parts(server: Server, files: Path) -> None:
    from observability.adapters.prometheus import Limits

    assert files.is_dir()
    grid = Grid.of(START * 1000, END * 1000, STEP * 1000)
    question = Question("queue_length", grid)
    whole, small = (
        fetch(Hearing(Prometheus(access(server.url), Limits(size=size))), [question], lambda _done: None)[question]
        for size in (64 << 20, 100_000)
    )
    assert whole == small


def reviewed(server_url: str, *arguments: str) -> int:
    words = ["diff", "old.yaml", "new.yaml", "--prometheus", server_url, f"--since={DAYS}d", "--until", "2026-01-01"]
    return cli.run([*words, *arguments])


def test_a_review_ends_with_a_replay(server: Server, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert files.is_dir()
    reviewed(server.url)
    text = capsys.readouterr().out
    assert text.index("QueueFull") < text.index("Replayed 9 alerts")
    assert "new  9 firings, 45m" in text
    reviewed(server.url, "--format", "markdown")
    comment = capsys.readouterr().out
    assert "| QueueFull<br>new.yaml:7, warning | 9 firings, 1h30m | 9 firings, 45m |" in comment
    assert len(comment) < 65_536


def test_its_document_holds_that_of_the_replay(server: Server, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import observability.replaying.rendering as rendering
    import observability.reviewing.output as output

    assert files.is_dir()
    reviewed(server.url, "--format", "json")
    document = orjson.loads(capsys.readouterr().out)
    for room, name, part in ((output, "review", document), (rendering, "replay", document["replay"])):
        schema = orjson.loads(Path(str(room.__file__)).with_name(f"{name}.schema.json").read_bytes())
        Draft202012Validator(schema).validate(part)


def test_it_is_printed_also_where_the_server_fails(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert files.is_dir()
    assert reviewed("http://127.0.0.1:1") == 3
    told = capsys.readouterr()
    assert "QueueFull" in told.out
    assert told.err.endswith("Error: http://127.0.0.1:1: nobody listens there\n")


def test_an_alert_of_another_name_is_the_same_one(
    server: Server, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "new.yaml").write_text(
        RULES.replace("alert: QueueFull", "alert: QueueIsFull").replace("for: 5m", "for: 10m")
    )
    run(server, "--alert", "QueueIsFull")
    told = capsys.readouterr().out
    assert "old  9 firings, 1h30m" in told
    assert "new  9 firings, 45m" in told


CHAIN = """\
groups:
  - name: g
    interval: 15s
    rules:
      - record: a
        expr: sum(rate(METRIC[5m])) or vector(0)
      - record: b
        expr: (a + a offset 5m + a offset 10m + a offset 15m) / 4
      - record: c
        expr: (b + b offset 20m + b offset 40m) / 3
      - record: d
        expr: c / (sum(count_over_time(c[10m])) * (c > 0))
      - record: e
        expr: sum(rate(requests_total[5m]))
      - alert: Chained
        expr: d + d offset 1m > 1e9 and on () e > 0
"""


@pytest.mark.parametrize(
    ("metric", "words"),
    [("requests_total", "new  0 firings"), ("nothing_total", "new  no history: there is no nothing_total")],
)
def test_what_is_climbed_to_knows_no_history_too(
    server: Server, files: Path, capsys: pytest.CaptureFixture[str], metric: str, words: str
) -> None:
    (files / "new.yaml").write_text(CHAIN.replace("METRIC", metric))
    run(server, "--alert", "Chained", "--since", "2h")
    told = capsys.readouterr().out
    assert "evaluated from raw series, as it differs or has no history: a, b, c, d, e" in told or "no history" in told
    assert words in told
