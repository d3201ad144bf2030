"""What is written out has the samples that were recorded, for all that PromQL can do with a recorded series."""

import math

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from observability.model.durations import Duration
from observability.model.rule import RuleGroup
from observability.proof.evaluator import EvaluationError
from observability.replay.inline import InlineError, Library, differing, inlined, reads_any_of
from tests.unit.replay.expressions import EXPRESSIONS, LABELS, MATCHERS, NAMES, READINGS, read
from tests.unit.replay.recorded import STEP, library, raw, record, recording, samples

EVALUATIONS = 16
END = EVALUATIONS * STEP

VALUES = st.lists(st.integers(0, 6), min_size=EVALUATIONS + 1, max_size=EVALUATIONS + 1)
SERIES = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


@pytest.mark.parametrize("expr", EXPRESSIONS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(
    st.sampled_from(LABELS),
    st.lists(st.sampled_from(MATCHERS), max_size=3, unique=True),
    st.sampled_from(READINGS),
    SERIES,
)
def test_it_has_the_samples_that_were_recorded(
    expr: str, labels: dict[str, str], matchers: list[str], reading: str, series: dict[str, list[int]]
) -> None:
    rule = recording("r", expr, **labels)
    storage = raw(series)
    try:
        record(storage, END, rule)
    except EvaluationError:
        reject()  # there is nothing recorded to compare with
    question = read(reading, *matchers)
    answer = inlined(question, library(rule), frozenset({"r"}))
    assert "r{" not in answer.replace("vector{", "")
    for at in (END, END - 7 * STEP):
        assert_same(storage, question, answer, at)


def assert_same(storage: object, question: str, answer: str, at: int) -> None:
    expected, found = samples(storage, question, at), samples(storage, answer, at)  # type: ignore[arg-type]
    assert found.keys() == expected.keys(), answer
    assert all(same(found[labels], value) for labels, value in expected.items()), answer


def same(one: float, other: float) -> bool:
    return math.isclose(one, other, abs_tol=1e-9) or (math.isnan(one) and math.isnan(other))


CHAIN = (
    recording("a", "sum by (job, code) (x)", team="shop"),
    recording("b", 'a{code="500",team="shop"} / on (job) sum by (job) (a)'),
    recording("c", "max_over_time(b[2m]) > 0.1"),
)


@settings(max_examples=20)
@given(SERIES)
def test_so_it_is_to_any_depth(series: dict[str, list[int]]) -> None:
    storage = raw(series)
    record(storage, END, *CHAIN)
    answer = inlined("sum by (job) (c offset 1m) > 0.2", library(*CHAIN), frozenset("abc"))
    assert_same(storage, "sum by (job) (c offset 1m) > 0.2", answer, END)


def test_what_has_a_history_is_read_from_it() -> None:
    assert inlined("c > b", library(*CHAIN), frozenset("b")) == (
        'c > label_replace(a{code="500",team="shop"} / on (job) sum by (job) (a), "__name__", "b", "", "")'
    ).replace("label_replace(a", "a").replace(', "__name__", "b", "", "")', "")


def test_an_expression_that_reads_none_of_them_stays_as_it_is_written() -> None:
    assert inlined("x  >  (1)", library(*CHAIN), frozenset("abc")) == "x  >  (1)"


@pytest.mark.parametrize("question", ["count by (__name__) (r)", 'label_replace(r, "n", "$1", "__name__", "(.*)")'])
def test_names_are_kept_where_somebody_asks_for_them(question: str) -> None:
    rule = recording("r", "sum by (job) (x)")
    storage = raw(dict.fromkeys(NAMES, [1] * (EVALUATIONS + 1)))
    record(storage, END, rule)
    answer = inlined(question, library(rule), frozenset("r"))
    assert samples(storage, answer, END, named=True) == samples(storage, question, END, named=True)


def test_several_rules_may_record_one_name() -> None:
    rules = recording("r", "sum(x)", of="all"), recording("r", "max(x)", of="most")
    storage = raw(dict.fromkeys(NAMES, [2] * (EVALUATIONS + 1)))
    record(storage, END, *rules)
    for question in ("r", 'r{of="all"}', 'r{of!="all"}', 'r{of="none"}'):
        answer = inlined(question, library(*rules), frozenset("r"))
        assert samples(storage, answer, END) == samples(storage, question, END)
    assert inlined('r{of="all"}', library(*rules), frozenset("r")) == 'label_replace(sum(x), "of", "all", "", "")'


REFUSED = [
    ("r > 1 +", "cannot be read"),
    ("x @ end() > r", "another time in a query over a range"),
    ('{__name__=~"r.*"} > 1', r"may mean recordings that have no history \(r\)"),
    ('{job="a"} > 1', r"may mean recordings that have no history"),
    ("loop > 1", "loop is made of itself: loop <- other <- loop"),
    ("gone > 1", "it reads gone, which no rule on its side records"),
    ("broken > 1", "the expression of broken cannot be read"),
    ("started > 1", "reads @ start"),
    ("timestamp(r) > 1", "asks when a recording without history was recorded"),
]


@pytest.mark.parametrize(("expr", "words"), REFUSED)
def test_what_cannot_be_written_out_is_told(expr: str, words: str) -> None:
    rules = (
        recording("r", "sum(x)"),
        recording("loop", "other + 1"),
        recording("other", "loop + 1"),
        recording("broken", "sum(x"),
        recording("started", "x @ start()"),
    )
    with pytest.raises(InlineError, match=words):
        inlined(expr, library(*rules), frozenset({"r", "loop", "other", "gone", "broken", "started"}))


def test_what_an_expression_may_read_is_known_also_of_patterns() -> None:
    names = frozenset({"job:up:sum", "other"})
    assert reads_any_of('{__name__=~"job:.*"} > 1', names)
    assert reads_any_of("rate(other[5m]) > 1", names)
    assert not reads_any_of('{__name__=~"team:.*"} > up', names)
    assert not reads_any_of("job:up:sum >", names)


def test_intervals_that_differ_matter_only_over_time() -> None:
    groups = [
        RuleGroup(every, (recording("r", "x", of=every),), interval=Duration.parse(every)) for every in ("30s", "1m")
    ]
    both = Library.of(groups, Duration.parse("1m"))
    assert inlined("r > 1", both, frozenset("r"))
    with pytest.raises(InlineError, match="r is recorded at several intervals, and read over time"):
        inlined("sum_over_time(r[5m])", both, frozenset("r"))


def test_a_groups_interval_is_the_step_of_what_is_read_over_time() -> None:
    rules = library(recording("r", "sum(x)"), interval=Duration.parse("15s"))
    assert inlined("sum_over_time(r[1h])", rules, frozenset("r")) == "sum_over_time(sum(x)[1h:15s])"


def test_what_is_written_out_does_not_grow_without_end() -> None:
    rules = [recording("r0", "x"), *(recording(f"r{n}", f"r{n - 1} + r{n - 1}") for n in range(1, 50))]
    with pytest.raises(InlineError, match="over 20 of them, too many to ask for"):
        inlined("r49 > 1", library(*rules), frozenset(f"r{n}" for n in range(50)))
    long = recording("r", f'x{{job="{"j" * 60_000}"}}')
    with pytest.raises(InlineError, match="characters, too many to ask for"):
        inlined("r + r", library(long), frozenset("r"))


def test_a_recording_differs_when_what_it_reads_does() -> None:
    before = library(recording("a", "x"), recording("b", "sum(a)"), recording("c", "y"), recording("d", "y"))
    after = library(recording("a", "x > 1"), recording("b", "sum(a)"), recording("c", "(y)"), recording("e", "y"))
    assert differing(before, after) == {"a", "b", "d", "e"}
    assert differing(before, before) == frozenset()


@pytest.mark.parametrize("other", [recording("r", "x", team="b"), recording("r", "2 * x"), recording("s", "x")])
def test_it_differs_in_its_labels_expression_or_name(other: object) -> None:
    assert "r" in differing(library(recording("r", "x", team="a")), library(other))  # type: ignore[arg-type]


def test_it_differs_in_its_interval() -> None:
    rule = recording("r", "x")
    assert differing(library(rule), library(rule, interval=Duration.parse("1m"))) == {"r"}
