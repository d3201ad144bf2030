"""The map of the rooms in CONTRIBUTING.md is true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "observability"
UNIT = ROOT / "tests" / "unit"
_ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
_NAME = re.compile(r"`(\w+)`")
# What stands below all rooms, or between them, and is told of under the table.
_FOR_ALL = frozenset({"model", "findings", "exceptions", "parallel", "yamltext", "baseline"})
_STREET = frozenset(
    {
        "descriptor",
        "promql",
        "signals",
        "objectives",
        "views",
        "grafana",
        "emit",
        "lowering",
        "compiler",
        "explain",
        "building",
    }
)
_MODULE = re.compile(r"`(\w+)\.py`")


def house() -> str:
    """The section that shows the house."""
    return (ROOT / "CONTRIBUTING.md").read_text().partition("## The house")[2].partition("\n## ")[0]


def test_every_room_is_in_the_table_once() -> None:
    rooms = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    assert sorted(_ROW.findall(house())) == rooms


def test_no_room_knows_others_than_the_table_says() -> None:
    rows = [line.strip("| ").split(" | ") for line in house().splitlines() if _ROW.match(line)]
    for room, _, knows in rows:
        known = set(_NAME.findall(knows)) | (_STREET if "the street" in knows else frozenset())
        if knows != "all":
            assert imported(room.strip("`")) <= known | _FOR_ALL, room


def imported(room: str) -> set[str]:
    """The other rooms, and modules beside them, that a room imports."""
    nodes = (node for path in (PACKAGE / room).rglob("*.py") for node in ast.walk(ast.parse(path.read_text())))
    return {name for node in nodes if isinstance(node, ast.ImportFrom) for name in rooms_of(node)} - {
        room,
        "__version__",
    }


def rooms_of(node: ast.ImportFrom) -> Iterator[str]:
    match (node.module or "").split("."):
        case ["observability"]:
            yield from (alias.name for alias in node.names)
        case ["observability", name, *_]:
            yield name


def test_every_module_beside_the_rooms_is_told_of() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    told = set(_MODULE.findall(house())) | ({"compiler"} if "observability/compiler.py" in house() else set())
    assert modules <= told


def test_folders_of_unit_tests_are_those_of_the_package() -> None:
    # What is tested here beside the package.
    others = {"benchmarks", "services", "support"}
    folders = {path.parent.relative_to(UNIT) for path in UNIT.rglob("*.py")}
    strange = {folder for folder in folders if not (PACKAGE / folder / "__init__.py").exists()}
    assert {folder.parts[0] for folder in strange} <= others
