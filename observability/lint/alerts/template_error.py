"""A template is one that Prometheus can run.

Why: one that does not parse keeps Prometheus from loading the file; one that fails while it runs puts
`<error expanding template>` into the page of whoever is woken.

Passes:
    annotations: {summary: "{{ $labels.job }} has {{ $value | humanize }} waiting requests"}
Fails:
    annotations: {summary: "{{ labels.job }} has {{ $vlaue }} waiting requests"}
Mend: labels are `{{ $labels.NAME }}`, the value is `{{ $value }}`; functions are those of Prometheus' manual.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.problem import Problem, Spot
from observability.lint.template import Action, Text
from observability.proof.templates import TemplateError, check_template
from observability.proof.templates.functions import FUNCTIONS

ID = "template-error"
SEVERITY = Severity.ERROR

_KEYWORDS = frozenset({"if", "else", "end", "with", "range", "define", "template", "block", "break", "continue"})
_WORDS = frozenset({"true", "false", "nil"})
# Those of Go and of Prometheus that proof does not run.
_MORE = frozenset(
    {"call", "html", "js", "println", "slice", "query", "now", "args", "tmpl", "externalURL", "pathPrefix", "toTime"}
    | {"toDuration", "reReplaceAll", "safeHtml", "sortByLabel", "parseDuration", "urlQueryEscape"}
)
_KNOWN = frozenset(FUNCTIONS) | _MORE
_VARIABLES = frozenset({"labels", "value", "externalLabels", "externalURL", ""})
_FUNCTION = re.compile(r"(?<![\w.$])[A-Za-z_]\w*")
_VARIABLE = re.compile(r"\$(\w*)")
_DECLARED = re.compile(r"\$(\w+)(?:\s*,\s*\$(\w+))?\s*:?=")
_STRAY = re.compile(r"\$labels\.\w+|\$value\b")


def check(alert: AlertRule) -> Iterator[Problem]:
    """What is wrong with the templates of labels and annotations, and what was meant to be one."""
    for text in alert.texts:
        said = list(_problems(alert.rule.alert, text))
        yield from said or _unparsed(alert.rule.alert, text)


def _problems(name: str, text: Text) -> Iterator[Problem]:
    declared = {variable for action in text.actions for pair in _DECLARED.findall(action.code) for variable in pair}
    for action in text.actions:
        yield from _functions(name, text, action)
        for found in _VARIABLE.finditer(action.code):
            if found[1] not in _VARIABLES | declared:
                message = f"alert '{name}' has a template with ${found[1]}, which is not set"
                yield Problem(message, _at(text, action, found), _meant(found[1], _VARIABLES, "$"))
    yield from _stray(name, text)


def _functions(name: str, text: Text, action: Action) -> Iterator[Problem]:
    for found in _FUNCTION.finditer(action.code):
        word = found[0]
        if word in _KEYWORDS | _WORDS | _KNOWN:
            continue
        hint = f"write ${word}" if word in {"labels", "value"} else _meant(word, _KNOWN, "")
        yield Problem(
            f"alert '{name}' has a template with {word}, which is no function", _at(text, action, found), hint
        )
        return


def _stray(name: str, text: Text) -> Iterator[Problem]:
    rest = text.plain
    if "{{" in rest:
        start = rest.index("{{")
        yield Problem(f"alert '{name}' has an action that does not end", Spot(text.field, start, start + 2), "write }}")
    elif found := _STRAY.search(rest):
        message = f"alert '{name}' has {found[0]} outside of braces, where it is mere text"
        yield Problem(message, Spot(text.field, *found.span()), f"write {{{{ {found[0]} }}}}", Severity.WARNING)


def _unparsed(name: str, text: Text) -> Iterator[Problem]:
    """What else keeps it from being a template."""
    try:
        check_template(text.value)
    except TemplateError as error:
        yield Problem(f"alert '{name}' has {error}", Spot(text.field))


def _meant(word: str, known: frozenset[str], before: str) -> str:
    close = get_close_matches(word, sorted(known), 1)
    return f"did you mean {before}{close[0]}?" if close else ""


def _at(text: Text, action: Action, found: "re.Match[str]") -> Spot:
    start = action.start + 2 + found.start()
    return Spot(text.field, start, start + len(found[0]))
