"""The query of a variable is a function of the Prometheus data source over PromQL that parses.

Why: a variable that cannot be filled leaves every panel of the dashboard empty.

Passes: `label_values(signal:traffic:rate5m{service="shop"}, handler)`.
Fails: `label_value(up, job)`, `label_values(up{job=}, job)`.
Mend: use `label_values`, `label_names`, `metrics` or `query_result`, and PromQL inside.
"""

import re
from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, query_text, variables
from observability.lint.tree import Tree
from observability.promql import check as check_promql

ID = "template-label-promql"

_CALL = re.compile(r"(\w+)\((.*)\)", re.DOTALL)
_LABEL_VALUES = re.compile(r"(?:(?P<selector>.*),)?\s*(?P<label>\w+)\s*", re.DOTALL)


def check(tree: Tree) -> Iterator[Finding]:
    """Variables whose query is none."""
    for dashboard in dashboards(tree):
        for variable in variables(dashboard):
            if variable.json.get("type") == "query" and (problem := _problem(query_text(variable.json))):
                yield _finding(variable, problem)


def _finding(variable: Place, problem: str) -> Finding:
    hint = "write label_values(SELECTOR, LABEL)"
    return variable.finding(ID, f"the query of variable '{variable.json.get('name')}' is none: {problem}", hint)


def _problem(query: str) -> str:
    call = _CALL.fullmatch(query.strip())
    if not call:
        return f"{query!r} is no function"
    function, argument = call.groups()
    if function in {"label_names", "metrics"}:
        return ""
    if function == "query_result":
        return _promql_problem(argument)
    values = _LABEL_VALUES.fullmatch(argument) if function == "label_values" else None
    if not values:
        return f"{query!r} is not understood"
    return _promql_problem(values["selector"]) if values["selector"] else ""


def _promql_problem(text: str) -> str:
    try:
        check_promql(text)
    except ValueError as error:
        return str(error)
    return ""
