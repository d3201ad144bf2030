"""What is evaluated step by step is what was recorded, and what is written out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observability.model.durations import Duration
from observability.model.rule import Recording, RuleGroup
from observability.promql import tree_of
from observability.proof.evaluator import V3, Evaluator, Storage
from observability.replay.climb import MOST, Memory, check, climb
from observability.replay.grid import Grid
from observability.replay.inline import Fetched, InlineError, Ladder, Library, inlined, ladder
from observability.replay.outcome import Presence
from tests.unit.replay.expressions import NAMES
from tests.unit.replay.recorded import STEP, library, raw, record, recording, samples

END = 24 * STEP
# Hours of minutes, as a budget has them: each read at several times by the next.
CHAIN = (
    recording("a", "sum by (job, code) (x)", team="shop"),
    recording("b", 'sum by (job) (a or label_replace(a offset 1m, "ended", "1m", "", "")) / 2'),
    recording("c", 'sum by (job) (b or label_replace(last_over_time(b[1m] offset 2m), "ended", "2m", "", "")) / 2'),
    recording("d", "c / on (job) y > 0.5", of="d"),
)
NAMED = frozenset("abcd")
QUESTION = 'd{of="d"} > 1 and on (job) c > 2'
VALUES = st.lists(st.integers(0, 6), min_size=25, max_size=25)
SERIES = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


def asked(storage: Storage, steps: Ladder, grid: Grid) -> dict[Fetched, list[Presence]]:
    """What a server makes of the lowest steps."""
    found: dict[Fetched, list[Presence]] = {}
    for one in steps.fetched:
        series: dict[object, Presence] = {}
        for at in range(max(0, grid.start - steps.reach), grid.end + 1, one.interval):
            for labels, value in Evaluator(storage, V3, STEP).vector(tree_of(one.expr), at):
                there = series.setdefault(labels, Presence(dict(labels), [], []))
                there.times.append(at)  # type: ignore[attr-defined]
                there.values.append(value)  # type: ignore[attr-defined]
        found[one] = list(series.values())
    return found


def climbed(storage: Storage, steps: Ladder, grid: Grid, memory: Memory | None = None) -> dict[int, set[object]]:
    """Who is there, by time."""
    found = climb(
        steps, asked(storage, steps, grid), grid, {} if memory is None else memory, lambda _done, _total: None
    )
    return {at: {tuple(sorted(one.labels.items())) for one in found if at in one.times} for at in grid.times}


@settings(max_examples=25)
@given(
    SERIES, st.sampled_from([QUESTION, "c > 2", 'a{code="500"} offset 1m > 1', "absent(d)", "max_over_time(b[2m]) > 1"])
)
def test_it_is_what_was_recorded(series: dict[str, list[int]], question: str) -> None:
    storage, recorded = raw(series), raw(series)
    record(recorded, END, *CHAIN)
    # Later than all that the highest step reads.
    grid = Grid.of(12 * STEP, END, STEP)
    found = climbed(storage, ladder(question, STEP, library(*CHAIN), NAMED), grid)
    named = {
        at: {tuple(one for one in labels) for labels in samples(recorded, question, at, named=True)}
        for at in grid.times
    }
    assert found == named


@settings(max_examples=10)
@given(SERIES)
def test_it_is_what_is_written_out(series: dict[str, list[int]]) -> None:
    storage = raw(series)
    grid = Grid.of(12 * STEP, END, STEP)
    found = climbed(storage, ladder(QUESTION, STEP, library(*CHAIN), NAMED), grid)
    written = inlined(QUESTION, library(*CHAIN), NAMED)
    assert {at: len(labels) for at, labels in found.items()} == {
        at: len(samples(storage, written, at)) for at in grid.times
    }


def test_only_the_lowest_is_asked_for_and_from_as_long_before_as_it_is_read() -> None:
    steps = ladder(QUESTION, STEP, library(*CHAIN), NAMED)
    assert [one.expr for one in steps.fetched] == ["sum by (job, code) (x)", "y"]
    assert [one.recorded.rule.record for one in steps.rungs] == ["b", "c", "d"]
    assert steps.reach == 4 * 60_000


def test_what_several_alerts_stand_on_is_evaluated_once() -> None:
    storage = raw(dict.fromkeys(NAMES, [3] * 25))
    grid, memory = Grid.of(12 * STEP, END, STEP), Memory()
    first = climbed(storage, ladder("c > 2", STEP, library(*CHAIN), NAMED), grid, memory)
    assert len(memory) == 2
    before = dict(memory)
    assert climbed(storage, ladder("c > 2", STEP, library(*CHAIN), NAMED), grid, memory) == first
    assert memory == before
    # Another recording of the same name is another.
    other = (*CHAIN[:1], recording("b", "2 * a"), *CHAIN[2:])
    climbed(storage, ladder("c > 2", STEP, library(*other), NAMED), grid, memory)
    assert len(memory) == 4


def test_rules_of_other_labels_are_left_out() -> None:
    rules = recording("r", "sum(x)", of="all"), recording("r", "max(x)", of="most"), recording("s", 'r{of="all"} + 1')
    steps = ladder("s > 1", STEP, library(*rules), frozenset("rs"))
    assert [one.expr for one in steps.fetched] == ["sum(x)"]


def test_each_recording_has_its_own_interval() -> None:
    groups = [
        RuleGroup("a", (recording("a", "sum(x)"),), interval=Duration(2 * STEP)),
        RuleGroup("b", (recording("b", "count_over_time(a[4m])"), recording("c", "b + 0")), interval=Duration(STEP)),
    ]
    storage = raw(dict.fromkeys(NAMES, [3] * 25))
    steps = ladder("c == 4", STEP, Library.of(groups, Duration(STEP)), frozenset("abc"))
    found = climbed(storage, steps, Grid.of(12 * STEP, END, STEP))
    assert all(len(labels) == 1 for labels in found.values())


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        ("d > 1 and rate(z[5m]) > 1", "z is read over time beside recordings that have no history"),
        ("d > 1 and z offset 5m > 1", "z is read over time"),
        ("loop > 1", "loop is made of itself: loop <- loop"),
        ("gone > 1", "it reads gone, which no rule on its side records"),
        ('{__name__=~"d|a"} > 1', "it reads names by a pattern"),
    ],
)
def test_what_cannot_be_climbed_is_told(expr: str, words: str) -> None:
    rules: tuple[Recording, ...] = (*CHAIN, recording("loop", "loop + a"))
    with pytest.raises(InlineError, match=words.replace("|", r"\|")):
        ladder(expr, STEP, library(*rules), NAMED | {"loop", "gone"})


def test_what_was_there_an_evaluation_ago_is_not_looked_back_for() -> None:
    rules = recording("a", "x > 3"), recording("b", "a + 0")
    storage = raw(dict.fromkeys(NAMES, [5, 0] * 12 + [5]))
    found = climbed(storage, ladder("b > 1", STEP, library(*rules), frozenset("ab")), Grid.of(0, END, STEP))
    assert [bool(labels) for _, labels in sorted(found.items())] == [True, False] * 12 + [True]


def test_what_prometheus_would_refuse_is_told() -> None:
    rules = recording("a", "sum by (job, code) (x)"), recording("b", "a + 0", job="all", code="all")
    storage = raw(dict.fromkeys(NAMES, [3] * 25))
    with pytest.raises(InlineError, match="Prometheus would refuse them: two samples of a recording"):
        climbed(storage, ladder("b > 1", STEP, library(*rules), frozenset("ab")), Grid.of(0, END, STEP))


def test_what_we_do_not_evaluate_is_told() -> None:
    rules = recording("a", "sum(x)"), recording("b", "histogram_stddev(a)")
    storage = raw(dict.fromkeys(NAMES, [3] * 25))
    with pytest.raises(InlineError, match="its recordings have no history, and we do not evaluate"):
        climbed(storage, ladder("b > 1", STEP, library(*rules), frozenset("ab")), Grid.of(0, END, STEP))


def test_no_end_of_it_is_told() -> None:
    steps = ladder("d > 1", STEP, library(*CHAIN), NAMED)
    check(steps, Grid.of(0, END, STEP))
    with pytest.raises(InlineError, match="takes too long"):
        check(steps, Grid.of(0, MOST * STEP, STEP))
