"""Our own syntax tree: read from text, written as text, taken apart and put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import text_of, tree_of
from observability.promql.tree import (
    Aggregation,
    Binary,
    Call,
    Matching,
    Matrix,
    Negation,
    Number,
    String,
    Subquery,
    Vector,
    below,
    every,
    with_below,
)

X, Y = Vector(Selector("x")), Vector(Selector("y"))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("((x))", X),
        ("x offset -5m", Vector(Selector("x"), offset=-300_000)),
        ("x @ end()", Vector(Selector("x"), at="end()")),
        ('{__name__="x"}', Vector(Selector("", (Matcher("__name__", MatchOp.EQUAL, "x"),)))),
        ("rate(x[5m] offset 1h)", Call("rate", (Matrix(Vector(Selector("x"), 3_600_000), 300_000),))),
        ("max_over_time((x > bool 5)[1h:1m])", None),
        ("sum by () (x)", Aggregation("sum", X)),
        ("sum(x) without (a)", Aggregation("sum", X, ("a",), without=True)),
        ("topk(3, x)", Aggregation("topk", X, parameter=Number(3))),
        ("x and on () y", Binary("and", X, Y, Matching(on=True))),
        ("x / ignoring (a) group_left y", Binary("/", X, Y, Matching(("a",), many="left"))),
        ("x / on (a) group_right (b) y", Binary("/", X, Y, Matching(("a",), True, "right", ("b",)))),
        ("-x ^ 2", Negation(Binary("^", X, Number(2)))),
    ],
)
def test_text_becomes_a_tree(text, tree):
    assert tree_of(text_of(tree_of(text))) == tree_of(text)
    assert tree is None or tree_of(text) == tree


@pytest.mark.parametrize("text", ["x{", 'x{a="b" or c="d"}', "rate(x)"])
def test_what_is_no_expression_of_ours_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        tree_of(text)


names = st.sampled_from(["a", "b", "c"])
labels = st.lists(names, max_size=2, unique=True).map(tuple)
spans = st.integers(1, 10**6).map(lambda seconds: seconds * 1000)
matchers = st.builds(
    Matcher, names, st.sampled_from(MatchOp), st.text('xy.0\\"', max_size=3).map(lambda t: t.replace("\\", ""))
)
vectors = st.builds(
    Vector, st.builds(Selector, st.sampled_from(["x", "y:z"]), st.lists(matchers, max_size=2).map(tuple)), spans
)
matchings = st.builds(Matching, labels, st.just(True), st.just("")) | st.builds(
    Matching, labels, st.just(True), st.sampled_from(["left", "right"]), st.just(("d",))
)


def deeper(nodes):
    return st.one_of(
        st.builds(lambda f, m: Call(f, (m,)), st.sampled_from(["rate", "deriv"]), st.builds(Matrix, vectors, spans)),
        st.builds(lambda e, w, s: Call("max_over_time", (Subquery(e, w, s),)), nodes, spans, spans),
        st.builds(lambda e: Call("abs", (e,)), nodes),
        st.builds(Aggregation, st.sampled_from(["sum", "max"]), nodes, labels, st.booleans()),
        st.builds(lambda e, k: Aggregation("topk", e, parameter=Number(k)), nodes, st.integers(1, 9).map(float)),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "%", "^", ">", "=="]), nodes, nodes, matchings),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "^", "<", "!="]), nodes, st.floats(0, 1e9).map(Number)),
        st.builds(Binary, st.sampled_from(["and", "or", "unless"]), nodes, nodes),
        st.builds(lambda e: Binary(">", e, Number(2), returns_bool=True), nodes),
        st.builds(Negation, nodes),
    )


@given(st.recursive(vectors, deeper, max_leaves=8))
def test_every_tree_reads_back_as_itself(tree):
    assert tree_of(text_of(tree)) == tree


@given(st.recursive(vectors, deeper, max_leaves=8))
def test_a_tree_taken_apart_is_put_together_again(tree):
    for node in every(tree):
        assert with_below(node, below(node)) == node


def test_a_window_takes_a_selector_only():
    with pytest.raises(TypeError):
        with_below(Matrix(X, 60_000), (String("x"),))
