"""What is left out of large files is the same on both sides, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from observability.review.trimming import trimmed
from observability.rulefiles import read_rules

RULES = st.sampled_from(
    [
        "- alert: A\n  expr: x > 1\n",
        "- alert: A\n  expr: |\n    x\n      > 2\n\n  for: 5m # why\n",
        "- expr: y\n  # a comment\n  record: r:y\n",
        "- {alert: B, expr: 'z > 1',\n   for: 1m}\n",
        "# the next is odd\n- alert: C\n  expr: >-\n    x\n    - alert\n  labels:\n    a: b\n",
    ]
)
GROUPS = st.lists(
    st.tuples(st.sampled_from(["g", "h"]), st.sampled_from(["", "interval: 1m\n"]), st.lists(RULES, max_size=4)),
    max_size=4,
)


def text(groups: list[tuple[str, str, list[str]]], indent: int) -> bytes:
    lines = ["groups:\n"]
    for name, rest, rules in groups:
        lines += [f"  - name: {name}\n", f"    {rest}" if rest else "", "    rules:\n"]
        lines += [" " * indent + line for rule in rules for line in rule.splitlines(keepends=True)]
    return "".join(lines).encode()


def read(content: bytes) -> list[tuple[str, object, object]]:
    groups = read_rules("x", content).file.groups
    return [(group.name, group.interval, rule) for group in groups for rule in group.rules]


@given(GROUPS, GROUPS, st.sampled_from([4, 6]))
def test_only_what_is_the_same_is_left_out(old: object, new: object, indent: int) -> None:
    before, after = text(old, indent), text(new, indent)  # type: ignore[arg-type]
    ours, theirs = trimmed(before, after)
    # What is left stands where it stood; what is left out is on both sides the same, as often.
    assert all(one in read(before) for one in read(ours))
    assert all(one in read(after) for one in read(theirs))
    assert gone(before, ours) == gone(after, theirs)


def gone(whole: bytes, rest: bytes) -> list[str]:
    left = list(read(rest))
    return sorted(told(one) for one in read(whole) if one not in left)


def told(one: tuple[str, object, object]) -> str:
    name, interval, rule = one
    return f"{name} {interval} {type(rule).__name__} {getattr(rule, 'alert', '')} {rule.expr!r}"  # type: ignore[attr-defined]


def test_all_that_did_not_change_is_left_out() -> None:
    before = text([("g", "", ["- alert: A\n  expr: x > 1\n", "- alert: B\n  expr: x > 2\n"])], 6)
    ours, theirs = trimmed(before, before.replace(b"> 2", b"> 3"))
    assert [rule.alert for _, _, rule in read(ours)] == ["B"]  # type: ignore[attr-defined]
    assert [str(rule.origin) for _, _, rule in read(theirs)] == ["x:6:9"]  # type: ignore[attr-defined]


def test_files_with_anchors_stay_whole() -> None:
    content = b"groups:\n  - name: g\n    rules:\n      - &a\n        alert: A\n        expr: x\n      - *a\n"
    assert trimmed(content, content) == (content, content)
