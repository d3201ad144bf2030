"""All answers that a page needs, asked of a Prometheus."""

from collections.abc import Sequence
from typing import Any

from observability.adapters.prometheus import Answer, Call, Prometheus, QueryError
from observability.preview import answers
from observability.preview.compare import Pair
from observability.preview.dashboard import Json as Dashboard
from observability.preview.fill import Span
from observability.preview.questions import Form, Question, Questions
from observability.preview.variables import asked
from observability.previewing.evaluated import ranged

Json = dict[str, Any]
# Values of labels that were there at any of so many moments are offered.
_LOOKS = 48


def gathered(server: Prometheus, pairs: Sequence[Pair], span: Span) -> Json:
    """`dashboards` with what they ask, and the numbered `results`, each an expression with its series or an error.

    A dashboard that is compared has what it was `before`, in the same form, and what `change`d.
    """
    questions = Questions(span)
    shown = [_shown(server, pair, questions) for pair in pairs]
    results = [_result(question, answer) for question, answer in _answers(server, list(questions.numbers), span)]
    return {"dashboards": shown, "results": results}


def _shown(server: Prometheus, pair: Pair, questions: Questions) -> Json:
    now, before = (one and _asking(server, one, questions) for one in (pair.now, pair.before))
    if not before:
        return {**(now or {}), "change": pair.change}
    return {**(now or before), "before": before, "change": pair.change, "panels": pair.panels, "around": pair.around}


def _asking(server: Prometheus, dashboard: Dashboard, questions: Questions) -> Json:
    values = _values(server, dashboard, questions.span)
    return {"json": dashboard, "values": values, **questions.of(dashboard, values)}


def _values(server: Prometheus, dashboard: Dashboard, span: Span) -> dict[str, list[str]]:
    variables = asked(dashboard, span)
    step = max(span.step, (span.end - span.start) // _LOOKS // 1000 * 1000)
    times = range(span.start, span.end + 1, step)
    found = server.ask_all([ranged(variable.expr, times, _plain) for variable in variables])
    return {
        variable.name: answers.label_values(answer.value, variable.label) if isinstance(answer, Answer) else []
        for variable, answer in zip(variables, found, strict=True)
    }


def _answers(server: Prometheus, questions: Sequence[Question], span: Span) -> list[tuple[Question, Any]]:
    calls = [_call(question, span) for question in questions]
    return list(zip(questions, server.ask_all(calls), strict=True))


def _call(question: Question, span: Span) -> Call[Any]:
    times = range(span.start, span.end + 1, span.step)
    match question.form:
        case Form.INSTANT:
            form = (("query", question.expr), ("time", f"{span.end / 1000:.3f}"))
            return Call("query", form, lambda data: answers.instant(data["result"], question.expr))
        case Form.RANGE:
            return ranged(question.expr, times, lambda result: answers.ranged(result, span))
        case Form.DISTRIBUTION:
            return ranged(question.expr, times, lambda result: answers.distribution(result, span))


def _plain(result: Any) -> Any:
    return result


def _result(question: Question, answer: Answer[Any] | QueryError) -> Json:
    if isinstance(answer, QueryError):
        return {"expr": question.expr, "form": question.form, "error": str(answer), "series": []}
    return {"expr": question.expr, "form": question.form, "series": answer.value}
