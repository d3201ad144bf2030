import pytest
from attrs import evolve

from observability.model.durations import Duration
from observability.replay.outcome import Presence, outcome, unknown_labels
from tests.unit.replay.outcomes import MINUTE, alert, grid, present


def spans(found: object) -> list[tuple[int, int]]:
    return [(one.start // MINUTE, one.end // MINUTE) for one in found.episodes]  # type: ignore[attr-defined]


def test_each_set_of_labels_fires_on_its_own() -> None:
    found = outcome(alert(wait=1), [present(3, 4, 5, a="1"), present(4, a="2"), present(8, 9, a="2")], grid(0, 20))
    assert spans(found) == [(4, 5), (9, 9)]
    assert found.firings == 2
    assert found.milliseconds == 3 * MINUTE
    assert found.episodes[0].active == 3 * MINUTE


def test_neither_the_name_nor_labels_that_the_rule_sets_tell_alerts_apart() -> None:
    series = [present(3, __name__="x", severity="1", a="1"), present(4, __name__="y", severity="2", a="1")]
    found = outcome(alert(severity="page"), series, grid(0, 20))
    assert [one.labels for one in found.episodes] == [(("a", "1"),)]
    assert spans(found) == [(3, 4)]


def test_a_label_that_is_a_template_keeps_them_apart() -> None:
    series = [present(3, a="1"), present(3, a="2")]
    assert outcome(alert(a="<{{ $labels.a }}>"), series, grid(0, 20)).firings == 2


def test_two_alerts_of_one_set_of_labels_fail_the_evaluation_for_all() -> None:
    """Prometheus then leaves every alert of the rule as it was."""
    series = [present(2, 3, 4, 5, a="1"), present(4, a="1"), present(1, 4, a="2"), present(3, 5, 6, a="3")]
    found = outcome(alert(wait=2), series, grid(0, 20))
    assert found.failed == 1
    assert [(one.labels, one.start // MINUTE, one.end // MINUTE) for one in found.episodes] == [
        ((("a", "1"),), 5, 5),
        ((("a", "3"),), 5, 6),
    ]


def test_evaluations_that_failed_before_the_span_are_not_counted() -> None:
    series = [present(7, 12, a="1"), present(7, 12, a="1")]
    assert outcome(alert(), series, grid(10, 20, before=5)).failed == 1


def test_what_is_before_the_span_tells_who_fires_at_its_beginning_and_is_not_counted() -> None:
    found = outcome(alert(wait=5), [present(*range(5, 13))], grid(10, 20, before=5))
    assert spans(found) == [(10, 12)]
    assert found.milliseconds == 3 * MINUTE
    assert not found.episodes[0].is_cut
    assert outcome(alert(wait=5), [present(*range(5, 10))], grid(10, 20, before=5)).firings == 0


@pytest.mark.parametrize(
    ("minutes", "cut"), [(range(8, 13), True), (range(15, 21), True), (range(10, 13), False), (range(15, 20), False)]
)
def test_an_episode_that_goes_on_before_or_after_the_span_is_marked(minutes: range, cut: bool) -> None:
    (found,) = outcome(alert(), [present(*minutes)], grid(10, 20, before=5)).episodes
    assert found.is_cut == cut


def test_it_is_marked_where_nothing_is_known_of_before() -> None:
    (found,) = outcome(alert(), [present(0, 1)], grid(0, 20)).episodes
    assert found.is_cut


def test_samples_of_before_the_grid_are_left_out() -> None:
    assert spans(outcome(alert(), [present(1, 2, 11)], grid(10, 20))) == [(11, 11)]


def test_labels_that_only_the_server_can_render_are_named() -> None:
    asked = '{{ with query "x" }}{{ . | first | value }}{{ end }}'
    found = alert(asked=asked, odd="{{ nonsense }}", team="$value", where="{{ $labels.a }}", size="{{ $value }}")
    assert unknown_labels(found) == ["asked", "odd"]


def test_with_another_text_made_of_the_value_another_alert_begins() -> None:
    series = [Presence({"a": "1"}, [n * MINUTE for n in range(1, 7)], [1.2, 1.3, 2.4, 2.4, 2.6, 2.7])]
    found = outcome(alert(wait=1, size='{{ $value | printf "%.0f" }}'), series, grid(0, 20))
    assert [(dict(one.labels)["size"], one.start // MINUTE, one.end // MINUTE) for one in found.episodes] == [
        ("1", 2, 2),
        ("2", 4, 4),
        ("3", 6, 6),
    ]


def test_with_more_results_than_the_limit_all_alerts_are_gone() -> None:
    """They are pending anew; and what was kept firing is not kept."""
    series = [present(*range(1, 10), a="1"), present(4, 5, a="2"), present(4, a="3")]
    found = outcome(alert(wait=2), series, grid(0, 20), limit=2)
    assert (spans(found), found.over) == ([(3, 3), (7, 9)], 1)
    assert spans(outcome(alert(wait=2), series, grid(0, 20), limit=3)) == [(3, 9)]
    kept = evolve(alert(), keep_firing_for=Duration(5 * MINUTE))
    series = [present(1, 2, a="1"), present(4, a="2"), present(4, a="3")]
    assert spans(outcome(kept, series, grid(0, 20), limit=1)) == [(1, 3)]


def test_evaluations_over_the_limit_before_the_span_are_not_counted() -> None:
    series = [present(7, 12, a="1"), present(7, 12, a="2")]
    assert outcome(alert(), series, grid(10, 20, before=5), limit=1).over == 1
