"""Servers that we have an account at, asked over HTTP: who asks, how many requests at once, when a second time.

What the servers of one kind are asked, and what their answers mean, is a room of its own beside this one, made of these
parts. Credentials go to the server that was named and to no other, and are shown nowhere.
"""

from observability.adapters.api.access import Access, access, check_url, is_private
from observability.adapters.api.crowd import BUSY, Crowd
from observability.adapters.api.errors import ServerError
from observability.adapters.api.limits import Limits, Means
from observability.adapters.api.reply import Reply, is_page, redirected, same_server, send
from observability.adapters.api.secret import Secret, from_environment

__all__ = [
    "BUSY",
    "Access",
    "Crowd",
    "Limits",
    "Means",
    "Reply",
    "Secret",
    "ServerError",
    "access",
    "check_url",
    "from_environment",
    "is_page",
    "is_private",
    "redirected",
    "same_server",
    "send",
]
