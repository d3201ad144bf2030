"""A rule reads a bearable number of samples at each evaluation.

Why: all samples of its windows are read each time. A million of them take about a second of a core, every half minute,
and while they are read everybody else waits.

It is counted: series that there are now, times samples in the window. `--costly` says from how many on a rule is told;
by default a million.

Passes: `rate(requests_total[5m])` of a thousand series.
Fails: `rate(container_memory_bytes[1d])` of a thousand series that are scraped every 15 seconds.
Mend: record a shorter window often, and read what is recorded over the long one; narrow the selector.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.findings import Finding, Location, Severity
from observability.lint.online.world import Reading, World

ID = "high-cost"


def check(readings: Sequence[Reading], world: World) -> Iterator[Finding]:
    """Every rule that reads too much, at the selector that costs most."""
    by_rule: dict[Location, list[tuple[float, int, Reading]]] = {}
    for reading in readings:
        series = world.counts.get(reading.selector, 0)
        by_rule.setdefault(reading.rule, []).append((series * reading.points, series, reading))
    for costs in by_rule.values():
        total = sum(cost for cost, _, _ in costs)
        if total >= world.costly:
            _, series, worst = max(costs, key=lambda cost: cost[0])
            message = f"{worst.subject} reads {world.costly:,} samples or more at each evaluation"
            hint = f"of {total:,.0f} most are read here: {series:,} series, {worst.points:,.0f} samples of each"
            yield evolve(worst.place, check=ID, message=message, hint=hint, severity=Severity.WARNING)
