"""Why there was no answer: what the libraries raise, told apart."""

import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx

from observability.adapters.web.hosts import LostError
from observability.adapters.web.journey import Trouble


@asynccontextmanager
async def told() -> AsyncIterator[None]:
    """What the libraries raise, in our words.

    Raises:
        LostError: there is no answer.
    """
    try:
        yield
    except (httpx.TimeoutException, TimeoutError) as error:
        raise LostError(Trouble.TIME) from error
    except (httpx.ConnectError, httpx.ProxyError) as error:
        raise _unconnected(error) from error
    except (httpx.RemoteProtocolError, zlib.error) as error:
        # It says so in words alone.
        closed = "disconnected" in str(error) or "peer closed" in str(error)
        raise LostError(Trouble.CLOSED if closed else Trouble.NO_HTTP) from error
    except (httpx.NetworkError, httpx.TransportError, OSError) as error:
        # Since TLS 1.3, what a server thinks of us comes only with its first answer.
        unknown = any(isinstance(cause, ssl.SSLError) and _is_about_us(cause) for cause in _causes(error))
        raise LostError(Trouble.UNKNOWN_CLIENT if unknown else Trouble.CLOSED) from error


def _unconnected(error: BaseException) -> LostError:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return LostError(Trouble.CERTIFICATE, cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            if _is_about_us(cause):
                return LostError(Trouble.UNKNOWN_CLIENT)
            return LostError(Trouble.CERTIFICATE, "it does not speak TLS as we do")
        if isinstance(cause, socket.gaierror):
            return LostError(Trouble.NO_NAME_SERVER if cause.errno == socket.EAI_AGAIN else Trouble.NO_HOST)
    refused = any(isinstance(cause, ConnectionRefusedError) for cause in causes)
    return LostError(Trouble.NOT_LISTENING if refused else Trouble.NO_ROUTE)


def _is_about_us(error: ssl.SSLError) -> bool:
    """Whether the server complains about our certificate, or that there is none."""
    return "ALERT" in (error.reason or "") and "CERTIFICATE" in (error.reason or "")


def _causes(error: BaseException) -> Sequence[BaseException]:
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    return found
