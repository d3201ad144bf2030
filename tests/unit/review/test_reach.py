"""Who reads a recording that changed, at any depth, and which way that goes."""

from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.review.change import Sensitivity
from observability.review.direction import DOWN, NONE, UP
from observability.review.effect import Effect
from observability.review.reach import Readers
from observability.review.ruleset import Panel, Placed, SourceFile
from observability.rulefiles import RuleFile

GREATER = Effect(UP, NONE)


def alert(expr: str, name: str = "A") -> Alert:
    return Alert(name, expr, Duration(0), {}, {})


def readers(*rules: Rule, panels: tuple[Panel, ...] = ()) -> Readers:
    return Readers.of([SourceFile("a", RuleFile("a", (RuleGroup("g", rules),)))], panels)


def placed(name: str, **labels: str) -> Placed:
    return Placed(Recording(name, "x", labels), "a", "g")


def told(
    found: Readers, source: Placed, effect: Effect = GREATER, *, gone: bool = False
) -> list[tuple[str, str, bool]]:
    return [(one.name, one.sensitivity, one.dangling) for one in found.reached(source, effect, gone=gone)]


def test_depth_and_direction() -> None:
    chain = [Recording(f"r:{n}", f"max(r:{n - 1})") for n in range(1, 30)]
    found = readers(*chain, alert("r:29 > 5"), alert("r:29 < 5", "B"), alert("r:3 > 5 unless r:29 > 1", "C"))
    reached = {
        one.name: one.sensitivity
        for one in found.reached(placed("r:0"), GREATER, gone=False)
        if one.rule and one.rule.is_alert
    }
    assert reached == {"A": Sensitivity.MORE, "B": Sensitivity.LESS, "C": Sensitivity.MORE}
    assert len(found.reached(placed("r:0"), GREATER, gone=False)) == 32


def test_circles_end() -> None:
    assert len(told(readers(Recording("r:a", "r:b"), Recording("r:b", "r:a"), alert("r:a > 1")), placed("r:b"))) == 3


def test_matchers_on_what_is_recorded_tell_who_reads_it() -> None:
    found = readers(
        alert('r{service="a"} > 1', "A"),
        alert('r{service="b"} > 1', "B"),
        alert("r > 1", "C"),
        alert('r{service=~"a|c"} > 1', "D"),
    )
    assert [name for name, *_ in told(found, placed("r", service="a"))] == ["A", "C", "D"]


def test_a_panel_of_another_environment_reads_its_own() -> None:
    here, there = (Panel("Shop", "Errors", ("r",), environment) for environment in ("production", "staging"))
    unknown = Panel("Shop", "Errors by hand", ("r",))
    source = Placed(Recording("r", "x"), "a", "g", environment="production")
    reached = readers(panels=(here, there, unknown)).reached(source, GREATER, gone=False)
    assert [one.panel for one in reached] == [here, unknown]


def test_a_reader_of_what_is_gone_is_left_without() -> None:
    found = readers(alert("r > 1", "A"), alert("absent(r)", "B"), panels=(Panel("Shop", "Errors", ("r", "other")),))
    assert told(found, placed("r"), Effect(NONE, DOWN), gone=True) == [
        ("A", Sensitivity.LESS, True),
        ("B", Sensitivity.MORE, True),
        ("Errors of Shop", Sensitivity.UNKNOWN, True),
    ]


def test_what_somebody_else_records_is_still_there() -> None:
    found = readers(Recording("r", "x", {"service": "b"}), alert("r > 1", "A"), alert('r{service="a"} > 1', "B"))
    assert told(found, placed("r", service="a"), gone=True) == [("A", "unknown", False), ("B", "less", True)]


def test_variables_of_a_dashboard_may_be_anything() -> None:
    found = readers(
        panels=(Panel("Shop", "Errors", ('r{service=~"$service"}',)), Panel("Shop", "Other", ('r{service="b"}',)))
    )
    assert [name for name, *_ in told(found, placed("r", service="a"))] == ["Errors of Shop"]
