"""What a project asks of its runbooks."""

from attrs import frozen


@frozen
class Settings:
    """`pages_url` is the URL of the repository's pages with `{path}` in it, or empty. `stale_days`: 0 is never."""

    pages_url: str = ""
    flavour: str = "github"
    sections: tuple[str, ...] = ("Meaning", "Impact", "Diagnosis", "Mitigation")
    stale_days: int = 180
