"""The map of the rooms in CONTRIBUTING.md is true."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "observability"
UNIT = ROOT / "tests" / "unit"
_ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
_MODULE = re.compile(r"`(\w+)\.py`")


def house() -> str:
    """The section that shows the house."""
    return (ROOT / "CONTRIBUTING.md").read_text().partition("## The house")[2].partition("\n## ")[0]


def test_every_room_is_in_the_table_once() -> None:
    rooms = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    assert sorted(_ROW.findall(house())) == rooms


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
