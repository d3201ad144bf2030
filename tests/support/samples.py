"""The samples in the docstrings of checks, as rule files: a page that shows what it says can be run."""

import re
from collections.abc import Iterator
from textwrap import dedent, indent

_SAMPLE = re.compile(r"^(Passes|Fails):\n((?: {4}.*\n|\n)+)", re.MULTILINE)
# What a rule has that a sample leaves out, so that nothing else is wrong with it.
_ALERT = {"alert": "Sample", "expr": "up == 0", "for": "5m"}
_LABELS = "labels: {severity: warning}"
_ANNOTATIONS = "annotations: {summary: Something is wrong., runbook_url: https://example.org/sample}"


def samples(page: str) -> Iterator[tuple[bool, str]]:
    """Whether each sample passes, and the rule file that it stands for."""
    for kind, text in _SAMPLE.findall(page):
        yield kind == "Passes", rule_file(dedent(text).strip())


def rule_file(text: str) -> str:
    """A sample as a whole file: a file already, a list of rules, or some keys of one rule."""
    if text.startswith("groups:"):
        return text + "\n"
    rules = text if text.startswith("- ") else f"- {indent(_whole(text), '  ').strip()}"
    return f"groups:\n  - name: sample\n    rules:\n{indent(rules, ' ' * 6)}\n"


def _whole(text: str) -> str:
    keys = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    if "record" in keys:
        return text
    missing = [f"{key}: {value}" for key, value in _ALERT.items() if key not in keys]
    missing += [line for line in (_LABELS, _ANNOTATIONS) if line.split(":")[0] not in keys]
    return "\n".join([text, *missing])
