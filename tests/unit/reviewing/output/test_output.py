"""A review in every format, whatever is in the rules and however many there are."""

import json
import re
from datetime import date
from importlib.resources import files
from xml.etree import ElementTree

import jsonschema
import pytest

from observability import report
from observability.findings import Finding, Location
from observability.model.durations import Duration
from observability.model.review import Action, Event, Override, ReviewPolicy
from observability.model.rule import Alert
from observability.review.change import Change, Kind, Sensitivity
from observability.review.changed import Changed, Verdict
from observability.review.reach import Reached
from observability.review.ruleset import Panel, Placed
from observability.reviewing import Reviewed
from observability.reviewing.output import render

GITHUB = 65_536
HOSTILE = "</details>|`\x1b[31m@team #1 ```\n[x](http://evil.example) <script>alert(1)</script>$x$\ud800"
OVERRIDE = Override((Event.OWNER,), "because", date(2026, 12, 31), origin=Location("new/a.yaml", 1, 1))


def changed(number: int, name: str = "A", text: str = "x", action: Action = Action.FAIL) -> Changed:
    alert = Alert(
        f"{name}{number}",
        text,
        Duration(0),
        {"severity": "critical", "team": text},
        {},
        origin=Location("main:a.yaml", 7, 9),
    )
    placed = Placed(alert, "a.yaml", "g")
    change = Change(Kind.EXPRESSION, Sensitivity.LESS, text, text, f"{text} > 1")
    verdict = Verdict(action, (Event.CRITICAL_LESS_SENSITIVE,), (OVERRIDE,), (OVERRIDE,))
    reached = (Reached(None, Panel(text, text, ()), (text, text), dangling=True),)
    return Changed(placed, placed, (change,), Sensitivity.LESS, reached=reached, unwitnessed=text, verdict=verdict)


def reviewed(*found: Changed, findings: tuple[Finding, ...] = ()) -> Reviewed:
    return Reviewed("main", "the working tree", found, findings, ReviewPolicy(), confirmed=True, revisions=("main",))


HOSTILE_REVIEW = reviewed(changed(1, HOSTILE, HOSTILE), findings=(Finding("x", HOSTILE, Location(HOSTILE, 1, 1)),))


@pytest.mark.parametrize("count", [1, 50, 5_000])
@pytest.mark.parametrize("length", [5, 5_000])
def test_a_comment_fits_however_large_the_change_is(count: int, length: int) -> None:
    found = [changed(n, text="sum(x) * @a | " * (length // 5), action=Action.FAIL) for n in range(count)]
    text = render(reviewed(*found), "markdown")
    assert len(text) < GITHUB
    assert f"{count} alert{'s' if count > 1 else ''} changed" in text
    assert text.count("<details>") == text.count("</details>") >= 1
    assert count < 5_000 or "left out here" in text


def test_what_is_left_out_is_the_least_grave_and_counted() -> None:
    grave, light = (
        [changed(n, "Grave") for n in range(3)],
        [changed(n, "Light" * 40, action=Action.INFORM) for n in range(2_000)],
    )
    text = render(reviewed(*grave, *light), "markdown")
    assert all(f"Grave{n}" in text for n in range(3))
    assert "more changes left out here, 0 of them failing" in text


def test_text_of_rules_is_shown_and_does_nothing() -> None:
    text = render(HOSTILE_REVIEW, "markdown")
    assert "\x1b" not in text
    assert "<script>" not in text.replace("```", "").split("diff")[0]
    assert text.count("</details>") == 1 + sum(
        "</details>" in line for line in text.splitlines() if line.startswith(("  - ", "  + "))
    )
    prose = "\n".join(line for line in text.splitlines() if not line.startswith(("  - ", "  + ")))
    assert "@team" not in re.sub(r"(?<!\\)`[^`\n]*`", "", prose), "nobody is called but in code, where nobody is"


@pytest.mark.parametrize("form", [form.NAME for form in report.FORMATS])
def test_every_format_takes_whatever_is_in_the_rules(form: str) -> None:
    text = render(HOSTILE_REVIEW, form)
    assert text.endswith("\n")
    assert "\x1b" not in text
    text.encode("utf-8")


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((files("observability.reviewing.output") / "review.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    for one in (HOSTILE_REVIEW, reviewed()):
        jsonschema.Draft202012Validator(schema).validate(json.loads(render(one, "json")))


def test_findings_point_into_the_tree_of_the_change() -> None:
    document = json.loads(render(reviewed(changed(1)), "sarif"))
    (result,) = document["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("a.yaml", 7)
    assert (result["ruleId"], result["level"]) == ("critical-less-sensitive", "error")


def test_what_is_gone_has_no_line_in_the_tree() -> None:
    gone = Changed(changed(1).old, None, (Change(Kind.REMOVED, Sensitivity.LESS, "x"),), Sensitivity.LESS)
    document = json.loads(render(reviewed(gone), "sarif"))
    assert "region" not in document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]


def test_a_failing_change_is_a_failed_test_and_others_are_not() -> None:
    found = reviewed(changed(1), changed(2, action=Action.NOTE), changed(3, action=Action.INFORM))
    (suite,) = ElementTree.fromstring(render(found, "junit"))  # noqa: S314 - we wrote it
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "2")


def test_nothing_changed_is_said() -> None:
    for form in ("text", "markdown"):
        assert "No rule changed between main and the working tree." in render(reviewed(), form)
