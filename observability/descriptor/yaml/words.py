"""libyaml's complaints in words that help."""

import yaml

# Far beyond any descriptor; within it no well of brackets can hurt.
DEEPEST = 50
TOO_DEEP = (
    f"nested more than {DEEPEST} levels deep",
    "a descriptor needs a dozen: look for a bracket or an indent that is too many",
)
_PROBLEMS = {
    # Newer versions of libyaml see by themselves that something is very much too deep, and see it first.
    "exceeded maximum nesting depth": TOO_DEEP,
    "mapping values are not allowed in this context": (
        "a second `:` in one line, or a line that is indented too deep",
        "put text that has `: ` in it into quotes",
    ),
    "found unexpected end of stream": ("a quoted text has no end", "close the quote"),
    "could not find expected ':'": ("a key without a `:`", "write `key: value`"),
    "did not find expected ',' or ']'": ("a list in brackets is not closed", "write `]`, or `,` between items"),
    "did not find expected ',' or '}'": ("a map in braces is not closed", "write `}`, or `,` between entries"),
    "did not find expected '-' indicator": ("a list's items do not line up", "start each with `- ` in one column"),
    "did not find expected key": ("this line does not line up with those around it", "indent it as its neighbours"),
    "found unknown escape character": ("an unknown escape in double quotes", "use single quotes, or double the `\\`"),
    "block sequence entries are not allowed in this context": ("a list cannot start here", "start it on a new line"),
    "did not find expected node content": ("a value is missing here", "write it, or drop its key"),
    "found incompatible YAML document": ("only YAML 1.1 and 1.2 can be read", "drop the %YAML line"),
}
_TAB = ("a tab stands where YAML wants spaces", "indent with spaces")


def in_words(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    problem = error.problem or "not YAML"
    if problem == "found character that cannot start any token":
        return _character(error, text)
    if _tab_before(error, text):
        return _TAB
    return _PROBLEMS.get(problem, (f"not YAML: {problem}", "compare it with the examples of the reference"))


def _character(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    mark = error.problem_mark
    character = _line(text, mark.line)[mark.column : mark.column + 1] if mark else ""
    if character == "\t":
        return _TAB
    return f"a text cannot start with {character!r}", "put it into quotes"


def _tab_before(error: yaml.MarkedYAMLError, text: str) -> bool:
    line = _line(text, error.problem_mark.line) if error.problem_mark else ""
    return "\t" in line[: len(line) - len(line.lstrip())]


def _line(text: str, index: int) -> str:
    lines = text.splitlines()
    return lines[index] if index < len(lines) else ""
