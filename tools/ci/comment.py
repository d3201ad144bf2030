"""One comment on a pull request that is written once and then kept up to date: `python -m tools.ci.comment FILE`.

It is known by its first line, and by who wrote it: anybody may write such a line, and whoever writes a comment may
change what it says later. What is needed stands in the environment, under the names that GitHub gives it.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

MARK = "<!-- observability: review -->"
# Whoever uses a workflow's own token; a token like that may not ask who it is.
_WORKFLOW = "github-actions[bot]"
_REFUSED = (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND)
_SECONDS = 20


def main(environment: Mapping[str, str], page: Path) -> int:
    """Write the page as the comment. A token that may not is a warning, as none of a fork's pull request may."""
    headers = {"Authorization": f"Bearer {environment['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"}
    transport = httpx.HTTPTransport(retries=2)
    with httpx.Client(
        base_url=environment["GITHUB_API_URL"], headers=headers, timeout=_SECONDS, transport=transport
    ) as client:
        try:
            _write(client, environment["GITHUB_REPOSITORY"], environment["PULL_REQUEST"], f"{MARK}\n{page.read_text()}")
        except httpx.HTTPError as error:
            said = f"No comment was written: {_reason(error)}. The summary of this run has it all."
            print(f"::{_weight(error)}::{said}")  # noqa: T201 - the action's way to tell
            return _weight(error) == "error"
    return 0


def _write(client: httpx.Client, repository: str, number: str, body: str) -> None:
    me = _me(client)
    mine = (comment["id"] for comment in _comments(client, repository, number) if _is_ours(comment, me))
    ours = next(mine, None)
    if ours is None:
        client.post(f"/repos/{repository}/issues/{number}/comments", json={"body": body}).raise_for_status()
    else:
        client.patch(f"/repos/{repository}/issues/comments/{ours}", json={"body": body}).raise_for_status()


def _me(client: httpx.Client) -> str:
    answer = client.get("/user")
    return str(answer.json()["login"]) if answer.is_success else _WORKFLOW


def _comments(client: httpx.Client, repository: str, number: str) -> Iterator[dict[str, Any]]:
    page: str | None = f"/repos/{repository}/issues/{number}/comments?per_page=100"
    while page:
        answer = client.get(page).raise_for_status()
        yield from answer.json()
        page = answer.links.get("next", {}).get("url")


def _is_ours(comment: Mapping[str, Any], me: str) -> bool:
    return str(comment["body"]).startswith(MARK) and (comment.get("user") or {}).get("login") == me


def _weight(error: httpx.HTTPError) -> str:
    refused = isinstance(error, httpx.HTTPStatusError) and error.response.status_code in _REFUSED
    return "warning" if refused else "error"


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        code = error.response.status_code
        return f"GitHub answered {code}" + (", so the token may not write here" if code in _REFUSED else "")
    return f"GitHub was not reached ({type(error).__name__})"


if __name__ == "__main__":
    sys.exit(main(os.environ, Path(sys.argv[1])))
