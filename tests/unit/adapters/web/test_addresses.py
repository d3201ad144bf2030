import pytest

from observability.adapters.web.addresses import is_odd, is_public

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - nobody listens there
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_of_ipv4_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_so_are_all_forms_of_ipv6_that_carry_them(address: str) -> None:
    high, low = (int.from_bytes(bytes(map(int, address.split(".")[part : part + 2]))) for part in (0, 2))
    for form in (
        f"::ffff:{address}",
        f"::{address}",
        f"64:ff9b::{address}",
        f"2002:{high:x}:{low:x}::1",
        f"2001:0:{high:x}:{low:x}::1",
        f"2001:0:808:808::{high ^ 0xFFFF:x}:{low ^ 0xFFFF:x}",
        f"2a00:1450:4001:830:0:5efe:{address}",
    ):
        assert not is_public(form), form


@pytest.mark.parametrize(
    "address",
    [
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "64:ff9b:1::1",
        "100::1",
        "4000::1",
        "2606:4700::1111%eth0",
        "example.org",
        "",
    ],
)
def test_private_addresses_of_ipv6_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1", "2002:101:101::1"]
)
def test_public_addresses_are_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "127.0.0.01",
        "0x7f000001",
        "1.1.1.1.",
        "example.org.",
        "1.2.3.4.5",
        "0x",
    ],
)
def test_odd_spellings_are_seen(host: str) -> None:
    assert is_odd(host)


@pytest.mark.parametrize("host", ["1.1.1.1", "example.org", "2606:4700::1111", "7f.org", "xn--bcher-kva.example"])
def test_plain_spellings_are_fine(host: str) -> None:
    assert not is_odd(host)
