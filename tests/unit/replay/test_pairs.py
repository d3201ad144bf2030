from attrs import evolve

from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.rule import RuleGroup
from observability.replay.pairs import Pair, Timed, is_changed, pair, timed
from tests.unit.replay.outcomes import alert


def test_alerts_are_found_in_groups_with_their_interval() -> None:
    group = RuleGroup("g", (alert("A"),), interval=Duration(1000))
    assert timed([group, RuleGroup("h", (alert("B"),))]) == [Timed(alert("A"), Duration(1000)), Timed(alert("B"))]


def test_alerts_of_one_name_belong_together_by_what_they_have_in_common() -> None:
    warning, critical = (
        Timed(alert(expr=expr, severity=s)) for expr, s in (("x > 1", "warning"), ("x > 5", "critical"))
    )
    higher = Timed(alert(expr="x > 6", severity="critical"))
    other = Timed(alert("B"))
    found = pair([warning, critical], [higher, other, warning])
    assert len(found) == 3
    assert all(one in found for one in (Pair(warning, warning), Pair(critical, higher), Pair(None, other)))
    assert pair([other], []) == (Pair(other, None),)
    assert pair([warning], [critical])[0] == Pair(warning, critical)


def test_only_what_decides_about_firing_is_a_change() -> None:
    one = Timed(alert())
    texts = evolve(one.alert, annotations={"summary": "x"}, origin=Location("a.yaml", 5, 1))
    assert not is_changed(Pair(one, Timed(texts)))
    assert is_changed(Pair(one, Timed(alert(wait=1))))
    assert is_changed(Pair(one, Timed(alert(), Duration(1000))))
    assert is_changed(Pair(one, None))
    assert Pair(None, one).name == "A"
