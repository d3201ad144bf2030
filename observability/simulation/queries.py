"""What a plan reads: its rules, and its panels' queries as a Prometheus would get them with all variables at All."""

import re
from collections.abc import Iterator

from observability.model.plan import Plan

_WINDOW = re.compile(r"\$(?:__\w+|{__\w+})")
_VARIABLE = re.compile(r"\$(?:[A-Za-z]\w*|{[A-Za-z]\w*(?::\w+)?})")


def expressions(plan: Plan) -> Iterator[str]:
    """The expressions of rules and panels, each once."""
    rules = (rule.expr for group in plan.groups for rule in group.rules)
    panels = (panel for panel in plan.dashboard.panels if panel.source is None)
    shown = (query.expr for panel in panels for query in panel.queries)
    # The query of an alert list is a bare selector.
    asked = (_plain(text) for text in (*shown, plan.service.deploys) if text and not text.startswith("{"))
    yield from dict.fromkeys((*rules, *asked))


def _plain(text: str) -> str:
    return _VARIABLE.sub(".+", _WINDOW.sub("5m", text))
