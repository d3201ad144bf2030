"""A repository for audits, written in a few words."""

from pathlib import Path

import yaml

from observability.auditing import Audited, Request, audit

GOOD = (
    "# Shop\n\n## QueueFull\n\n### Meaning\n\nThe queue is full.\n\n### Impact\n\nOrders wait for long.\n\n"
    "### Diagnosis\n\n```promql\nqueue_length\n```\n\nLook at the queue.\n\n### Mitigation\n\nStart another worker.\n"
)


def alert(name: str = "QueueFull", url: str | None = "runbooks/shop.md#queuefull", **more: object) -> dict[str, object]:
    annotations = {} if url is None else {"runbook_url": url}
    labels = {"owner": "shop", "severity": "critical"}
    return {"alert": name, "expr": "queue_length > 5", "labels": labels, "annotations": annotations, **more}


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        (root / ".git").mkdir()
        self.page("runbooks/shop.md", GOOD)
        self.rules(alert())

    def page(self, path: str, text: str | bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode() if isinstance(text, str) else text)

    def rules(self, *rules: dict[str, object], name: str = "rules.yaml") -> None:
        self.page(name, yaml.safe_dump({"groups": [{"name": "g", "rules": list(rules)}]}))

    def audit(self, path: str = "rules.yaml", **more: object) -> Audited:
        return audit(Request((self.root / path,), **more))  # type: ignore[arg-type]

    def findings(self, path: str = "rules.yaml", **more: object) -> list[tuple[str, str, str]]:
        """Kind, check and the whole line of each."""
        found = self.audit(path, **more).problems
        return [(problem.kind, problem.finding.check, str(problem.finding)) for problem in found]
