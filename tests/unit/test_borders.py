"""What import-linter cannot say.

No room but `workspace` and `adapters` reads or writes by a Path's methods, and the map of the rooms is true.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "observability"
UNIT = ROOT / "tests" / "unit"
# The table of the rooms in CONTRIBUTING.md, a row each: its name, what it does, whom it knows.
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
NAME = re.compile(r"`(\w+)(?:\.py)?`")
# What stands below all rooms, or between them, and is told of under the table.
FOR_ALL = frozenset({"model", "findings", "exceptions", "parallel", "yamltext", "baseline"})
STREET = frozenset({"descriptor", "promql", "signals", "objectives", "views", "grafana", "emit"})
STREET |= {"lowering", "compiler", "explain", "building"}
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


def house() -> str:
    """The section that shows the house."""
    return (ROOT / "CONTRIBUTING.md").read_text().partition("## The house")[2].partition("\n## ")[0]


def test_every_room_is_in_the_table_once() -> None:
    rooms = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    assert sorted(ROW.findall(house())) == rooms


def test_no_room_knows_others_than_the_table_says() -> None:
    rows = [line.strip("| ").split(" | ") for line in house().splitlines() if ROW.match(line)]
    for room, _, knows in rows:
        known = set(NAME.findall(knows)) | (STREET if "the street" in knows else frozenset())
        if knows != "all":
            assert rooms_known(room.strip("`")) <= known | FOR_ALL, room


def rooms_known(room: str) -> set[str]:
    """The other rooms, and modules beside them, that a room imports."""
    nodes = (node for path in (PACKAGE / room).rglob("*.py") for node in ast.walk(ast.parse(path.read_text())))
    names = {name for node in nodes if isinstance(node, ast.ImportFrom) for name in rooms_of(node)}
    return names - {room, "__version__"}


def rooms_of(node: ast.ImportFrom) -> Iterator[str]:
    match (node.module or "").split("."):
        case ["observability"]:
            yield from (alias.name for alias in node.names)
        case ["observability", name, *_]:
            yield name


def test_every_module_beside_the_rooms_is_told_of() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    told = {*NAME.findall(house()), *re.findall(r"`observability/(\w+)\.py`", house())}
    assert modules <= told


def test_folders_of_unit_tests_are_those_of_the_package() -> None:
    # What is tested here beside the package.
    others = {"benchmarks", "services", "support"}
    folders = {path.parent.relative_to(UNIT) for path in UNIT.rglob("*.py")}
    strange = {folder for folder in folders if not (PACKAGE / folder / "__init__.py").exists()}
    assert {folder.parts[0] for folder in strange} <= others
