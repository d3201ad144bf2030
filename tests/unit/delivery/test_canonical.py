"""What counts of a dashboard, and what a server may do to it without changing it."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.delivery import canonical, fingerprint

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**31), 2**31)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
DASHBOARDS = st.dictionaries(st.text(max_size=8), JSON, max_size=6)


@given(DASHBOARDS, st.integers(1, 9))
def test_what_a_server_adds_does_not_count(dashboard: dict[str, Any], number: int) -> None:
    added = {**dashboard, "id": number, "version": number, "uid": "x", "iteration": 7, "observability": {"a": 1}}
    assert fingerprint(added) == fingerprint(dashboard)


@given(DASHBOARDS)
def test_another_order_of_keys_and_another_language_do_not_count(dashboard: dict[str, Any]) -> None:
    turned = dict(reversed(dashboard.items()))
    assert fingerprint(orjson.loads(orjson.dumps(turned))) == fingerprint(dashboard)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": None}, {}, True),
        ({"a": {"b": None}}, {"a": {}}, True),
        ({"a": 1.0}, {"a": 1}, True),
        ({"a": 1.5}, {"a": 1}, False),
        ({"a": [1, 2]}, {"a": [2, 1]}, False),
        ({"a": [None]}, {"a": []}, False),
        ({"a": "1"}, {"a": 1}, False),
        ({"a": True}, {"a": 1}, False),
        ({"panels": [{"title": "x"}]}, {"panels": [{"title": "y"}]}, False),
    ],
)
def test_what_means_the_same_is_the_same(one: Any, other: Any, same: bool) -> None:
    assert (fingerprint(one) == fingerprint(other)) is same


def test_what_nobody_could_have_built_is_refused_and_does_not_use_up_the_stack() -> None:
    deep: Any = {}
    for _ in range(900):
        deep = {"panels": [deep]} if len(str(deep)) < 10 else {"p": deep}
    with pytest.raises(ValueError, match="nested too deep"):
        canonical(deep)
