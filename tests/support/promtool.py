"""The real promtool, and what a test wants of it: series go in, samples and alerts come out."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import field, frozen

# promtool compares samples exactly. A value is looked at in millionths, which are whole numbers.
_MILLION = 1_000_000

# A short-lived process need not tidy up often. Never would be dearer: what a test of a day asks of the system for 3 GiB
# of memory takes longer than to reuse some.
_ENVIRONMENT = {"GOGC": "400"}

Number = int | float | Decimal | Fraction


@frozen
class Expectation:
    """A PromQL expression, and the samples that it must yield at a time."""

    expr: str
    at: str
    samples: tuple[tuple[Mapping[str, str], int], ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        samples = [{"labels": labels_of(labels), "value": value} for labels, value in self.samples]
        return {"expr": self.expr, "eval_time": self.at, "exp_samples": samples}


def value(expr: str, at: str, number: Number, labels: Mapping[str, str] | None = None) -> Expectation:
    """The expression is this number, to a millionth."""
    return Expectation(f"round(({expr}) * {_MILLION})", at, ((labels or {}, round(number * _MILLION)),))


def nothing(expr: str, at: str) -> Expectation:
    """The expression has no sample."""
    return Expectation(expr, at)


def firing(alert: str, at: str, count: int = 1, **labels: str) -> Expectation:
    """So many alerts of the name and labels fire; 0 is none."""
    chosen = {"alertname": alert, "alertstate": "firing", **labels}
    counted = f"count(ALERTS{labels_of(chosen)})"
    return value(counted, at, count) if count else nothing(counted, at)


def labels_of(labels: Mapping[str, str]) -> str:
    """Labels as PromQL has them, in braces."""
    return "{" + ",".join(f"{name}={json.dumps(text)}" for name, text in labels.items()) + "}"


@frozen
class Case:
    """Series as promtool writes them (`0+60x10`), a sample each `interval`, and what comes of them."""

    series: Mapping[str, str]
    expected: tuple[Expectation, ...] = ()
    interval: str = "1m"
    alerts: tuple[Mapping[str, Any], ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        return {
            "interval": self.interval,
            "input_series": [{"series": name, "values": values} for name, values in self.series.items()],
            "promql_expr_test": [expectation.document for expectation in self.expected],
            "alert_rule_test": list(self.alerts),
        }


@frozen
class Promtool:
    """The program at `path`."""

    path: Path
    environment: Mapping[str, str] = field(factory=lambda: {**os.environ, **_ENVIRONMENT})

    def check(self, rules: str) -> "subprocess.CompletedProcess[str]":
        """`check rules`, with every lint, each of them fatal."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "rules.yaml").write_text(rules)
            return self._run(folder, "check", "rules", "--lint=all", "--lint-fatal", "rules.yaml")

    def passes(self, rules: str, *cases: Case) -> None:
        """Assert that the rules do what the cases say."""
        run = self._test(rules, cases)
        assert run.returncode == 0, run.stdout + run.stderr

    def fails(self, rules: str, *cases: Case) -> str:
        """Assert that the rules, which are sound, do not do what the cases say. Returns what promtool said."""
        run = self._test(rules, cases)
        assert run.returncode == 1, run.stdout + run.stderr
        assert "FAILED:" in run.stdout + run.stderr
        assert self.check(rules).returncode == 0, "these are no rules at all"
        return run.stdout + run.stderr

    def _test(self, rules: str, cases: tuple[Case, ...]) -> "subprocess.CompletedProcess[str]":
        document = {
            "rule_files": ["rules.yaml"],
            "evaluation_interval": cases[0].interval,
            # Without it, the order across groups is random.
            "group_eval_order": re.findall(r"^  - name: (\S+)$", rules, re.MULTILINE),
            "tests": [case.document for case in cases],
        }
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "rules.yaml").write_text(rules)
            Path(folder, "tests.yaml").write_text(json.dumps(document))
            return self._run(folder, "test", "rules", "tests.yaml")

    def _run(self, folder: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([self.path, *arguments], cwd=folder, env=self.environment, capture_output=True, text=True)


def without(rules: str, cure: str, instead: str = "") -> str:
    """The rules with a cure taken out, which was there."""
    assert cure in rules, f"the rules have no {cure!r}"
    return rules.replace(cure, instead)
