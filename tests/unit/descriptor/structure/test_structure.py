import pytest

from tests.unit.descriptor.samples import BASE, HEAD, complaints, http, project_complaints, project_text, spec


def test_the_smallest_service_is_fine() -> None:
    assert complaints(BASE) == []


def test_an_unknown_key_gets_a_suggestion_at_the_key() -> None:
    assert complaints(http("objectivs: {}")) == [
        "services/shop.yaml:10:7: unknown key 'objectivs' (spec.red.http.objectivs); did you mean objectives?"
    ]


def test_an_unknown_key_like_no_other_gets_all_of_them() -> None:
    assert complaints(http("colour: red"))[0].endswith("known: by, duration, errors, objectives, rate, title")


def test_several_unknown_keys_of_one_map_are_all_told() -> None:
    assert [line.split(": ")[1] for line in complaints(http("aa: 1\nbb: 2"))] == [
        "unknown key 'aa' (spec.red.http.aa); known",
        "unknown key 'bb' (spec.red.http.bb); known",
    ]


@pytest.mark.parametrize(
    "number", ["010", "+5", "-0", "1e3", ".5", "5.", "1.50", "0x20", "0o17", ".inf", "-.Inf", ".NaN"]
)
def test_a_number_that_was_meant_as_text_is_shown_as_it_is_written(number: str) -> None:
    quoted = f'this is the number {number}, not text (spec.red.http.by.0); put it into quotes: "{number}"'
    assert quoted in complaints(http(f"by: [{number}]"))[0]


def test_presets_are_not_there_yet() -> None:
    assert "unknown key 'uses'" in complaints(spec("uses: http-server"))[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (http("by: handler"), "10:11: this is the text 'handler', not a list (spec.red.http.by)"),
        (http("by: [1]"), '10:12: this is the number 1, not text (spec.red.http.by.0); put it into quotes: "1"'),
        (
            http("title: 0x1f"),
            '10:14: this is the number 0x1f, not text (spec.red.http.title); put it into quotes: "0x1f"',
        ),
        (http("title: true"), '10:14: this is true, not text (spec.red.http.title); put it into quotes: "true"'),
        (http("title:"), "this is empty, not text (spec.red.http.title)"),
        (http("title: [a]"), "10:14: this is a list, not text"),
        (http("objectives: 99.9"), "10:19: this is the number 99.9, not a map"),
        (http("by: [a, a]"), "10:11: 'a' stands here twice"),
        (spec("links: {}\ndeploys: {}"), "11:12: this is a map, not text"),
        (spec("use: {p: {saturation: {gauge: a, below: yes}}}"), "not true or false"),
        (spec("use: {p: {saturation: {gauge: a, below: yes}}}"), "write true or false"),
        (spec("use: {p: {objectives: {availability: 99}, errors: a_total}}"), "a resource has no events to promise"),
        (spec("golden: {j: {traffic: {counter: a_total, warning: 5}}}"), "traffic has no limits"),
        (spec("golden: {j: {latency: {histogram: a, warning: 300ms}}}"), "a limit on latency is an objective"),
        (spec("golden: {j: {latency: {histogram: a, unit: ms}}}"), "a latency is in seconds, and shown as such"),
        (spec("golden: {j: {errors: {ratio: [a, b]}}}"), "errors are compared with the traffic beside them"),
        (
            spec("use: {p: {errors: 5}}"),
            'not text or a map (spec.use.p.errors); as in http_requests_total{code=~"5.."}',
        ),
        (spec("alerts: yes"), "this is the text 'yes', not a map (spec.alerts); write its keys below it"),
        (spec("use: {p: {saturation: {ratio: [a]}}}"), "this has 1 of 2 entries"),
        (spec("use: {p: {saturation: {ratio: [a, b, c]}}}"), "this has 3 entries, not 2"),
        (spec("use: {p: {saturation: {gauge: a, aggregation: mean}}}"), "'mean' is not known here"),
        (BASE.replace("{job: shop}", "{}"), "5:13: this is empty (spec.selector); write at least 1"),
        (BASE.replace("{job: shop}", "{job: 1}"), "5:19: this is the number 1, not text (spec.selector.job)"),
        (BASE.replace("/v1", "/v2"), "1:13: this is the text 'observability/v2', not observability/v1"),
        (HEAD, "1:1: spec is missing (spec)"),
        (BASE.replace(", owner: team", ""), "3:11: owner is missing (metadata.owner)"),
    ],
)
def test_a_wrong_structure_is_one_sentence(text: str, words: str) -> None:
    found = complaints(text)
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("threshold: 300", "write 300ms or 300s"),
        ("threshold: 0.3", "write 0.3s"),
        ("threshold: -1", "write a number and a unit, as in 300ms"),
        ("threshold: .nan", "write a number and a unit, as in 300ms"),
        ("threshold: 1s, window: 30", "write 30d"),
        ("threshold: 1s, alerting: {page: {for: 2}}", "write 2s or 2m"),
    ],
)
def test_a_duration_without_its_unit_is_told_the_likely_ones(written: str, hint: str) -> None:
    (found,) = complaints(http(f"duration: d_seconds\nobjectives: {{latency: {{target: 99, {written}}}}}"))
    assert found.endswith(f"; {hint}")


def test_a_project_is_told_the_unit_too() -> None:
    (found,) = project_complaints(project_text("scrape_interval: 15"))
    assert found.endswith("this is the number 15, not text (spec.scrape_interval); write 15s or 15m")


@pytest.mark.parametrize("text", ["[]", "hello", "42"])
def test_a_document_that_is_no_map_is_refused(text: str) -> None:
    assert "not a map; start with apiVersion, kind, metadata" in complaints(text)[0]


def test_a_file_of_the_other_kind_is_one_error_not_many() -> None:
    assert complaints("kind: Project\nfoo: 1\n") == [
        "services/shop.yaml:1:7: this is the text 'Project', not Service (kind); write kind: Service"
    ]


def test_an_error_of_structure_hides_no_error_of_meaning() -> None:
    text = http("by: 5\nobjectives: {availability: 100}").replace("team", "A Team")
    assert [line.split(":")[1] for line in complaints(text)] == ["3", "10", "11"]


def test_what_was_refused_is_not_missed_as_well() -> None:
    text = http("duration: d_seconds\nobjectives: {latency: {target: [1], threshold: {}}}")
    assert [line.split(" (")[0].split(": ")[1] for line in complaints(text)] == [
        "this is a list, not a number or text",
        "this is a map, not text",
    ]


def test_findings_are_in_the_order_of_the_file() -> None:
    text = spec("runbook: /x\nalerts: {foo: {expr: up, severity: info}}").replace("rate:", "raet:")
    lines = [int(line.split(":")[1]) for line in complaints(text)]
    assert lines == sorted(lines)
    assert len(lines) == 3
