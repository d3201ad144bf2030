"""The past of recording rules, computed by promtool from a running Prometheus, as a user would."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cost.openmetrics import run
from benchmarks.cost.server import serving
from observability.emit.rules import rule_file
from observability.model.durations import Duration
from observability.model.rule import Recording, RuleGroup
from observability.simulation import levels

# A range of so long a block has fewer steps than a query may have.
_BLOCK = "--max-block-duration=54h"


def backfill(
    prometheus: Path, promtool: Path, data: Path, rules: Sequence[Recording], since: int, until: int, step: Duration
) -> None:
    """Add what the rules would have recorded to the blocks in `data`.

    promtool evaluates a rule over what the server holds, which what it makes is not, so it is one pass for each link.
    """
    file, made = data.parent / "rules.yaml", data.parent / "made"
    for level in levels(rules):
        # Name and path decide at which moment of the interval a group is evaluated: they are the same in every pass.
        file.write_bytes(rule_file("One pass.", (RuleGroup("pass", tuple(level), "All of it.", step),)))
        with serving(prometheus, data) as server:
            span = ("--start", str(since), "--end", str(until), "--output-dir", made)
            run(promtool, "tsdb", "create-blocks-from", _BLOCK, "rules", "--url", server.url, *span, file)
        for block in made.iterdir():
            shutil.move(block, data)
