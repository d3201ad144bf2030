"""What is wrong with a server as such, whatever it is asked."""

from observability.exceptions import MissingToolError


class ServerError(MissingToolError):
    """The server does not answer, or not as its kind does: exit 3. The message names it, and never a secret."""
