"""`python -m tests.e2e.shop`: open the shop, with customers if asked."""

import argparse
from contextlib import nullcontext

from tests.e2e.shop.load import customers
from tests.e2e.shop.server import Server
from tests.e2e.shop.shop import Shop


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.shop", description=main.__doc__)
    parser.add_argument("--port", type=int, default=8080, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--load", type=float, default=0, metavar="RATE", help="requests a second by own customers")
    options = parser.parse_args()
    server = Server(options.port, Shop())
    port = server.server_address[1]
    print(f"The shop is open: http://127.0.0.1:{port}/search", flush=True)  # noqa: T201 -- the program's only output
    with customers(port, options.load) if options.load else nullcontext():
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()


if __name__ == "__main__":
    main()
