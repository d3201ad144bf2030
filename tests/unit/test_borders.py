"""What import-linter cannot say: no room but `workspace` and `adapters` reads or writes by a Path's methods."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

PACKAGE = Path(__file__).parents[2] / "observability"
ROOMS = frozenset({"workspace", "adapters"})

# What a Path can do and a PurePath cannot looks at the disk. `group` is one of regular expressions and of click first.
METHODS = frozenset(dir(Path)) - frozenset(dir(PurePath)) - {"group"}
# Names that others have too, by how many arguments a Path's takes: text.replace(a, b), moment.replace(tzinfo=UTC).
SHARED = {"replace": 1, "resolve": 0}


def accesses(text: str) -> list[str]:
    """The calls in a module that look at files. Data that ships with the package may be read as its resources."""
    tree = ast.parse(text)
    names = [name for node in ast.walk(tree) for name in imported(node)]
    if "importlib.resources" in names and "pathlib" not in names:
        return []
    return [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call) and is_access(node)]


def imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom():
            yield str(node.module)


def is_access(call: ast.Call) -> bool:
    match call.func:
        case ast.Name("open"):
            return True
        # Who imports `os` is import-linter's business.
        case ast.Attribute(ast.Name("os"), _):
            return False
        case ast.Attribute(_, name):
            return name in METHODS and len(call.args) == SHARED.get(name, len(call.args))
    return False


def test_only_workspace_and_adapters_touch_files() -> None:
    modules = {path.relative_to(PACKAGE): accesses(path.read_text()) for path in PACKAGE.rglob("*.py")}
    assert {path: found for path, found in modules.items() if found and path.parts[0] not in ROOMS} == {}
    assert all(any(found for path, found in modules.items() if path.parts[0] == room) for room in ROOMS)


@pytest.mark.parametrize(
    "code",
    [
        "open('x')",
        "Path('x').read_bytes()",
        "(folder / 'x').write_text('')",
        "path.replace(other)",
        "Path.cwd()",
        "folder.rglob('*')",
        "path.exists()",
        "from importlib.resources import files\nfrom pathlib import Path\nPath('x').read_bytes()",
    ],
)
def test_what_touches_files_is_seen(code: str) -> None:
    assert len(accesses(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "text.replace('a', 'b')",
        "moment.replace(tzinfo=UTC)",
        "PurePosixPath('x').name",
        "found.group(1)",
        "from importlib.resources import files\n(files('x') / 'y').read_bytes()",
    ],
)
def test_what_touches_no_file_is_left_alone(code: str) -> None:
    assert accesses(code) == []
