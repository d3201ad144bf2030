"""Every slot with every form of a measurement and all that may stand beside it: it compiles, or is refused in words.

What compiles passes promtool and all checks, and has an alert for every limit that was given.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from attrs import frozen

from observability.building import Request, build
from observability.descriptor import Project, load_service, resolve
from observability.exceptions import InputError
from observability.findings import Finding
from observability.lowering import lower
from observability.model import names
from observability.model.artifact import Source
from observability.model.plan import Plan
from observability.model.rule import Alert
from observability.verifier import verify
from tests.support.promtool import Promtool

SLOTS = {
    "red": ("rate", "errors", "duration"),
    "use": ("utilization", "saturation", "errors"),
    "golden": ("traffic", "errors", "latency", "saturation"),
}
# A form is a bare selector, or what stands first in a map.
FORMS = {
    "a counter's name": "a_total",
    "a gauge's name": "a_ratio",
    "a name that says nothing": "a_seconds",
    "a name of buckets": "a_seconds_bucket",
    "counter": "{counter: a_total}",
    "gauge": "{gauge: a}",
    "gauge with capacity": "{gauge: a, capacity: 10}",
    "histogram": "{histogram: a_seconds}",
    "histogram with buckets": "{histogram: a_seconds, buckets: [0.3, 1]}",
    "native_histogram": "{native_histogram: a_seconds}",
    "summary": "{summary: a_seconds}",
    "ratio": "{ratio: [a, b]}",
    "expr": "{expr: 'sum(rate(a_total[$window]))'}",
    "expr of a fixed window": "{expr: 'sum(rate(a_total[5m]))'}",
}
_ALL = {"expr", "expr of a fixed window"}
_EVENTS = {*_ALL, "a counter's name", "counter", "gauge", "histogram", "native_histogram", "summary"}
_TIMES = {*_ALL, "a name that says nothing", "histogram", "histogram with buckets", "native_histogram", "summary"}
_LEVELS = {*_ALL, "a gauge's name", "a name that says nothing", "gauge", "ratio", "counter"}
TAKEN = {
    **dict.fromkeys(("rate", "traffic", "errors"), _EVENTS),
    **dict.fromkeys(("duration", "latency"), _TIMES),
    "utilization": _LEVELS,
    "saturation": {*_LEVELS, "gauge with capacity"},
}

_LIMITED = {"errors", "utilization", "saturation"}
_LEVELLED = {"utilization", "saturation"}
# What stands in a measurement's map beside its form, and the slots that take it. More is decided by `is_taken`.
BESIDE = {
    "warning: 0.5": _LIMITED,
    "critical: 0.5, for: 3m": _LIMITED,
    "warning: 0.5, critical: 0.9": _LIMITED,
    "warning: 0.9, critical: 0.5": set[str](),
    "warning: 0.9, critical: 0.5, below: true": _LEVELLED,
    "warning: 0": _LIMITED,
    "critical: 0": _LIMITED,
    "critical: 1, below: true": _LEVELLED,
    "warning: 50%": _LEVELLED,
    "below: true": set[str](),
    "for: 3m": {"rate", "traffic", "errors"},
    "exhaustion: 4h": _LEVELLED,
    "exhaustion: {within: 4h, severity: critical}": _LEVELLED,
    "exhaustion: 4h, below: true, warning: 0.5": set[str](),
    "unit: bytes": {"rate", "traffic", "errors", "saturation"},
}
# What comes of each, as `severity comparison for`. An alert of exhaustion waits for 15 minutes.
ALERTS = {
    "warning: 0.5": ["warning >= 0.5 10m"],
    "critical: 0.5, for: 3m": ["critical >= 0.5 3m"],
    "warning: 0.5, critical: 0.9": ["warning >= 0.5 10m", "critical >= 0.9 5m"],
    "warning: 0.9, critical: 0.5, below: true": ["warning <= 0.9 10m", "critical <= 0.5 5m"],
    "warning: 0": ["warning > 0 10m"],
    "critical: 0": ["critical > 0 5m"],
    "critical: 1, below: true": ["critical <= 1 5m"],
    "warning: 50%": ["warning >= 0.5 10m"],
    "exhaustion: 4h": ["warning >= 1 15m"],
    "exhaustion: {within: 4h, severity: critical}": ["critical >= 1 15m"],
}
# Where what there is has an end, it is another number or comparison.
ALERTS_OF = {
    ("utilization", "critical: 1, below: true"): ["critical < 1 5m"],
    ("ratio", "critical: 1, below: true"): ["critical < 1 5m"],
    ("gauge with capacity", "warning: 50%"): ["warning >= 5 10m"],
    ("gauge with capacity", "exhaustion: 4h"): ["warning >= 10 15m"],
    ("gauge with capacity", "exhaustion: {within: 4h, severity: critical}"): ["critical >= 10 15m"],
}
OBJECTIVES = {
    "availability": "availability: 99.9",
    "latency": "latency: {target: 99, threshold: 300ms}",
}
PROMISES = {"rate": "availability", "traffic": "availability", "duration": "latency", "latency": "latency"}
PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {name: slots}
spec:
  environments: {production: {matchers: {env: production}}}
"""
HEAD = """\
apiVersion: observability/v1
kind: Service
metadata: {{name: {name}, owner: team}}
spec:
  selector: {{job: shop}}
  runbook: https://example.org/runbook
"""


@frozen
class Case:
    """One signal with one measurement, and its errors where it promises that there are few."""

    section: str
    slot: str
    form: str
    beside: str = ""
    promised: str = ""

    @property
    def text(self) -> str:
        """As it is written below the signal's name."""
        form = FORMS[self.form]
        slot = f"{form.removesuffix('}')}, {self.beside}}}" if self.beside else form
        errors = f", errors: {form}" if self.promised == "availability" else ""
        promised = f", objectives: {{{OBJECTIVES[self.promised]}}}" if self.promised else ""
        return f"{{{self.slot}: {slot}{errors}{promised}, by: [zone]}}"


def cases() -> Iterator[Case]:
    maps = [form for form, text in FORMS.items() if text.startswith("{")]
    for section, slots in SLOTS.items():
        for slot in slots:
            yield from (Case(section, slot, form) for form in FORMS)
            yield from (Case(section, slot, form, beside) for form in maps for beside in BESIDE)
            if slot in PROMISES:
                yield from (Case(section, slot, form, promised=PROMISES[slot]) for form in FORMS)


def is_taken(case: Case) -> bool:
    """What the documentation says of it."""
    if case.form not in TAKEN[case.slot] or (case.beside and case.slot not in BESIDE[case.beside]):
        return False
    match case:
        case Case("red" | "golden", "errors", _, "for: 3m"):
            return False  # only a resource's errors alert by themselves
        case Case(_, "saturation", "gauge", "warning: 50%"):
            return False  # 50% of what?
        case Case(_, "saturation", form, beside) if "exhaustion" in beside:
            return form in {"ratio", "gauge with capacity"}
        case Case(promised="latency", form=form):
            return form in {"a name that says nothing", "histogram", "histogram with buckets", "native_histogram"}
        case Case(promised="availability", form=form):
            return form != "expr of a fixed window"
    return True


@pytest.fixture(scope="module")
def compiled() -> dict[Case, Plan | tuple[Finding, ...]]:
    """What became of each case."""
    return {case: compile_alone(case) for case in cases()}


def compile_alone(case: Case) -> Plan | tuple[Finding, ...]:
    text = HEAD.format(name="shop") + f"  {case.section}:\n    http: {case.text}\n"
    try:
        document = load_service(Source("services/shop.yaml", text.encode()), Project())
        return lower(resolve(document, Project(), "default"))
    except InputError as error:
        return error.findings


def test_what_is_documented_compiles_and_all_else_is_refused(compiled: dict[Case, object]) -> None:
    assert [case for case, became in compiled.items() if isinstance(became, Plan) is not is_taken(case)] == []
    assert sum(map(is_taken, compiled)) > 300


def test_who_is_refused_learns_where_and_what_would_be_right(compiled: dict[Case, object]) -> None:
    for became in compiled.values():
        if not isinstance(became, Plan):
            assert isinstance(became, tuple)
            assert all(finding.location.line == 8 and finding.where and finding.hint for finding in became), became


def expected(case: Case) -> list[str]:
    """The alerts that the case asks for."""
    of_slot = ALERTS_OF.get((case.slot, case.beside)) or ALERTS_OF.get((case.form, case.beside))
    alerts = [*(of_slot or ALERTS.get(case.beside, ()))]
    waits = "3m" if case.beside == "for: 3m" else "10m"
    if case.slot in {"rate", "traffic"}:
        alerts.append(f"critical gone {waits}")
    if (case.section, case.slot) == ("use", "errors") and not alerts:
        alerts.append(f"warning > 0 {waits}")
    return alerts + (["critical burn 1m", "warning burn 5m"] if case.promised else [])


def told(alert: Alert) -> str:
    """An alert in short."""
    if alert.alert in {names.AVAILABILITY_BURN, names.LATENCY_BURN}:
        comparison = "burn"
    else:
        comparison = "gone" if alert.alert == names.TRAFFIC_GONE else " ".join(alert.expr.split()[-2:])
    return f"{alert.labels[names.SEVERITY]} {comparison} {alert.duration}"


def test_every_limit_has_its_alert(compiled: dict[Case, object]) -> None:
    for case, became in compiled.items():
        if isinstance(became, Plan):
            alerts = [told(alert) for alert in became.alerts if alert.alert != names.TELEMETRY_ABSENT]
            assert sorted(alerts) == sorted(expected(case)), case


def test_all_that_compiles_passes_promtool_and_every_check(promtool: Promtool, tmp_path: Path) -> None:
    taken = [case for case in cases() if is_taken(case)]
    (tmp_path / "services").mkdir()
    (tmp_path / "observability.yaml").write_text(PROJECT)
    for number in range(0, len(taken), 20):
        text = "".join(sections(taken[number : number + 20]))
        (tmp_path / "services" / f"s{number}.yaml").write_text(HEAD.format(name=f"s{number}") + text)
    build(Request((tmp_path,), tmp_path / "build"))
    verified = verify([tmp_path / "build"], promtool.path, 1, lambda _done, _all: None)
    assert [str(finding) for finding in verified.findings] == []
    assert verified.alerts > len(taken)


def sections(some: list[Case]) -> Iterator[str]:
    """The signals of these cases, as they stand below `spec`."""
    for section, of_section in groupby(some, key=lambda case: case.section):
        signals = (f"    {section}-{number}: {case.text}\n" for number, case in enumerate(of_section))
        yield f"  {section}:\n{''.join(signals)}"
