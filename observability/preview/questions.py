"""All that a page wants to know of a Prometheus, each question once, and where its answer goes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from attrs import define, field, frozen

from observability.preview.dashboard import Json, annotations, panels, targets
from observability.preview.fill import Span, filled
from observability.preview.variables import chosen, combinations


class Form(StrEnum):
    """How a question is asked, and how its answer is read."""

    RANGE = "range"
    INSTANT = "instant"
    DISTRIBUTION = "distribution"


@frozen
class Question:
    """An expression without variables."""

    expr: str
    form: Form


@define
class Questions:
    """Questions in the order in which they came up; the same one has one number."""

    span: Span
    numbers: dict[Question, int] = field(factory=dict)

    def of(self, dashboard: Json, values: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """What a dashboard asks: for each panel and query, the variables that it reads and an answer for each choice.

        `{"queries": {panel id: {ref id: {"uses": [name], "answers": {choice: number}}}}, "annotations": [...]}`; a
        choice is the values in the order of `uses`, joined by a NUL.
        """
        return {
            "queries": {
                str(panel.get("id")): {
                    str(target.get("refId")): self._answers(target, _form(panel, target), dashboard, values)
                    for target in targets(panel)
                }
                for panel in panels(dashboard)
            },
            "annotations": [
                self._answers(annotation, Form.RANGE, dashboard, values) for annotation in annotations(dashboard)
            ],
        }

    def _answers(
        self, target: Json, form: Form, dashboard: Json, values: Mapping[str, Sequence[str]]
    ) -> dict[str, Any]:
        expr = str(target["expr"])
        names, choices = combinations(expr, dashboard, values)
        span = self.span.no_finer_than(str(target.get("interval") or ""))
        answers = {
            "\0".join(choice): self._number(filled(expr, chosen(dashboard, names, choice), span), form)
            for choice in choices
        }
        return {"uses": names, "answers": answers}

    def _number(self, expr: str, form: Form) -> int:
        return self.numbers.setdefault(Question(expr, form), len(self.numbers))


def _form(panel: Json, target: Json) -> Form:
    if target.get("instant") and not target.get("range"):
        return Form.INSTANT
    return Form.DISTRIBUTION if panel.get("type") == "heatmap" else Form.RANGE
