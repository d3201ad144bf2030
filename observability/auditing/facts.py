"""What the compiler knows, for the pages of a service."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from observability.explain import Explanation, explain
from observability.model import names
from observability.model.plan import Plan
from observability.model.rule import Alert
from observability.model.service import Runbook
from observability.runbooks.scaffold import AlertFacts, PageFacts, Variant
from observability.runbooks.scaffold.causes import CAUSES

# A number of the moment, which a page cannot know, and what only leads to it.
_CHOICE = re.compile(r"\{\{-?\s*if\b.*?\{\{-?\s*end\s*-?\}\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_NOW = re.compile(r"; now …[^.;]*")
# What every rule has in common with the others of its name and service, or says too little of to tell them apart.
_TELLS_APART = (names.SIGNAL, names.OBJECTIVE, names.SEVERITY)


def pages(plan: Plan, dependents: Sequence[str]) -> Mapping[str, PageFacts]:
    """What is to be written, by the path of the page in the repository; alerts that lead into the web are left out.

    `dependents` are the titles of the services that call this one.
    """
    service = plan.service
    by_page: dict[str, dict[str, None]] = {}
    for alert in plan.alerts:
        path = _runbook(plan, alert).path
        if path:
            by_page.setdefault(path.replace("{alert}", alert.alert), {}).setdefault(alert.alert)
    return {
        path: PageFacts(
            service.title,
            service.description,
            tuple(_alert(explain(plan, name)) for name in found),
            tuple(dependents),
            str(service.links.logs or ""),
            str(service.links.traces or ""),
        )
        for path, found in by_page.items()
    }


def _runbook(plan: Plan, alert: Alert) -> Runbook:
    own = (one.runbook for one in plan.service.alerts if one.name == alert.alert and one.runbook)
    return next(own, plan.service.runbook)


def _alert(explanations: Sequence[Explanation]) -> AlertFacts:
    alerts = [explanation.alert for explanation in explanations]
    labels = _labels(alerts)
    variants = (
        Variant(label, _meaning(one.alert), one.words, one.alert.expr, one.alert.annotations.get("dashboard_url", ""))
        for label, one in zip(labels, explanations, strict=True)
    )
    return AlertFacts(alerts[0].alert, tuple(variants), CAUSES.get(alerts[0].alert, ()))


def _labels(alerts: Sequence[Alert]) -> Iterator[str]:
    """What tells each from the others: the values of those labels in which they differ."""
    differ = [label for label in _TELLS_APART if len({alert.labels.get(label) for alert in alerts}) > 1]
    for alert in alerts:
        yield ", ".join(alert.labels[label] for label in differ if label in alert.labels)


def _meaning(alert: Alert) -> str:
    text = alert.annotations.get("description") or alert.annotations.get("summary", "")
    said = _NOW.sub("", _VALUE.sub("…", _CHOICE.sub("…", text))).strip()
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."


def dependents_of(name: str, services: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """The titles of those services, of titles with the names of what each calls, that call this one, sorted."""
    return sorted(title for title, calls in services if name in calls)


def together(facts: Sequence[PageFacts]) -> PageFacts:
    """One page of several services: their alerts of one name have one section, in which the services are told apart."""
    if len(facts) == 1:
        return facts[0]
    by_name: dict[str, list[tuple[str, AlertFacts]]] = {}
    for page in facts:
        for alert in page.alerts:
            by_name.setdefault(alert.name, []).append((page.title, alert))
    titles = ", ".join(page.title for page in facts)
    return PageFacts(titles, "", tuple(_merged(name, found) for name, found in by_name.items()))


def _merged(name: str, found: Sequence[tuple[str, AlertFacts]]) -> AlertFacts:
    variants = (
        evolve(variant, label=f"{title}, {variant.label}" if variant.label else title)
        for title, alert in found
        for variant in alert.variants
    )
    return AlertFacts(name, tuple(variants), found[0][1].causes)
