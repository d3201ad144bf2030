"""Every query to Loki starts with a selector of streams, and closes what it opens.

Why: Loki refuses the rest. No LogQL parser is at hand here: what this check passes may still be wrong.

Passes: `sum(count_over_time({service="shop"} |= "error" [$__auto]))`.
Fails: `|= "error"`, `{service="shop"`.
Mend: name at least one label in braces, and balance braces, brackets, parentheses and quotes.
"""

import re
from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree

ID = "target-logql"

_STRING = re.compile(r'"(?:\\.|[^"\\])*"|`[^`]*`')
_STREAMS = re.compile(r"{\s*\w+\s*(?:=|!=|=~|!~)\s*\"\"")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def check(tree: Tree) -> Iterator[Finding]:
    """Queries to Loki that cannot be right."""
    for query in all_queries(tree, "loki"):
        bare = _STRING.sub('""', query.expr)
        if not _STREAMS.search(bare) or not _balanced(bare.replace('""', "")):
            message = f"a query of {title(query.panel)} is no LogQL"
            yield query.place.finding(ID, message, 'start with a selector as in {service="shop"}')


def _balanced(text: str) -> bool:
    opened: list[str] = []
    for character in text:
        if character in _PAIRS.values():
            opened.append(character)
        elif character in _PAIRS and (not opened or opened.pop() != _PAIRS[character]):
            return False
    return not opened and '"' not in text
