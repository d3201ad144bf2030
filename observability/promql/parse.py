"""The parser: is this PromQL, and which selector is it?"""

import re

import promql_parser

from observability.model.selector import Matcher, MatchOp, Selector

# Beyond this a rule is broken over several lines. Rule files are read in reviews, side by side.
_WIDTH = 100

_GOT = re.compile(r"\bgot (scalar|matrix|string)$")

# Pairs, as the parser's operators have no hash.
_OPERATORS = (
    (promql_parser.MatchOp.Equal, MatchOp.EQUAL),
    (promql_parser.MatchOp.NotEqual, MatchOp.NOT_EQUAL),
    (promql_parser.MatchOp.Re, MatchOp.REGEX),
    (promql_parser.MatchOp.NotRe, MatchOp.NOT_REGEX),
)


def parse(text: str) -> promql_parser.Expr:
    """The syntax tree.

    Raises:
        ValueError: not PromQL; the message is the parser's.
    """
    try:
        return promql_parser.parse(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def check(text: str) -> None:
    """Make sure that the text is PromQL.

    Raises:
        ValueError: it is not.
    """
    parse(text)


def result(text: str) -> str:
    """What kind of value a text that is PromQL has: `vector`, `scalar`, `matrix` or `string`.

    The parser tells it of what stands inside of a sum alone.
    """
    try:
        parse(f"sum(\n{text}\n)")
    except ValueError as error:
        found = _GOT.search(str(error))
        return found[1] if found else "vector"
    return "vector"


def laid_out(text: str) -> str:
    """The expression checked, and broken over lines where it is long and on one line.

    Raises:
        ValueError: not PromQL.
    """
    tree = parse(text)
    return text if "\n" in text or len(text) <= _WIDTH else str(tree.prettify())


def parse_selector(text: str) -> Selector:
    """Read `http_requests_total{code=~"5.."}`.

    Raises:
        ValueError: it is no PromQL, or more than a metric's name with matchers.
    """
    tree = parse(text)
    if not isinstance(tree, promql_parser.VectorSelector) or tree.offset or tree.at:
        raise ValueError("this is an expression, not a metric with matchers")
    if not tree.name:
        raise ValueError("the metric's name must stand before the braces")
    if tree.matchers.or_matchers:
        raise ValueError("`or` between matchers is not supported")
    return Selector(tree.name, matchers(tree))


def matchers(selector: promql_parser.VectorSelector) -> tuple[Matcher, ...]:
    """The matchers in the braces of a selector, in their order."""
    return tuple(_matcher(m) for m in selector.matchers.matchers)


def _matcher(matcher: promql_parser.Matcher) -> Matcher:
    return Matcher(matcher.name, _operator(matcher.op), matcher.value)


def _operator(op: promql_parser.MatchOp) -> MatchOp:
    return next(ours for theirs, ours in _OPERATORS if op == theirs)
