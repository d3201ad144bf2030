from observability.model.rule import Recording
from observability.simulation import levels


def test_a_rule_comes_after_all_that_it_reads() -> None:
    rules = [
        Recording("c:c:c", "a:a:a + b:b:b"),
        Recording("a:a:a", "x"),
        Recording("b:b:b", "a:a:a"),
        Recording("d:d:d", "y"),
    ]
    assert [[rule.record for rule in level] for level in levels(rules)] == [["a:a:a", "d:d:d"], ["b:b:b"], ["c:c:c"]]


def test_no_rules_have_no_levels() -> None:
    assert list(levels([])) == []


def test_a_rule_that_reads_what_it_records_does_not_wait_for_itself() -> None:
    rule = Recording("a:a:a", "max(x or a:a:a offset 1m)")
    assert list(levels([rule])) == [[rule]]


def test_rules_of_one_name_wait_for_the_last_of_them() -> None:
    late = Recording("b:b:b", "a:a:a")
    rules = [Recording("a:a:a", "x"), late, Recording("b:b:b", "y"), Recording("c:c:c", "b:b:b")]
    assert [[rule.expr for rule in level] for level in levels(rules)] == [["x"], ["a:a:a", "y"], ["b:b:b"]]


def test_a_name_that_another_service_raises_raises_what_reads_it() -> None:
    rules = [Recording("x:x:x", "x"), Recording("y:y:y", "x:x:x"), Recording("a:a:a", "x"), Recording("x:x:x", "a:a:a")]
    assert [[rule.record for rule in level] for level in levels(rules)] == [["a:a:a"], ["x:x:x", "x:x:x"], ["y:y:y"]]
