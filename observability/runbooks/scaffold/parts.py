"""What is written into each part of an answer."""

from collections.abc import Callable, Iterator

from observability.runbooks.scaffold.blocks import block
from observability.runbooks.scaffold.facts import AlertFacts, PageFacts, Variant
from observability.runbooks.scaffold.markdown import fenced, link, literal

MEANING, QUERY = "meaning", "query"


def part(title: str, page: PageFacts, alert: AlertFacts) -> str:
    """The text below the heading of a part, with a line break at its end."""
    return _KNOWN.get(title.casefold(), _other)(page, alert)


def block_content(name: str, alert: AlertFacts) -> str | None:
    """What belongs into an alert's block of this name; None for a name that is none of ours."""
    made = {MEANING: _when, QUERY: _queries}.get(name)
    return made(alert) if made else None


def _meaning(_page: PageFacts, alert: AlertFacts) -> str:
    return block(f"{alert.name}/{MEANING}", _when(alert))


def _when(alert: AlertFacts) -> str:
    return "".join(_bullet(variant) for variant in alert.variants)


def _bullet(variant: Variant) -> str:
    label = f"**{literal(variant.label)}.** " if variant.label else ""
    sentences = " ".join(map(literal, (variant.meaning, *variant.words)))
    return f"- {label}{sentences}\n"


def _impact(page: PageFacts, _alert: AlertFacts) -> str:
    said = [literal(page.description)] if page.description else []
    if page.dependents:
        said.append(f"It is called by {', '.join(map(literal, page.dependents))}.")
    return "".join(f"{sentence}\n\n" for sentence in said) + "TODO: what users notice, and how soon it hurts.\n"


def _diagnosis(page: PageFacts, alert: AlertFacts) -> str:
    blocks = [block(f"{alert.name}/{QUERY}", _queries(alert)), "".join(_elsewhere(page)), _causes(alert)]
    return "\n".join(filter(None, blocks))


def _queries(alert: AlertFacts) -> str:
    return "\n".join("".join(_query(variant)) for variant in alert.variants)


def _query(variant: Variant) -> Iterator[str]:
    yield f"**{literal(variant.label)}**, as the alert has it:\n\n" if variant.label else "As the alert has it:\n\n"
    yield fenced(variant.expr, "promql")
    if variant.dashboard:
        yield f"\n{link('Its panel', variant.dashboard)}\n"


def _elsewhere(page: PageFacts) -> Iterator[str]:
    for title, there in (("Logs", page.logs), ("Traces", page.traces)):
        if there:
            yield f"- {link(title, there)}\n"


def _causes(alert: AlertFacts) -> str:
    if not alert.causes:
        return ""
    return "What usually causes it:\n\n" + "".join(f"- {cause}\n" for cause in alert.causes)


def _mitigation(_page: PageFacts, _alert: AlertFacts) -> str:
    return "TODO: what to do first, what to do next, and whom to call when that does not help.\n"


def _other(_page: PageFacts, _alert: AlertFacts) -> str:
    return "TODO\n"


_KNOWN: dict[str, Callable[[PageFacts, AlertFacts], str]] = {
    "meaning": _meaning,
    "impact": _impact,
    "diagnosis": _diagnosis,
    "mitigation": _mitigation,
}
