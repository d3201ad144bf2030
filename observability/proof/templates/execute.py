"""Templates run over an alert's data."""

import re
from collections.abc import Iterable
from functools import lru_cache

from attrs import define

from observability.proof.templates.data import Data, QuerySample, TemplateError, Value
from observability.proof.templates.formatting import shown
from observability.proof.templates.functions import FUNCTIONS, truth
from observability.proof.templates.parse import parse
from observability.proof.templates.tree import Branch, Dot, Field, Function, Literal, Operand, Part, Pipeline, Variable

_parsed = lru_cache(maxsize=4096)(parse)


# Go has more keywords than we run; a template with one of these is not known to be wrong.
_NOT_RUN = re.compile(r"\{\{-?\s*(?:range|define|template|block|break|continue)\b")


def check_template(template: str) -> None:
    """Make sure that a text is a template, as far as we can tell without running it.

    Raises:
        TemplateError: it is none.
    """
    if "{{" in template and not _NOT_RUN.search(template):
        _parsed(template)


def render(template: str, data: Data) -> str:
    """The text that Prometheus makes of a label or an annotation.

    Raises:
        TemplateError: it is no template, its execution fails, or it says more than we know.
    """
    if "{{" not in template:
        return template
    variables = {
        "": data,
        "labels": dict(data.labels),
        "value": data.value,
        "externalLabels": {},
        "externalURL": "",
    }
    try:
        return _Run(data, variables, data).text(_parsed(template))
    except (TypeError, AttributeError, ValueError, re.error) as error:
        raise TemplateError(f"a template whose execution fails: {error}") from error


@define
class _Run:
    data: Data
    variables: dict[str, Value]
    dot: Value

    def text(self, parts: Iterable[Part]) -> str:
        return "".join(map(self._part, parts))

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return part
            case Branch():
                return self._branch(part)
            case Pipeline():
                value = self._pipeline(part)
                return "" if part.declares else shown(value)

    def _branch(self, branch: Branch) -> str:
        inner = _Run(self.data, dict(self.variables), self.dot)
        value = inner._pipeline(branch.pipeline)
        if not truth(value):
            return inner.text(branch.otherwise)
        if branch.keyword == "with":
            inner.dot = value
        return inner.text(branch.body)

    def _pipeline(self, pipeline: Pipeline) -> Value:
        piped: tuple[Value, ...] = ()
        for command in pipeline.commands:
            piped = (self._command(command, piped),)
        if pipeline.declares:
            self.variables[pipeline.declares] = piped[0]
        return piped[0]

    def _command(self, command: tuple[Operand, ...], piped: tuple[Value, ...]) -> Value:
        head, *rest = command
        if isinstance(head, Function):
            return self._call(head.name, (*map(self._operand, rest), *piped))
        if rest or piped:
            raise TemplateError("a value called like a function")
        return self._operand(head)

    def _call(self, name: str, arguments: tuple[Value, ...]) -> Value:
        if name == "query":
            return self.data.query(*arguments)
        if name == "now":
            return self.data.now
        if name not in FUNCTIONS:
            raise TemplateError(f"the function {name} in a template")
        return FUNCTIONS[name](*arguments)

    def _operand(self, operand: Operand) -> Value:
        match operand:
            case Literal():
                return operand.value
            case Dot():
                return self.dot
            case Variable():
                if operand.name not in self.variables:
                    raise TemplateError(f"${operand.name}, which is not set")
                return self.variables[operand.name]
            case Function():
                return self._call(operand.name, ())
            case Pipeline():
                return self._pipeline(operand)
            case Field():
                return _field(self._operand(operand.of), operand.name)


def _field(of: Value, name: str) -> Value:
    match of, name:
        case dict(), _:
            return of.get(name, "")
        case Data() | QuerySample(), "Labels":
            return dict(of.labels)
        case Data() | QuerySample(), "Value":
            return of.value
        case Data(), "ExternalLabels":
            return {}
        case Data(), "ExternalURL":
            return ""
    raise TemplateError(f".{name} of something that has none")
