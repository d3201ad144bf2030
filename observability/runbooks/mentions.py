"""The metrics and alerts that the code blocks of a page name."""

import re
from collections.abc import Iterator

from attrs import frozen

from observability.model import names
from observability.promql import metric_names
from observability.runbooks.pages import Code, Page

_PROMQL = "promql"
# In other languages a colon means many things; `level:metric:operations` has two.
_RECORDED = re.compile(r"(?<![\w:./-])[a-zA-Z_]\w*(?::[a-zA-Z_]\w*){2,}(?![\w:./-])", re.ASCII)
_ALERT = re.compile(r"""(?:alertname|rule_name\[\])\\?=\\?["']?(?P<name>[a-zA-Z_]\w*)(?![\w.*+|{$])""", re.ASCII)


@frozen
class Mention:
    """A name in code, and its line of the page."""

    name: str
    line: int
    is_alert: bool = False


def mentions(page: Page, levels: frozenset[str]) -> Iterator[Mention]:
    """Every name, once a block. `levels`: how names of recorded series begin here, to tell them in other languages."""
    for code in page.code:
        yield from (Mention(name, _line(code, name)) for name in sorted(_metrics(code, levels)))
        yield from (Mention(name, _line(code, name), is_alert=True) for name in sorted(_alerts(code.text)))


def _metrics(code: Code, levels: frozenset[str]) -> frozenset[str]:
    if code.language.lower() == _PROMQL:
        try:
            return metric_names(code.text) - names.OF_ALERTS
        except ValueError:
            pass  # several expressions, or one with a place to fill in
    return frozenset(name for name in _RECORDED.findall(code.text) if name.partition(":")[0] in levels)


def _alerts(text: str) -> frozenset[str]:
    return frozenset(_ALERT.findall(text))


def _line(code: Code, name: str) -> int:
    before, found, _ = code.text.partition(name)
    return code.line + before.count("\n") if found else code.line
