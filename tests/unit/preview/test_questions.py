"""What a page asks for: every query that a Prometheus can answer, once, in the form in which the panel draws it."""

from typing import Any

from observability.preview.fill import Span
from observability.preview.questions import Form, Question, Questions

SPAN = Span(0, 3_600_000, 60_000)
LOKI = {"type": "loki", "uid": "loki"}


def panel(number: int, *exprs: str, **more: Any) -> dict[str, Any]:
    targets = [{"refId": letter, "expr": expr} for letter, expr in zip("ABC", exprs, strict=False)]
    return {"id": number, "type": "timeseries", "targets": targets, **more}


def asked(*panels: dict[str, Any], **more: Any) -> tuple[dict[str, Any], list[Question]]:
    questions = Questions(SPAN)
    found = questions.of({"panels": list(panels), **more}, {})
    return found, list(questions.numbers)


def test_panels_of_folded_rows_are_asked_for_too() -> None:
    found, _ = asked(panel(1, "a"), {"id": 2, "type": "row", "panels": [panel(3, "b")]})
    assert list(found["queries"]) == ["1", "3"]


def test_the_same_question_has_one_number() -> None:
    found, questions = asked(panel(1, "a", "b"), panel(2, "b"))
    assert [one.expr for one in questions] == ["a", "b"]
    assert found["queries"]["2"]["A"] == {"uses": [], "answers": {"": 1}} == found["queries"]["1"]["B"]


def test_what_is_hidden_or_of_another_data_source_is_not_asked() -> None:
    hidden = {"refId": "A", "expr": "a", "hide": True}
    _, questions = asked(
        panel(1, targets=[hidden, {"refId": "B", "expr": "b", "datasource": LOKI}]), panel(2, "c", datasource=LOKI)
    )
    assert questions == []


def test_a_query_s_own_interval_counts() -> None:
    coarse = {"refId": "A", "expr": "rate(a[$__rate_interval])", "interval": "5m"}
    _, questions = asked(panel(1, targets=[coarse]), panel(2, "rate(a[$__rate_interval])"))
    assert [one.expr for one in questions] == ["rate(a[315s])", "rate(a[75s])"]


def test_the_panel_decides_on_the_form() -> None:
    once = {"refId": "A", "expr": "a", "instant": True}
    _, questions = asked(panel(1, "a"), panel(2, "a", type="heatmap"), panel(3, targets=[once]))
    assert [one.form for one in questions] == [Form.RANGE, Form.DISTRIBUTION, Form.INSTANT]


def test_an_alert_list_asks_for_the_alerts_that_it_selects() -> None:
    _, questions = asked({"id": 1, "type": "alertlist", "options": {"alertInstanceLabelFilter": '{service="shop"}'}})
    assert [one.expr for one in questions] == ['ALERTS{service="shop"}']


def test_annotations_are_asked_for_where_they_are_enabled() -> None:
    marks = [{"enable": True, "target": {"expr": "a"}}, {"enable": False, "expr": "b"}, {"enable": True}]
    found, questions = asked(annotations={"list": marks})
    assert [one.expr for one in questions] == ["a"]
    assert len(found["annotations"]) == 1
