"""Where in a source file something stands."""

from attrs import frozen


@frozen(order=True)
class Location:
    """A place in a file. `line` and `column` count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def parts(self) -> dict[str, str | int]:
        """As all our JSON has it."""
        return {"file": self.file, "line": self.line, "column": self.column}


NOWHERE = Location("")
