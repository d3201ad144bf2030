"""Rules that are alike: most rules of a fleet differ in the values of labels and in names that stand in texts alone."""

import re
from collections.abc import Hashable, Iterator

from observability.lint.template import Text
from observability.model.names import SEVERITY
from observability.model.rule import Alert, Rule

# A word that a label is, or is not, equal to. No check asks what it says, only which of them are the same.
_WORD = re.compile(r'(?<![=!<>~])(!?=\s*)"([\w./:@-]+)"')
# As much of what follows an action as a check looks at.
_AFTER = 3


def alike(rule: Rule) -> Hashable:
    """The same for rules of which a check says the same."""
    if not isinstance(rule, Alert):
        return _expression(rule.expr)
    return (_expression(rule.expr), rule.duration, rule.keep_firing_for, *_labels(rule), *_annotations(rule))


def _expression(text: str) -> str:
    if "__name__" in text:
        return text
    seen: dict[str, int] = {}
    return _WORD.sub(lambda found: f'{found[1]}"_{seen.setdefault(found[2], len(seen))}"', text)


def _labels(alert: Alert) -> Iterator[Hashable]:
    for name, value in alert.labels.items():
        yield name, value if name == SEVERITY or "{{" in value or "$" in value else ""


def _annotations(alert: Alert) -> Iterator[Hashable]:
    for name, value in alert.annotations.items():
        yield name, not value.strip(), value if "$" in value and "{{" not in value else _actions(name, value)


def _actions(name: str, value: str) -> Hashable:
    text = Text(name, value)
    rest = text.plain
    # Braces or dollars that are left are no actions, but meant to be.
    odd = value if "$" in rest or "{{" in rest or "}}" in rest else ""
    return odd, tuple((action.inner, value[action.end : action.end + _AFTER]) for action in text.actions)
