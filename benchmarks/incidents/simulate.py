"""Runs an incident through promtool: ours and the textbook's rules over the same raw series, in one test."""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.incidents import textbook
from benchmarks.incidents.outcome import Outcome, alert_questions, alert_waits, alerts_seen
from benchmarks.incidents.queries import answers, questions
from benchmarks.incidents.rules import Group, interrupted
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.targets import series

# A short-lived process need not tidy up its memory often; never takes longer than to reuse some.
_MEMORY = {"GOGC": "400"}
_RULES, _TEST = "rules.json", "test.json"


def simulate(promtool: Path, scenario: Scenario) -> Outcome:
    """What comes of the incident.

    Raises:
        RuntimeError: promtool did not answer everything; the message is what it said.
    """
    clock = scenario.clock
    groups = _groups(scenario)
    asked = list(dict.fromkeys([*alert_questions(clock), *_more(scenario)]))
    said = _run(promtool, groups, _document(scenario, groups, asked))
    answered = answers(said)
    if answered.keys() != set(asked):
        raise RuntimeError(f"{scenario.name}: promtool was asked {len(asked)} questions, and said\n{said}")
    return Outcome(alerts_seen(clock, answered), alert_waits(groups), answered)


def _groups(scenario: Scenario) -> list[Group]:
    both = [*scenario.rules(scenario), *map(textbook.group, scenario.textbook)]
    return interrupted(both, scenario.clock.down)


def _more(scenario: Scenario) -> list[str]:
    return [expr for check in scenario.checks for expr in check.asks(scenario)]


def _document(scenario: Scenario, groups: list[Group], asked: list[str]) -> Mapping[str, Any]:
    clock, targets = scenario.clock, scenario.targets(scenario.lead)
    inputs = series(targets, clock)
    test = {
        "interval": f"{clock.grid}s",
        "input_series": [{"series": name, "values": values} for name, values in inputs.items()],
        "promql_expr_test": questions(asked, clock.end),
    }
    return {
        "rule_files": [_RULES],
        "evaluation_interval": f"{clock.step}s",
        # Without it, the order across groups is random.
        "group_eval_order": [group["name"] for group in groups],
        "tests": [test],
    }


def _run(promtool: Path, groups: list[Group], document: Mapping[str, Any]) -> str:
    """Everything that promtool says. It exits with 1, as every answer is a failed test."""
    with tempfile.TemporaryDirectory(prefix="observability-incident-") as folder:
        # Both are YAML to promtool.
        Path(folder, _RULES).write_text(json.dumps({"groups": groups}))
        Path(folder, _TEST).write_text(json.dumps(document))
        run = subprocess.run(
            [promtool, "test", "rules", _TEST],
            cwd=folder,
            env=os.environ | _MEMORY,
            capture_output=True,
            text=True,
            check=False,
        )
    return run.stdout + run.stderr
