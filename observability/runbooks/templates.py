"""Links with templates in them: what the labels of the alert tell is filled in, the rest may be anything."""

import re
from collections.abc import Mapping

from observability.model.rule import Alert

# A character that no keyboard has, and that passes through URLs.
ANYTHING = "\ue000"
_ACTION = re.compile(r"\{\{-?\s*(?P<body>.*?)\s*-?\}\}", re.DOTALL)
_LABEL = re.compile(r"(?:\$labels|\.Labels)\.(?P<label>[a-zA-Z_][a-zA-Z0-9_]*)")


def filled(url: str, alert: Alert) -> str:
    """The link with the values that its alert's own labels give; `ANYTHING` stands for a value that only time tells."""
    known = {**alert.labels, "alertname": alert.alert}
    return _ACTION.sub(lambda action: _value(action["body"], known), url)


def _value(body: str, known: Mapping[str, str]) -> str:
    label = _LABEL.fullmatch(body)
    value = known.get(label["label"], ANYTHING) if label else ANYTHING
    # A label may be a template itself.
    return ANYTHING if "{{" in value else value


def pattern(path: str) -> re.Pattern[str]:
    """What a filled-in path may become: a value is part of a name, not of the way there."""
    return re.compile("[^/]*".join(map(re.escape, path.split(ANYTHING))))
