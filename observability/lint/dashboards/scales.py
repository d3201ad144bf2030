"""What a panel shows, and in which unit: by what the limit of an alert is multiplied where it is drawn."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import queries
from observability.lint.tree import Tree
from observability.model.rule import Recording
from observability.promql import Read, scaling

# By a metric's family.
Scales = Mapping[str, Decimal]

_Recorded = Mapping[tuple[str, frozenset[tuple[str, str]]], Recording]


def family(metric: str) -> str:
    """What `level:metric:operations` is without its operations: the same, whatever the window."""
    return metric.rpartition(":")[0] or metric


def scales(panels: Iterable[Place], tree: Tree) -> list[Scales]:
    """For each panel, the families that it shows, and those that it shows divided or multiplied by a number."""
    shown = [[read for query in queries(panel) for read in query.reads] for panel in panels]
    recorded = _recorded(tree, {read.metric for reads in shown for read in reads})
    return [_scales(reads, recorded) for reads in shown]


def _recorded(tree: Tree, metrics: set[str]) -> _Recorded:
    recordings = (recording for file in tree.rules for recording in file.recordings if recording.record in metrics)
    return {(recording.record, frozenset(recording.labels.items())): recording for recording in recordings}


def _scales(shown: Iterable[Read], recorded: _Recorded) -> Scales:
    found: dict[str, Decimal] = {}
    for read in shown:
        found |= _made(recorded.get((read.metric, frozenset((m.label, m.value) for m in read.matchers))))
        found[family(read.metric)] = Decimal(1)
    return found


def _made(recording: Recording | None) -> Scales:
    try:
        made = scaling(recording.expr) if recording else None
    except ValueError:
        made = None
    return {family(metric): made.factor for metric in made.metrics} if made else {}
