"""Progress that nobody watches."""


def silent(step: str, done: int = 0, total: int | None = None) -> None:
    """Take no notice."""
