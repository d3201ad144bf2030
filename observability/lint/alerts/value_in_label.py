"""The value is shown in an annotation, never in a label.

Why: an alert is what its labels say. With the value among them every change makes a new alert, which waits for its
`for` from the beginning, so that it never fires, or fires anew at each evaluation.

Passes:
    annotations: {summary: "{{ $value }} messages wait"}
Fails:
    labels: {severity: warning, length: "{{ $value }}"}
Mend: move it into an annotation. A label may be chosen by the value, as in
`{{ if gt $value 9.0 }}high{{ else }}low{{ end }}`.
"""

import re
from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.problem import Problem

ID = "value-in-label"
SEVERITY = Severity.ERROR

_VALUE = re.compile(r"\$value\b|(?<![\w)])\.Value\b")
_CHOOSING = re.compile(r"\s*-?\s*(?:if|else|with|end)\b")


def check(alert: AlertRule) -> Iterator[Problem]:
    """Labels that print the value."""
    for text in alert.texts:
        if text.field.startswith("labels."):
            for action in text.actions:
                if _VALUE.search(action.code) and not _CHOOSING.match(action.inner) and ":=" not in action.code:
                    message = (
                        f"alert '{alert.rule.alert}' has its value in a label: with each value it is another alert"
                    )
                    yield Problem(message, text.at(action), "move it into an annotation")
