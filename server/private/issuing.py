"""Makes the office's authority and the server's certificates, in a process of its own that ends with them: the library that can do it
takes 14 MB, as much as half a resting server.

Reads an order as JSON from stdin. The authority's own key is never written anywhere: it signs one thing, the issuer, which can vouch
for nothing but the office's own names and the addresses of private networks, and is thrown away. docs/decisions/0007-https.md says why.
"""

import ipaddress
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from server.private.certificate_files import AUTHORITY, ISSUER, SERVER, write_private
from server.private.validity import FIRST_MS

_YEARS = 10
_PRIVATE_4 = ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16")
_PRIVATE_6 = ("::1/128", "fc00::/7", "fe80::/10")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_NAME = 64  # RFC 5280, ub-common-name


def carry_out(wanted: dict[str, Any], folder: Path) -> None:
    """Write a new server's certificate into `folder`, and an authority before the first one."""
    now = _time(max(wanted["now_ms"], FIRST_MS))
    if not (folder / AUTHORITY).exists():
        make_authority(wanted["office"], wanted["hosts"], wanted["addresses"], now, folder)
    issuer_pem = (folder / ISSUER).read_bytes()
    issuer = x509.load_pem_x509_certificate(issuer_pem)
    issuer_key = serialization.load_pem_private_key(issuer_pem, None)
    assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
    end = min(_time(wanted["end_ms"]), issuer.not_valid_after_utc)
    begin = max(_time(wanted["begin_ms"]), issuer.not_valid_before_utc)
    names = _permitted(issuer, wanted["hosts"], wanted["addresses"])
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _blank(f"Server {wanted['office']}", key.public_key(), issuer.subject, begin, end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(_identifier_of(issuer_key), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    facts = {
        "hosts": wanted["hosts"],
        "addresses": wanted["addresses"],
        "begin_ms": _milliseconds(begin),
        "end_ms": _milliseconds(end),
        "authority_end_ms": _milliseconds(issuer.not_valid_after_utc),
        "sure_ms": wanted["sure_ms"],
    }
    # OpenSSL skips whatever stands before the first block, so one file holds what belongs together, and is never half a pair.
    text = json.dumps(facts).encode() + b"\n" + _pem_of(key) + _pem(certificate) + _pem(issuer)
    write_private(folder / SERVER, text)


def make_authority(office: str, hosts: Sequence[str], addresses: Sequence[str], now: datetime, folder: Path) -> None:
    """The office's authority, which devices learn to trust, and the issuer, which does the daily work in its name."""
    begin, end = _time(FIRST_MS), now + timedelta(days=_YEARS * 365.25)
    limits = _limits(hosts, addresses)
    root_key, issuer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = f"Silakan {office}"
    root = _authority(name, root_key, _name(name), root_key, begin, end, path_length=1, limits=limits)
    issuer = _authority(
        f"Penerbit {office}", issuer_key, root.subject, root_key, begin, end, path_length=0, limits=limits
    )
    # The authority last: as long as it is not there, nobody can have learned to trust it, and a start that was cut off begins anew.
    write_private(folder / ISSUER, _pem_of(issuer_key) + _pem(issuer))
    write_private(folder / AUTHORITY, root.public_bytes(serialization.Encoding.DER))


def _authority(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    above: x509.Name,
    signing: ec.EllipticCurvePrivateKey,
    begin: datetime,
    end: datetime,
    *,
    path_length: int,
    limits: x509.NameConstraints,
) -> x509.Certificate:
    return (
        _blank(name, key.public_key(), above, begin, end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_usage(key_cert_sign=True), critical=True)
        .add_extension(limits, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_identifier_of(signing), critical=False)
        .sign(signing, hashes.SHA256())
    )


def _limits(hosts: Sequence[str], addresses: Sequence[str]) -> x509.NameConstraints:
    """What may ever be vouched for: the names of today, all of *.local, and the addresses that no public server has."""
    networks = [ipaddress.ip_network(network) for network in (*_PRIVATE_4, *_PRIVATE_6)]
    for text in addresses:
        address = ipaddress.ip_address(text)
        if not any(address in network for network in networks):
            networks.append(ipaddress.ip_network(address))
    own = [host for host in hosts if not host.endswith(".local")]
    names = [x509.DNSName("local"), *map(x509.DNSName, own)]
    return x509.NameConstraints([*names, *map(x509.IPAddress, networks)], None)


def _permitted(issuer: x509.Certificate, hosts: Sequence[str], addresses: Sequence[str]) -> list[x509.GeneralName]:
    """Names that came later than the issuer are left out: with one of them no browser would take the whole certificate."""
    limits = issuer.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    domains = [limit.value for limit in limits if isinstance(limit, x509.DNSName)]
    networks = [ipaddress.ip_network(limit.value) for limit in limits if isinstance(limit, x509.IPAddress)]
    own = [host for host in hosts if any(host == domain or host.endswith(f".{domain}") for domain in domains)]
    near = [address for address in map(ipaddress.ip_address, addresses) if any(address in net for net in networks)]
    return [*map(x509.DNSName, own), *map(x509.IPAddress, near)]


def _blank(
    name: str, key: ec.EllipticCurvePublicKey, issuer: x509.Name, begin: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:_LONGEST_NAME])])


def _usage(*, digital_signature: bool = False, key_cert_sign: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=key_cert_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _identifier_of(key: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _pem_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _time(ms: int) -> datetime:
    """In whole seconds, as certificates count; as late as they can say it for times beyond."""
    return _EPOCH + timedelta(seconds=min(ms // 1000, 200_000_000_000))


def _milliseconds(time: datetime) -> int:
    return (time - _EPOCH) // timedelta(milliseconds=1)


if __name__ == "__main__":
    os.umask(0o077)
    carry_out(json.loads(sys.stdin.buffer.read()), Path(sys.argv[1]))
