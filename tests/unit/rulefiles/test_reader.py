"""Rule files as people write them, read into the model with the lines on which things stand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.adapters.promtool import check_rules
from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.rule import Alert, Recording
from observability.rulefiles import read_rule_file
from tests.support.promtool import Promtool

EVERYTHING = b"""\
# By hand.
groups:
  - name: shop
    interval: 1m30s
    query_offset: 10s
    limit: 5
    labels: {team: shop, job: none}
    rules:
      - record: job:orders:rate5m
        expr: |
          sum by (job) (
            rate(orders_total[5m])
          )
        labels:
          job: shop
      - alert: NoOrders
        expr: job:orders:rate5m == 0
        for: 10m
        keep_firing_for: 1h
        labels: {severity: critical}
        annotations: {summary: 'No orders, said "{{ $labels.job }}".'}
  - {name: rest, rules: [{record: 'a:b', expr: c}]}
"""


def rule(**more: str) -> bytes:
    return f"groups: [{{name: a, rules: [{{{', '.join(f'{key}: {value}' for key, value in more.items())}}}]}}]".encode()


def alert(**more: str) -> bytes:
    return rule(alert="A", expr="up", **more)


def test_everything_that_a_rule_file_can_hold() -> None:
    reading = read_rule_file("hand.yaml", EVERYTHING)
    assert reading.findings == ()
    shop, rest = reading.file.groups
    recording, alarm = shop.rules
    assert (shop.name, shop.interval, shop.origin) == ("shop", Duration.parse("90s"), Location("hand.yaml", 3, 5))
    assert recording == Recording(
        "job:orders:rate5m",
        "sum by (job) (\n  rate(orders_total[5m])\n)\n",
        {"team": "shop", "job": "shop"},
        Location("hand.yaml", 9, 9),
    )
    assert alarm == Alert(
        "NoOrders",
        "job:orders:rate5m == 0",
        Duration.parse("10m"),
        {"team": "shop", "job": "none", "severity": "critical"},
        {"summary": 'No orders, said "{{ $labels.job }}".'},
        keep_firing_for=Duration.parse("1h"),
        origin=Location("hand.yaml", 16, 9),
    )
    assert (rest.interval, rest.rules[0].origin) == (None, Location("hand.yaml", 22, 26))
    assert list(reading.file.recordings) == [recording, rest.rules[0]]
    assert list(reading.file.alerts) == [alarm]


@pytest.mark.parametrize("before", ["", "# by hand\n", "---\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_files_as_editors_save_them(before: str, encoding: str, line: str) -> None:
    content = f"{before}groups:\n- name: a\n  rules:\n  - {{record: 'a:b', expr: c}}\n".replace("\n", line)
    (group,) = read_rule_file("a.yaml", content.encode(encoding)).file.groups
    assert [rule.expr for rule in group.rules] == ["c"]


DURATIONS = {
    "0": 0,
    "0s": 0,
    "00m": 0,
    "": 0,  # no value at all
    "~": 0,
    "null": 0,
    "30s": 30,
    "1h30m": 5_400,
    "1d12h": 129_600,
    "1w": 604_800,
    "1y": 31_536_000,
    "1500ms": 1.5,
    "292y": 292 * 31_536_000,
}
NO_DURATIONS = (
    *("''", "'~'", "5", "0.5", "1.5h", "1h1d", "1h1h", "-5m", "+5m", "5M", "5 m", "'5m '", "1e3s", "1h30", "293y"),
    *("٣m", "nUll", "[5m]", "{a: 5m}"),
)


@pytest.mark.parametrize(("text", "seconds"), DURATIONS.items())
def test_durations(text: str, seconds: float) -> None:
    reading = read_rule_file("a.yaml", alert(**{"for": text}))
    assert ([a.duration.seconds for a in reading.file.alerts], reading.findings) == ([seconds], ())


@pytest.mark.parametrize("text", NO_DURATIONS)
def test_what_is_no_duration(text: str) -> None:
    (finding,) = read_rule_file("a.yaml", alert(**{"for": text})).findings
    assert (finding.check, finding.where, finding.location) == ("bad-duration", "for", Location("a.yaml", 1, 54))
    assert finding.hint == "write whole numbers and units, as in 30s, 5m, 1h30m"


def test_prometheus_reads_durations_as_we_do(promtool: Promtool, tmp_path: Path) -> None:
    texts = (*DURATIONS, *NO_DURATIONS)
    paths = [tmp_path / f"{number}.yaml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(alert(**{"for": text}))
    refused = {complaint.path for complaint in check_rules(promtool.path, list(map(str, paths)))}
    assert [text for path, text in zip(paths, texts, strict=True) if str(path) in refused] == list(NO_DURATIONS)


@pytest.mark.parametrize("key", ["for", "keep_firing_for"])
def test_durations_of_an_alert(key: str) -> None:
    assert [finding.where for finding in read_rule_file("a.yaml", alert(**{key: "5"})).findings] == [key]


@pytest.mark.parametrize("key", ["interval", "query_offset"])
def test_durations_of_a_group(key: str) -> None:
    assert [f.where for f in read_rule_file("a.yaml", f"groups: [{{{key}: 5}}]".encode()).findings] == [key]


def test_every_bad_duration_is_said_and_hides_nothing() -> None:
    content = b"groups:\n- {interval: x, rules: [{alert: A, for: y}, {alert: B, for: 1m, expr: up}]}\n- {interval: z}\n"
    reading = read_rule_file("a.yaml", content)
    assert [finding.message for finding in reading.findings] == [f"'{x}' is not a duration" for x in "yxz"]
    assert [alert.expr for alert in reading.file.alerts] == ["", "up"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("x: &x {a: 1, b: 2}\ngroups: [{rules: [{alert: A, labels: {<<: *x, b: 3}}]}]", {"a": "1", "b": "3"}),
        ("groups: [{rules: [{alert: A, labels: {<<: [{a: 1, b: 2}, {b: 3, c: 4}]}}]}]", {"a": "1", "b": "2", "c": "4"}),
        (
            "groups: [{rules: [{alert: A, labels: {<<: {<<: {a: 1, b: 2}, b: 3}, c: 4}}]}]",
            {"a": "1", "b": "3", "c": "4"},
        ),
        ("groups: [{rules: [{alert: A, labels: &x {<<: *x, a: 1}}]}]", {"a": "1"}),
        ("groups: [{rules: [{alert: A, labels: {<<: 5, a: 1}}]}]", {"a": "1"}),
    ],
    ids=["alias", "list", "merged in turn", "itself", "no map"],
)
def test_merge_keys(text: str, labels: dict[str, str]) -> None:
    (found,) = read_rule_file("a.yaml", text.encode()).file.rules
    assert found.labels == labels


def test_maps_that_merge_each_other_a_million_million_times_are_read_at_once() -> None:
    bomb = "a0: &a0 {a: 1}\n" + "".join(
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 13)
    )
    (found,) = read_rule_file("a.yaml", f"{bomb}groups: [{{rules: [{{alert: A, labels: *a12}}]}}]".encode()).file.rules
    assert found.labels == {"a": "1"}


def test_a_chain_of_merges_may_be_long() -> None:
    chain = "a0: &a0 {a: 1}\n" + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}}}\n" for n in range(1, 5_000))
    text = f"{chain}groups: [{{rules: [{{alert: A, labels: *a4999}}]}}]"
    (found,) = read_rule_file("a.yaml", text.encode()).file.rules
    assert found.labels == {"a": "1"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"groups: [\n", "a.yaml:2:1: is not YAML: did not find expected node content"),
        (b"groups:\n\t- a\n", "a.yaml:2:1: is not YAML: found character that cannot start any token"),
        (b"groups: *none\n", "a.yaml:1:9: is not YAML: found undefined alias"),
        (b"a: 1\nb: Caf\xe9\n\n", "a.yaml:2:8: is not YAML: invalid trailing UTF-8 octet; save it as UTF-8 text"),
        (b"\x00", "a.yaml:1:1: is not YAML: control characters are not allowed; save it as UTF-8 text"),
        (
            b"groups: []\n---\ngroups: []\n",
            (
                "a.yaml:2:1: holds more than one YAML document; "
                "put it into a file of its own: Prometheus reads the first, and passes over the rest"
            ),
        ),
    ],
)
def test_what_is_no_rule_file_is_said_with_its_place(content: bytes, message: str) -> None:
    reading = read_rule_file("a.yaml", content)
    assert [str(finding) for finding in reading.findings] == [message]
    assert (reading.file.readable, reading.file.groups) == (False, ())


# Shapes that promtool judges, and we must survive.
@pytest.mark.parametrize(
    "text",
    [
        *("", "# nothing", "~", "hello", "- a", "groups:", "groups: {a: b}", "groups: [5]", "groups: [[]]"),
        *("groups: [{name: [], rules: 5}]", "groups: [{rules: [5, [], {}]}]", "groups: &a [*a]", "? [a]\n: b"),
        *("groups: [{rules: [{alert: [], labels: 5, annotations: [a]}]}]", "groups: [{rules: &r [*r]}]"),
        "groups: [{rules: [{? {a: b} : c, record: x}]}]",
    ],
)
def test_shapes_of_other_things(text: str) -> None:
    reading = read_rule_file("a.yaml", text.encode())
    assert (reading.findings, reading.file.readable) == ((), True)


PIECES = ["groups:", "rules:", "alert:", "record:", "for:", "<<:", *"[]{}&*-ab|>?!%@`#,'\"\n\t "]


@given(st.binary(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=80).map("".join).map(str.encode))
def test_nothing_makes_the_reader_raise(content: bytes) -> None:
    read_rule_file("a.yaml", content)
