"""Which tests to run: all, or those of `SERVICE/ALERT/CASE`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from observability.verifier.tested.document import Document, looks

_YAML = ".yaml"


@frozen
class Selection:
    """A service, an alert and a case of it; each may be left out. The alert is a file's name, or an alert's."""

    service: str = ""
    alert: str = ""
    case: str = ""

    @classmethod
    def parse(cls, text: str) -> "Selection":
        """What stands after `--run`. A case may hold slashes."""
        service, _, rest = text.partition("/")
        alert, _, case = rest.partition("/")
        return cls(service, alert, case)

    @property
    def everything(self) -> bool:
        """Whether nothing is chosen."""
        return self == ALL

    def takes_file(self, root: Path, path: Path) -> bool:
        """Whether tests of this file may be meant."""
        service, title = place(root, path)
        names = {title, title.partition("-")[0]}
        return self.service in {"", service} and (not self.alert or title == "" or self.alert in names)

    def of(self, root: Path, document: Document) -> tuple[Mapping[str, Any], ...]:
        """The tests of a file that are meant."""
        _, title = place(root, document.path)
        # Over the whole rule file, tests are named without an alert.
        wanted = self.case if title or not self.alert else "/".join(filter(None, (self.alert, self.case)))
        if not wanted:
            return document.tests
        whole = (test for test in document.tests if case_of(test) == wanted)
        return (*whole, *(document.only(test, wanted) for test in document.tests if wanted in document.cases(test)))


ALL = Selection()


def place(root: Path, path: Path) -> tuple[str, str]:
    """The service of a file of tests, and its name; empty for the one over the whole rule file."""
    first, *rest = path.relative_to(root).parts
    return first.removesuffix(_YAML), "/".join(rest).removesuffix(_YAML)


def case_of(test: Mapping[str, Any]) -> str:
    """The case that a test is of, without the alert's name before it."""
    name = str(test.get("name", ""))
    alerts = {look.alert for look in looks([test])}
    return next((name.removeprefix(f"{alert}: ") for alert in alerts if name.startswith(f"{alert}: ")), name)
