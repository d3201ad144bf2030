from pathlib import Path
from xml.etree import ElementTree

import orjson
import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from markdown_it import MarkdownIt

from observability import report
from observability.findings import Excerpt, Finding, Severity
from observability.model.location import Location
from observability.report import as_junit
from observability.report.as_junit import Passed


def finding(
    message: str = "wrong", line: int = 3, severity: Severity = Severity.ERROR, file: str = "a.yaml"
) -> Finding:
    return Finding(
        "check", message, Location(file, line, 5 if line else 0), severity, where="spec.red", hint="do right"
    )


def test_text_is_a_line_that_editors_understand() -> None:
    assert report.render([finding()], "text") == "a.yaml:3:5: wrong (spec.red); do right\n"


def test_text_says_what_is_no_error() -> None:
    assert report.render([finding(severity=Severity.WARNING)], "text").startswith("a.yaml:3:5: warning: wrong")


def test_findings_are_sorted_by_file_and_line() -> None:
    found = [finding("b", 12), finding("a", 2), finding("c", 0), finding("d", 1, file="A.yaml")]
    assert [line.split(":")[0:2] for line in report.render(found, "text").splitlines()] == [
        ["A.yaml", "1"],
        ["a.yaml", " c (spec.red); do right"],
        ["a.yaml", "2"],
        ["a.yaml", "12"],
    ]


@pytest.mark.parametrize("text", ["\x1b[2J", "two\nlines", "\x9b31m", "\u202eback", "\ud800"])
def test_text_obeys_nothing_that_a_descriptor_says_to_the_terminal(text: str) -> None:
    shown = report.render([finding(f"the key {text}")], "text")
    assert shown.count("\n") == 1
    assert shown[:-1].isprintable()


def test_text_leaves_letters_of_all_languages_alone() -> None:
    assert "Größe 大きさ" in report.render([finding("Größe 大きさ")], "text")


def test_json_has_every_part_of_a_finding() -> None:
    assert orjson.loads(report.render([finding()], "json")) == {
        "version": 1,
        "findings": [
            {
                "check": "check",
                "severity": "error",
                "message": "wrong",
                "file": "a.yaml",
                "line": 3,
                "column": 5,
                "where": "spec.red",
                "hint": "do right",
            }
        ],
    }


def test_a_case_that_failed_is_told_by_its_name() -> None:
    failed = Finding("test-failed", "silent", Location("a.yaml", 3, 5), test="shop/High/1 % over \x1b 5")
    assert orjson.loads(report.render([failed], "json"))["findings"][0]["test"] == "shop/High/1 % over \x1b 5"
    (case,) = parsed(report.render([failed], "junit"))[0]
    assert (case.get("name"), case.get("classname")) == ("shop/High/1 % over \\x1b 5", "a.yaml")


def test_json_holds_texts_that_are_no_unicode() -> None:
    document = orjson.loads(report.render([finding("\ud800", file="\udcff.yaml")], "json"))
    assert document["findings"][0]["file"] == "\\udcff.yaml"


@pytest.mark.parametrize("form", report.FORMATS, ids=lambda form: form.NAME)
def test_no_findings_are_a_report_too(form: report.Format) -> None:
    assert isinstance(form.render([]), str)


def test_the_count_tells_errors_warnings_and_files() -> None:
    found = [finding(), finding("other"), finding(severity=Severity.WARNING, file="b.yaml")]
    assert report.count(found) == "2 errors, 1 warning in 2 files"
    assert report.count(found[:1]) == "1 error in 1 file"


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())  # noqa: S314 - our own


def test_junit_has_a_test_a_finding_and_one_where_there_is_none() -> None:
    found = [finding(), finding(severity=Severity.WARNING, line=0), finding("odd <&\x00\ud800", file="b.yaml")]
    root = parsed(report.render(found, "junit"))
    suites = [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("skipped")) for suite in root]
    assert suites == [("a.yaml", "2", "1", "1"), ("b.yaml", "1", "1", "0")]
    # What Jenkins' schema of JUnit's files asks for.
    assert all(suite.keys() == ["name", "tests", "failures", "errors", "skipped"] for suite in root)
    case = root[0][1]
    assert (case.get("name"), case[0].tag, case[0].text) == (
        "3:5 check",
        "failure",
        "a.yaml:3:5: wrong (spec.red); do right",
    )
    (passed,) = parsed(report.render([], "junit"))[0]
    assert list(passed) == []


def test_junit_lists_what_passed_beside_what_was_found_in_the_same_file() -> None:
    passed = [
        Passed("a.yaml", "12 High"),
        Passed("b.yaml", "shop/High", "tests/shop"),
        Passed("b.yaml", "shop/Low \x1b"),
    ]
    root = parsed(as_junit.render([finding()], passed))
    suites = [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("skipped")) for suite in root]
    assert suites == [("a.yaml", "2", "1", "0"), ("b.yaml", "2", "0", "0")]
    cases = [(case.get("classname"), case.get("name"), len(case)) for suite in root for case in suite]
    assert cases == [
        ("a.yaml", "3:5 check", 1),
        ("a.yaml", "12 High", 0),
        ("tests/shop", "shop/High", 0),
        ("b.yaml", "shop/Low \\x1b", 0),
    ]


def test_sarif_has_a_result_a_finding() -> None:
    document = orjson.loads(report.render([finding(), finding(severity=Severity.INFO, line=0)], "sarif"))
    whole, placed = document["runs"][0]["results"]
    assert document["version"] == "2.1.0"
    assert document["runs"][0]["tool"]["driver"]["rules"] == [{"id": "check"}]
    assert (placed["level"], whole["level"]) == ("error", "note")
    assert placed["message"]["text"] == "wrong (spec.red); do right"
    assert placed["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a.yaml"},
        "region": {"startLine": 3, "startColumn": 5},
    }
    assert "region" not in whole["locations"][0]["physicalLocation"]


def test_markdown_is_a_table_with_errors_first() -> None:
    found = [finding("later", 2, Severity.WARNING), finding("sooner", 9)]
    assert report.render(found, "markdown").splitlines() == [
        "|  | check | where | what |",
        "| --- | --- | --- | --- |",
        "| error | `check` | a.yaml:9 | sooner (spec.red); do right |",
        "| warning | `check` | a.yaml:2 | later (spec.red); do right |",
    ]
    assert report.render([], "markdown") == "No findings.\n"


@pytest.mark.parametrize(
    "text",
    ["| a |", "<img src=x>", "[a](http://x)", "@team", "`code`", "two\nlines", "http://x", "www.x.org", "#1", "$a$"],
)
def test_markdown_shows_text_as_text(text: str) -> None:
    *_, row = report.render([finding(text)], "markdown").splitlines()
    assert row.count(" | ") == 3
    page = MarkdownIt("commonmark").enable("table").render(report.render([finding(text)], "markdown"))
    assert page.count("<td>") == 4
    assert not any(tag in page for tag in ("<img", "<a ", "<em>", "@team", "#1"))


def test_markdown_fits_into_a_comment() -> None:
    text = report.render([finding("x" * 300, line) for line in range(1, 1001)], "markdown")
    assert len(text) < 65_536
    assert text.endswith("\nAnd 900 more.\n")


def test_github_shows_findings_at_their_lines() -> None:
    assert report.render([finding(), finding("x", 0, Severity.WARNING, "b,c:d.yaml")], "github") == (
        "::error file=a.yaml,title=check,line=3,col=5::wrong (spec.red); do right\n"
        "::warning file=b%2Cc%3Ad.yaml,title=check::x (spec.red); do right\n"
    )


@pytest.mark.parametrize("text", ["\n::set-env name=x::y", "%0A::error::x", "\r::stop-commands::x"])
def test_github_obeys_no_text(text: str) -> None:
    shown = report.render([finding(text)], "github")
    assert shown.count("\n") == 1
    assert "%0A" not in shown
    assert "%0a" not in shown


def test_text_shows_the_line_with_a_caret_below_and_the_check() -> None:
    shown = report.render([finding_at("  expr: rate(x[5m]) > 5", 9, 13)], "text")
    assert shown.splitlines()[1:] == ["  3 |   expr: rate(x[5m]) > 5", "    |         ^~~~ check"]


def test_the_caret_stands_below_its_place_whatever_is_before_it() -> None:
    tabs, wide, escapes = (
        report.render([finding_at(line, line.index("^") + 1, line.index("^") + 2)], "text").splitlines()
        for line in ("\texpr: ^", "大き: ^", "\x1b[2J ^")
    )
    assert tabs[2].index("^") == tabs[1].index("^")
    assert wide[2].index("^") == wide[1].index("^") + 2
    assert escapes[2].index("^") == escapes[1].index("^")


def test_of_a_long_line_the_piece_around_the_place_is_shown() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    shown = report.render([finding_at(line, 501, 505)], "text").splitlines()
    assert shown[1].index("HERE") == shown[2].index("^~~~")
    assert len(shown[1]) < 140
    assert shown[1].endswith("…")


def finding_at(line: str, start: int, end: int) -> Finding:
    return Finding("check", "wrong", Location("a.yaml", 3, start), excerpt=Excerpt(line, start, end))


def test_sarif_marks_the_columns_of_the_place() -> None:
    document = orjson.loads(report.render([finding_at("  expr: rate(x[5m]) > 5", 9, 13)], "sarif"))
    (result,) = document["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 9, "endColumn": 13}


def test_gitlab_has_an_entry_a_finding_which_no_moved_line_makes_new() -> None:
    found = [finding(line=0), finding(line=0), finding("other", severity=Severity.WARNING)]
    first, second, third = orjson.loads(report.render(found, "gitlab"))
    assert first == {
        "description": "wrong (spec.red); do right",
        "check_name": "check",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "a.yaml", "lines": {"begin": 1}},
    }
    assert len({first["fingerprint"], second["fingerprint"], third["fingerprint"]}) == 3
    (moved,) = orjson.loads(report.render([finding(line=99)], "gitlab"))
    assert moved["fingerprint"] == first["fingerprint"]


def test_sarif_is_valid_by_its_schema() -> None:
    schema = orjson.loads((Path(__file__).parents[2] / "support" / "sarif" / "sarif-schema-2.1.0.json").read_bytes())
    validator = Draft7Validator(schema)
    odd = finding("\ud800 \x1b", file="a b/\udcff #?.yaml", severity=Severity.INFO)
    found = [finding(), odd, finding(line=0), finding_at("x" * 10, 3, 3)]
    for findings in (found, []):
        assert list(validator.iter_errors(orjson.loads(report.render(findings, "sarif")))) == []
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{}]})) != []


def test_json_is_valid_by_its_schema() -> None:
    schema = orjson.loads(Path(report.__file__).with_name("findings.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    failed = Finding("test-failed", "silent", Location("a.yaml", 3, 5), test="shop/High/1 % over 5")
    for findings in ([], [finding(), finding(severity=Severity.INFO, line=0)], [failed]):
        assert list(validator.iter_errors(orjson.loads(report.render(findings, "json")))) == []
    assert list(validator.iter_errors({"version": 1, "findings": [{"check": "test-failed"}]})) != []
