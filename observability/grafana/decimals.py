"""How many decimals a number is shown with: enough to see a change, and the same in all tiles of a row."""

_BY_UNIT = {
    "none": 0,
    "short": 1,
    "percentunit": 2,
    "percent": 2,
    "s": 1,
    "ms": 1,
    "bytes": 1,
    "decbytes": 1,
    "suffix:x": 1,
}
_OTHERWISE = 2
# Words, not numbers.
_WITHOUT = frozenset({"dateTimeFromNow", "string", "bool_on_off"})


def decimals(unit: str, wanted: int | None) -> int | None:
    """The decimals of a unit, unless others are wanted; none where the unit makes words of numbers."""
    if wanted is not None:
        return wanted
    return None if unit in _WITHOUT else _BY_UNIT.get(unit, _OTHERWISE)
