"""From a piece of a rule's value to the line and column of its file."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import yaml
from attrs import evolve, frozen

from observability.findings import Excerpt, Finding, Location
from observability.lint.expression import FIELD
from observability.lint.looking import Found
from observability.lint.problem import Spot
from observability.model.rule import Rule
from observability.promql.tokens import tokens
from observability.rulefiles import Opened, Source, written_at
from observability.rulefiles.document import fields, items, place

_WORD = re.compile(r"#.*|\{?[\w'\".-]+(?:: *[^,{}\[\]#]+)?")


@frozen
class Edit:
    """Characters of a file, from `start` to `end`, that are to be `text`; at `location`. `done` says it in words."""

    start: int
    end: int
    text: str
    done: str
    location: Location


@frozen(eq=False)
class OpenedFile:
    """A rule file with its text; None where it is in an encoding of which we do not know the columns."""

    opened: Opened
    source: Source | None

    @property
    def path(self) -> str:
        """How messages name it."""
        return self.opened.reading.file.path

    def finding(self, found: Found, rule: Rule) -> Finding:
        """What was found, where it stands."""
        problem = found.problem
        span = self.span(rule, problem.spot)
        location = Location(self.path, *self.source.position(span[0])) if self.source and span else rule.origin
        finding = Finding(
            found.check, problem.message, location, found.severity, where=problem.spot.field, hint=problem.hint
        )
        return self.shown(finding, span)

    def edits(self, found: Found, rule: Rule) -> Iterator[Edit]:
        """What would mend it."""
        for fix in found.problem.fixes:
            span = self.span(rule, fix.spot)
            if self.source and span:
                yield Edit(*span, fix.text, fix.done, Location(self.path, *self.source.position(span[0])))

    def placed(self, finding: Finding) -> Finding:
        """What was found of a rule as a whole, at the value that it is about, with its line."""
        node = self._rules.get(finding.location)
        for key in finding.where.split(".", 1) if finding.where else ():
            node = fields(node).get(key)
        if self.source is None or not isinstance(node, yaml.ScalarNode):
            return self.shown(finding)
        span = self.source.offset(node.start_mark), self.source.offset(node.end_mark)
        return self.shown(evolve(finding, location=place(self.path, node)), span)

    def at_word(self, finding: Finding, word: str) -> Finding:
        """What was found of a rule as a whole, at the first such word of its expression."""
        rule = self._rules.get(finding.location)
        node = fields(rule).get(FIELD)
        if self.source is None or not isinstance(node, yaml.ScalarNode):
            return self.placed(finding)
        found = next((token.span for token in tokens(str(node.value)) if token.text == word), None)
        span = written_at(self.source, node, found.start, found.end) if found else None
        if span is None:
            return self.placed(finding)
        at = Location(self.path, *self.source.position(span[0]))
        return self.shown(evolve(finding, location=at), span)

    def shown(self, finding: Finding, span: tuple[int, int] | None = None) -> Finding:
        """The finding with its line."""
        return with_line(finding, self.source, span[1] - span[0] if span else 0)

    def span(self, rule: Rule, spot: Spot) -> tuple[int, int] | None:
        """From where to where in the file a piece of a rule stands; None for the rule as a whole."""
        node = self._value(rule, spot.field)
        if self.source is None or not isinstance(node, yaml.ScalarNode):
            return None
        return written_at(self.source, node, spot.start, spot.end or len(str(node.value)))

    def last_line(self, rule: Rule) -> int:
        """The line on which it ends."""
        node = self._rules.get(rule.origin)
        return _last_line(node) if node else rule.origin.line

    def _value(self, rule: Rule, field: str) -> yaml.Node | None:
        found: yaml.Node | None = self._rules.get(rule.origin)
        for key in field.split(".", 1) if field else ():
            found = fields(found).get(key)
        if not field and found:
            # Of the rule as a whole its name is shown.
            named = fields(found)
            found = named.get("alert") or named.get("record")
        return found

    @cached_property
    def _rules(self) -> Mapping[Location, yaml.Node]:
        groups = (group for document in self.opened.documents for group in items(fields(document).get("groups")))
        return {place(self.path, rule): rule for group in groups for rule in items(fields(group).get("rules"))}


def with_line(finding: Finding, source: Source | None, length: int = 0) -> Finding:
    """The finding with its line, of which so many characters are meant; without a number, a key and its value."""
    location = finding.location
    if finding.excerpt:
        return finding
    line = source.line(location.line) if source else ""
    if not line:
        return finding
    word = _WORD.match(line, location.column - 1)
    end = location.column + (length or (len(word[0].rstrip()) if word else 1))
    return evolve(finding, excerpt=Excerpt(line, location.column, min(end, len(line) + 1)))


def _last_line(node: yaml.Node) -> int:
    """The line on which a node ends; the parser's own mark of a block is where the next one begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        first, value = last if isinstance(node, yaml.MappingNode) else (last, last)
        line = int(first.start_mark.line) + 1
        # What an alias stands for is elsewhere.
        return max(line, _last_line(value)) if value.start_mark.line >= first.start_mark.line else line
    end = node.end_mark
    # What ends before a line's first character ends on the line before.
    return int(end.line) if end.column == 0 else int(end.line) + 1
