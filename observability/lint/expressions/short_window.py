"""A window holds two scrapes at least.

Why: a rate is the difference between two samples. Where only one falls into the window there is no result, and the
alert never fires; with just two, one lost scrape is enough.

The interval is that of the project file, or of `--scrape-interval`; without either, 15s.

Passes:
    expr: rate(errors_total[5m]) > 1
Fails:
    expr: rate(errors_total[20s]) > 1
Mend: four intervals make a good window.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.model.durations import Duration
from observability.promql.tree import Call, Matrix, every

ID = "short-window"
SEVERITY = Severity.ERROR

# They have a result only where there are two samples.
_COMPARING = frozenset(
    {"rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "double_exponential_smoothing"}
)


def check(expression: Expression) -> Iterator[Problem]:
    """Every window under two scrapes."""
    scrape = expression.settings.scrape_interval
    for node in every(expression.tree):
        if isinstance(node, Call) and node.function in _COMPARING:
            for argument in node.arguments:
                if isinstance(argument, Matrix) and argument.window < 2 * scrape.milliseconds:
                    window = Duration(argument.window)
                    message = f"{expression.subject}: a window of {window} holds no two scrapes, made every {scrape}"
                    yield Problem(message, expression.at(argument), f"write {scrape * 4} or more")
