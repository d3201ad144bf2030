"""From our own syntax tree to text that reads back as the same tree."""

from observability.model.durations import Duration
from observability.promql.text import quote, render, render_labels
from observability.promql.tree import (
    Aggregation,
    Binary,
    Call,
    Matching,
    Matrix,
    Negation,
    Node,
    Number,
    String,
    Subquery,
    Vector,
)

# How tightly operators bind, after the language's manual; the minus before an expression stands beside `*`.
_BINDING = {
    operator: strength
    for strength, operators in enumerate(
        [["or"], ["and", "unless"], ["==", "!=", "<=", "<", ">=", ">"], ["+", "-"], ["*", "/", "%", "atan2"], ["^"]]
    )
    for operator in operators
}
_NEGATION = _BINDING["*"]
_TIGHTEST = len(_BINDING)


def text_of(node: Node) -> str:
    """The expression, on one line."""
    match node:
        case Subquery():
            step = Duration(node.step) if node.step else ""
            return f"{_within(node.expr, _TIGHTEST)}[{Duration(node.window)}:{step}]{_moved(node.offset, node.at)}"
        case Call():
            return f"{node.function}({', '.join(map(text_of, node.arguments))})"
        case Aggregation():
            return _aggregation(node)
        case Binary():
            return _binary(node)
        case Negation():
            return f"-{_within(node.expr, _NEGATION + 1)}"
        case _:
            return _leaf(node)


def _leaf(node: Number | String | Vector | Matrix) -> str:
    match node:
        case Number():
            return number(node.value)
        case String():
            return quote(node.value)
        case Vector():
            return _selector(node) + _moved(node.offset, node.at)
        case Matrix():
            vector = node.vector
            return f"{_selector(vector)}[{Duration(node.window)}]{_moved(vector.offset, vector.at)}"


def number(value: float) -> str:
    """A number as PromQL reads it: `5`, `0.05`, `1e+21`, `Inf`."""
    text = repr(value).removesuffix(".0")
    return {"inf": "Inf", "-inf": "-Inf", "nan": "NaN"}.get(text, text)


def _selector(vector: Vector) -> str:
    selector = vector.selector
    return render(selector) if selector.metric else render_labels(selector.matchers)


def _moved(offset: int, at: str) -> str:
    back = f" offset {'-' if offset < 0 else ''}{Duration(abs(offset))}" if offset else ""
    return f" @ {at}{back}" if at else back


def _aggregation(node: Aggregation) -> str:
    labels = (
        f" {'without' if node.without else 'by'} ({', '.join(node.labels)}) " if node.labels or node.without else ""
    )
    parameter = "" if node.parameter is None else f"{text_of(node.parameter)}, "
    return f"{node.operator}{labels}({parameter}{text_of(node.expr)})"


def _binary(node: Binary) -> str:
    strength = _BINDING[node.operator]
    # All but the power are read from the left.
    left, right = (strength + 1, strength) if node.operator == "^" else (strength, strength + 1)
    operator = f"{node.operator}{' bool' if node.returns_bool else ''}{_matched(node.matching)}"
    return f"{_within(node.left, left)} {operator} {_within(node.right, right)}"


def _matched(matching: Matching) -> str:
    by = f" {'on' if matching.on else 'ignoring'} ({', '.join(matching.labels)})"
    shown = by if matching.on or matching.labels else ""
    if not matching.many:
        return shown
    return f"{shown} group_{matching.many} ({', '.join(matching.include)})"


def _within(node: Node, strength: int) -> str:
    """The node's text, in parentheses where it binds less tightly than that."""
    text = text_of(node)
    return f"({text})" if _strength(node) < strength else text


def _strength(node: Node) -> int:
    match node:
        case Binary():
            return _BINDING[node.operator]
        case Negation():
            return _NEGATION
        case Number() if node.value < 0:
            return _NEGATION
        case _:
            return _TIGHTEST
