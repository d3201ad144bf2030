"""Tells a descriptor from other YAML by its bytes, without reading it."""

import re

_DESCRIPTOR = re.compile(rb"""^["']?apiVersion["']?:\s*["']?observability/""", re.MULTILINE)


def descriptor_at(content: bytes) -> int | None:
    """Where a file says that it is a descriptor of ours; None where it does not."""
    found = _DESCRIPTOR.search(content)
    return found.start() if found else None


def is_descriptor(content: bytes) -> bool:
    """Whether a file is a descriptor, or means to be one."""
    return descriptor_at(content) is not None
