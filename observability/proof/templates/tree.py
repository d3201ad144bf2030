"""Templates as trees."""

from attrs import frozen

from observability.proof.templates.data import Value


@frozen
class Literal:
    """A string, a number, true, false or nil."""

    value: Value


@frozen
class Variable:
    """`$labels`; with an empty name the data itself."""

    name: str


@frozen
class Dot:
    """`.`."""


@frozen
class Function:
    """A function by its name."""

    name: str


@frozen
class Field:
    """`of.name`."""

    of: "Operand"
    name: str


@frozen
class Pipeline:
    """Commands, each with the result of the one before as its last argument. `declares` names the variable it sets."""

    commands: tuple[tuple["Operand", ...], ...]
    declares: str = ""


Operand = Literal | Variable | Dot | Function | Field | Pipeline


@frozen
class Branch:
    """`if` or `with`, `body` and what stands after `else`."""

    keyword: str
    pipeline: Pipeline
    body: tuple["Part", ...]
    otherwise: tuple["Part", ...]


Part = str | Pipeline | Branch
