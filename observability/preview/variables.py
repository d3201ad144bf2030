"""The values that a dashboard's variables can have, and which of them a page holds data for."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations as subsets
from itertools import product

from attrs import frozen

from observability.preview.dashboard import Json, query_variables
from observability.preview.fill import ALL, BETWEEN, Span, as_regex, filled, used

_LABEL_VALUES = re.compile(r"label_values\((?:(?P<selector>.+),)?\s*(?P<label>\w+)\s*\)\Z", re.DOTALL)
# A page holds an answer for each value, of so many at most, and of so many combinations of one query.
MOST_VALUES, _MOST_TOGETHER = 12, 48
# Several values of one variable are seldom asked for: they have what room is left up to here.
_MOST_WITH_SEVERAL = 16


@frozen
class Variable:
    """One of a dashboard's variables that list values of a label: `expr` has a series for each of them."""

    name: str
    label: str
    expr: str


def asked(dashboard: Json, span: Span) -> list[Variable]:
    """The queries that find the values of all variables; those before are All in it."""
    found: list[Variable] = []
    chosen: dict[str, str] = {}
    for variable in query_variables(dashboard):
        text = variable.get("query")
        text = str(text.get("query", "") if isinstance(text, Mapping) else text or "")
        if match := _LABEL_VALUES.match(text.strip()):
            selector = match["selector"] or f'{{{match["label"]}!=""}}'
            expr = f"group by ({match['label']}) ({filled(selector.strip(), chosen, span)})"
            found.append(Variable(str(variable["name"]), match["label"], expr))
        chosen[str(variable["name"])] = as_regex(variable, ALL)
    return found


def combinations(expr: str, dashboard: Json, values: Mapping[str, Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """The variables that a query reads, and all choices of their values that the page can show; the first is All.

    Where there are too many together, only one variable at a time is chosen and the others are All. Several values of
    one variable are there as far as there is room: all pairs, then all threes.
    """
    names = [str(variable["name"]) for variable in query_variables(dashboard) if variable["name"] in used(expr)]
    each = [[ALL, *values.get(name, ())[:MOST_VALUES]] for name in names]
    together = [list(choice) for choice in product(*each)]
    if len(together) > _MOST_TOGETHER:
        together = [choice for choice in together if sum(value != ALL for value in choice) <= 1]
    return names, together + _several(each, _MOST_WITH_SEVERAL - len(together))


def _several(each: Sequence[Sequence[str]], room: int) -> list[list[str]]:
    """Choices of several values of one variable, the others All; of each number of values all or none. All are All."""
    found: list[list[str]] = []
    for index, (_, *values) in enumerate(each):
        for size in range(2, len(values)):
            chosen = [BETWEEN.join(some) for some in subsets(values, size)]
            if len(found) + len(chosen) > room:
                break
            found += [[*[ALL] * index, some, *[ALL] * (len(each) - index - 1)] for some in chosen]
    return found


def chosen(dashboard: Json, names: Sequence[str], choice: Sequence[str]) -> dict[str, str]:
    """What is filled in for each variable of a dashboard, these values chosen and all others All."""
    given = dict(zip(names, choice, strict=True))
    return {
        str(variable["name"]): as_regex(variable, given.get(str(variable["name"]), ALL))
        for variable in query_variables(dashboard)
    }
