"""Whether the evaluation of our rules keeps up, in numbers."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.signals.guidance import described
from observability.views import overview
from observability.views.rule_series import RuleSeries

# A group that takes all of its interval skips evaluations: alerts are late, and rates have holes.
SHARE = (Threshold(Decimal("0.5"), Role.WARNING), Threshold(Decimal(1), Role.CRITICAL))
SELF = "Prometheus must scrape itself."
NOT_SCRAPED = "Not scraped"


def tiles(rules: RuleSeries) -> Iterator[Panel]:
    """Whether all is in time, what it takes, and how much there is."""
    missed, failed = (rules.increase(name, "$__range") for name in (names.RULE_MISSED, names.RULE_FAILURES))
    yield _tile(
        "missed",
        "Missed evaluations",
        "Evaluations that were skipped in the chosen time, because the one before was still running.",
        f"sum({missed})",
        names.RULE_MISSED,
        "give Prometheus more CPU, or a longer evaluation_interval; the table names the slowest.",
        "none",
        overview.ANY,
    )
    yield _tile(
        "failed",
        "Failed evaluations",
        "Evaluations that ended with an error in the chosen time.",
        f"sum({failed})",
        names.RULE_FAILURES,
        "the page of rules in Prometheus has the error.",
        "none",
        overview.ANY,
    )
    yield _tile(
        "slowest",
        "Slowest group",
        "The share of its interval that the slowest group takes. At 100 % it skips evaluations.",
        f"max({rules.share})",
        names.RULE_SECONDS,
        "see below whether it grows, and whose it is.",
        "percentunit",
        SHARE,
    )
    yield _tile(
        "cpu",
        "Processors busy",
        "Seconds a second that are spent evaluating: about so many processors are busy with it.",
        f"sum({rules.share})",
        names.RULE_SECONDS,
        "compare with the processors of the machine: queries and scrapes want some too.",
        "none",
        decimals=2,
    )
    yield _tile(
        "rules",
        "Rules",
        "How many rules there are.",
        f"sum({rules.level(names.RULE_COUNT)})",
        names.RULE_COUNT,
        "nothing; it is for comparison.",
        "none",
    )
    yield _tile(
        "samples",
        "Samples an evaluation",
        "Samples that one evaluation of all groups writes: about so many series are recorded.",
        f"sum({rules.level(names.RULE_SAMPLES)})",
        names.RULE_SAMPLES,
        "where it grows, a label of a `by` has many values; the table says of which service.",
        "none",
    )


def _tile(
    key: str,
    title: str,
    what: str,
    expr: str,
    name: str,
    do: str,
    unit: str,
    steps: tuple[Threshold, ...] = (),
    decimals: int | None = None,
) -> Panel:
    return Panel(
        key=key,
        title=title,
        description=described(what, name, do=do, more=SELF),
        kind=PanelKind.STAT,
        queries=(Query(expr, title, instant=True),),
        unit=unit,
        decimals=decimals,
        width=4,
        height=5,
        thresholds=steps,
        base=Role.FINE if steps else Role.NEUTRAL,
        no_value=NOT_SCRAPED,
    )
