"""Every node of a tree is found in the text, whatever the text looks like."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.promql import text_of, tree_of
from observability.promql.places import Places
from observability.promql.tokens import misplaced
from observability.promql.tree import Aggregation, Binary, Call, Matrix, Node, Number, Vector, every
from observability.rulefiles import read_rules

RULES = sorted((Path(__file__).parents[2] / "rules").glob("*.yaml"))
GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*/expected/**/rules/*.yaml"))

SPACES = st.sampled_from([" ", "\n", "  ", " # a comment with (brackets[ in it\n"])


def placed(text: str) -> list[tuple[Node, str]]:
    root = tree_of(text)
    places = Places(text, root)
    found = []
    for node in every(root):
        span = places.of(node)
        assert span is not None, (text, node)
        found.append((node, text[span.start : span.end]))
    return found


def check(text: str) -> None:
    for node, piece in placed(text):
        match node:
            case Binary():
                assert piece.lower() == node.operator
            case Call():
                assert piece == node.function
            case Aggregation():
                assert piece.lower() == node.operator
            case Number():
                assert tree_of(piece) in {node, Number(-node.value)}
            case Vector():
                assert tree_of(piece).selector == node.selector
            case Matrix():
                assert tree_of(f"x{piece}").window == node.window


@pytest.mark.parametrize("path", [*RULES, *GOLDEN], ids=lambda path: path.name)
def test_every_node_of_real_rules_is_found(path: Path) -> None:
    for rule in read_rules(str(path), path.read_bytes()).file.rules:
        check(rule.expr)


@pytest.mark.parametrize(
    "text",
    [
        "-x + -1",
        "x @ start() offset -5m > bool -1",
        "x @ -1.5 > 1e3",
        "a + on (b) -c",
        "a + on(b) group_left -c",
        "sum by (a) (x) / on(a) group_left(b) -y",
        "topk(5, -x)",
        "max_over_time((a/b)[1h:5m] offset 1h) > Inf",
        '{__name__="x"} > 0x1f',
        "x and on() y unless z",
        "sum(x) BY (q) > 1000",
        'count_values("v", x)',
        'x{by="on", on=~"by"} + by{a="b"}',
        "x{}[5m:]",
        "sum without (a, b) (rate(x[5m]))",
        "2 ^ 3 ^ 4",
        "5m * x",
    ],
)
def test_every_node_is_found(text: str) -> None:
    check(text)


LEAVES = st.sampled_from(["x", 'up{job="a b",x!~"[(]"}', "1", "-2.5", "Inf", 'y{a="\\""} offset 5m'])
# S stands for white space or a comment, I and J for expressions.
SHAPES = st.sampled_from(
    [
        "(I)S-S(J)",
        "(I)S*S(J)",
        "abs(I + z)S*Son (a)S(z + J)",
        "abs(I + z)S/Signoring(b) group_leftS-(z + J)",
        "(I)S> boolS(J)",
        "sum(z + I)SandSvector(scalar(sum(J + z)))",
        "sumSbyS(a,Sb) (I + z)",
        "rate(z{a=~'b'}[5m]SoffsetS1h)",
        "clampS(z + I,S0, 1)",
        "avg_over_time((z + I)[1h:S5m])",
        "-S(I)",
    ]
)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """Expressions with white space and comments between any two words."""
    if depth == 0:
        return draw(LEAVES)
    inner, other = draw(expressions(depth=depth - 1)), draw(expressions(depth=depth - 1))
    text = draw(SHAPES)
    return re.sub("[SIJ]", lambda found: {"S": draw(SPACES), "I": inner, "J": other}[found[0]], text)


@given(expressions())
def test_every_node_of_any_expression_is_found(text: str) -> None:
    try:
        tree_of(text)
    except ValueError:
        return
    check(text)


@given(st.text())
def test_no_text_is_too_odd_to_look_for_what_is_wrong(text: str) -> None:
    found = misplaced(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_a_matcher_and_its_parts_are_found() -> None:
    text = 'sum(up{a="b", job =~ "x=~y"})'
    tree = tree_of(text)
    (vector,) = (node for node in every(tree) if isinstance(node, Vector))
    place = Places(text, tree).matcher(vector, 1)
    assert place is not None
    assert [text[s.start : s.end] for s in (place.whole, place.operator, place.value)] == [
        'job =~ "x=~y"',
        "=~",
        '"x=~y"',
    ]


def test_all_of_a_node_reaches_over_what_is_in_it() -> None:
    text = "a + rate(b[5m]) > 5"
    tree = tree_of(text)
    assert isinstance(tree, Binary)
    span = Places(text, tree).whole(tree.left)
    assert span is not None
    assert text[span.start : span.end] == "a + rate(b[5m]"
    assert text_of(tree.left) == "a + rate(b[5m])"


def test_where_the_text_holds_more_than_the_tree_nothing_of_that_kind_has_a_place() -> None:
    tree = tree_of("x > 5")
    assert isinstance(tree, Binary)
    places = Places("y + x > 5", tree)
    assert places.of(tree.left) is None
    assert places.of(tree) is None
    assert places.of(tree.right) is not None
