"""Incidents as a time-lapse: what alerts wait for, shortened by one factor, so that their order is production's.

Windows, thresholds and all other rules stay as they were compiled.
"""

from pathlib import Path
from typing import Any

import yaml

from observability.model.durations import Duration

_WAITS = ("for", "keep_firing_for")


def quicken(rules: Path, factor: int) -> None:
    """Divide the waits of all alerts in these rule files."""
    for file in rules.glob("*.yaml"):
        tree = yaml.safe_load(file.read_text())
        for rule in (rule for group in tree["groups"] for rule in group["rules"]):
            rule |= {wait: _shortened(rule[wait], factor) for wait in _WAITS if wait in rule}
        file.write_text(yaml.safe_dump(tree))


def _shortened(wait: Any, factor: int) -> str:
    return f"{Duration.parse(str(wait)).milliseconds // factor}ms"
