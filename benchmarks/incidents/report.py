"""The tables: what was told when, by ours and by the textbook, and what of it was to be reached."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.incidents.outcome import Outcome, Pair, Seen
from benchmarks.incidents.scenario import Scenario, Verdict
from observability.model.durations import Duration

Row = Sequence[str]
Played = Sequence[tuple[Scenario, Outcome]]

_TOLD = (
    *("incident", "alert", "fires after: textbook", "ours", "of it `for`", "resolved after: textbook", "ours"),
    *("episodes: textbook", "ours", "minutes firing: textbook", "ours"),
)
_ALERTS, _TO_REACH = "| - | - |" + " -: |" * 9, "| - | - | - | - |"


def judged(scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
    """All that was to be reached in an incident."""
    for check in scenario.checks:
        yield from check.verdicts(scenario, outcome)


def written(played: Played) -> str:
    """All of it, as Markdown."""
    every = [verdict for scenario, outcome in played for verdict in judged(scenario, outcome)]
    count = sum(verdict.reached for verdict in every)
    summary = f"Reached: {count} of {len(every)}, in {len(played)} incidents."
    return "\n\n".join([reached(played), summary, told(played)])


def told(played: Played) -> str:
    """A Markdown table: a line for each alert that fired."""
    return _table(_TOLD, _ALERTS, (row for scenario, outcome in played for row in _told(scenario, outcome)))


def reached(played: Played) -> str:
    """A Markdown table: a line for each incident, with what happens in it and what was to be reached."""
    rows = (_reached(scenario, list(judged(scenario, outcome))) for scenario, outcome in played)
    return _table(("incident", "what happens", "to reach", "missed"), _TO_REACH, rows)


def _reached(scenario: Scenario, verdicts: Sequence[Verdict]) -> Row:
    done, missed = ([verdict.text for verdict in verdicts if verdict.reached is wanted] for wanted in (True, False))
    return f"`{scenario.name}`", scenario.title, "; ".join(done), f"**{'; '.join(missed)}**" if missed else ""


def _table(heads: Row, rule: str, rows: Iterable[Row]) -> str:
    return "\n".join([_line(heads), rule, *map(_line, rows)])


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"


def _told(scenario: Scenario, outcome: Outcome) -> Iterator[Row]:
    pairs = outcome.pairs()
    if not pairs:
        yield scenario.name, "none", *[""] * (len(_TOLD) - 2)
    for pair in pairs:
        wait = time(outcome.waits[pair.key]) if pair.ours else ""
        yield scenario.name, str(pair.key), *_begun(scenario, pair), wait, *_course(scenario, pair)


def _begun(scenario: Scenario, pair: Pair) -> Iterator[str]:
    return (time(seen.first - scenario.lead) if seen else "-" for seen in (pair.textbook, pair.ours))


def _course(scenario: Scenario, pair: Pair) -> Iterator[str]:
    both = (pair.textbook, pair.ours)
    yield from (_ended(scenario, seen) if seen else "-" for seen in both)
    yield from (str(seen.episodes) if seen else "-" for seen in both)
    yield from (f"{seen.firing / 60:.1f}" if seen else "-" for seen in both)


def _ended(scenario: Scenario, seen: Seen) -> str:
    """How long after the trouble's end."""
    if seen.last == scenario.clock.end:
        return "not yet"
    return time(seen.last + scenario.step - scenario.lead - scenario.trouble)


def time(seconds: int) -> str:
    """`1h30m`; with a sign where it lies before what it counts from."""
    return f"{'-' if seconds < 0 else ''}{Duration(abs(seconds) * 1000)}"
