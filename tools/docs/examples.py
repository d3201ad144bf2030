"""What the README shows, made by real runs over the example and over this repository's own services."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from observability.cli.exit_codes import ExitCode
from tools.docs.terminal import output

_ROOT = Path(__file__).parents[2]
_EXAMPLE = _ROOT / "docs" / "examples" / "checkout"
_DESCRIPTOR = Path("services", "checkout.yaml")

# From which rules on the README shows a few lines: the first of this name, for the signal's availability.
_SHOWN = ("record: objective:events:rate30m", "record: objective:events:rate1d", "record: objective:error_ratio:rate1h")


def descriptor() -> str:
    """The example."""
    return (_EXAMPLE / _DESCRIPTOR).read_text()


def rules() -> str:
    """Three recording rules of the example and the alert that reads the last of them."""
    with _built(_EXAMPLE) as project:
        text = (project / "build" / "default" / "prometheus" / "rules" / "checkout.yaml").read_text()
    return "".join(_rule(text, start) for start in (*_SHOWN, "alert: AvailabilityBudgetBurn"))


def _rule(text: str, start: str) -> str:
    """The first rule that starts so, as it stands in the file."""
    found = re.search(rf"^ +- {re.escape(start)}\n(?:        .*\n)+", text, re.MULTILINE)
    if found is None:
        raise ValueError(f"the example has no rule {start!r}")
    return found[0]


def mistake() -> str:
    """What two mistakes in the example are answered with."""
    with _copied(_EXAMPLE) as project:
        text = descriptor().replace("errors:", "erors:").replace("availability: 99.9", "availability: 100")
        (project / _DESCRIPTOR).write_text(text)
        return f"$ observability validate\n{output(project, 'validate', code=ExitCode.INPUT)}"


def explained() -> str:
    """What `explain` says in words of the example's page, between its PromQL and what it reads."""
    with _copied(_EXAMPLE) as project:
        printed = output(project, "explain", "checkout", "AvailabilityBudgetBurn")
    words = re.search(r"^  \d[^\n]* leaves a budget .*?(?=\n\n  runbook )", printed, re.DOTALL | re.MULTILINE)
    if words is None:
        raise ValueError(f"explain says nothing of a budget: {printed}")
    return f"$ observability explain checkout AvailabilityBudgetBurn\n...\n{words[0]}\n...\n"


def tree() -> str:
    """What `make dashboards` prints, and the folder that it fills."""
    with _copied(_ROOT) as project:
        printed = output(project, "build")
        files = sorted(path.relative_to(project) for path in (project / "build").rglob("[!.]*") if path.is_file())
    return f"$ make dashboards\n{printed}$ find build -type f\n" + "".join(f"{path}\n" for path in files)


@contextmanager
def _copied(project: Path) -> Iterator[Path]:
    """Project file and services in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(project / "services", Path(folder, "services"))
        if (project / "observability.yaml").exists():
            shutil.copy(project / "observability.yaml", folder)
        yield Path(folder)


@contextmanager
def _built(project: Path) -> Iterator[Path]:
    with _copied(project) as copy:
        output(copy, "build")
        yield copy
