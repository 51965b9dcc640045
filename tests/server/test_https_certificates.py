"""The office's authority and its certificates, made for real and held against OpenSSL."""

import asyncio
import ipaddress
import json
import logging
import ssl
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from server.domain.moment import Moment
from server.private import issuing
from server.private.certificate_files import AUTHORITY, FOLDER, ISSUER, SERVER
from server.private.certificates import Certificates, NotIssued
from server.private.validity import FIRST_MS, Names, names_of
from tests.domain.false_clock import FalseClock

OFFICE = "Kantor Desa Uji"
HERE = names_of("balai-desa", ["192.168.1.10", "198.51.100.7"], ("antrean.sukamaju.desa.id",))


async def issue_here(folder: Path, wanted: bytes) -> None:
    issuing.carry_out(json.loads(wanted), folder)


def now() -> Moment:
    return FalseClock().now()


async def kept(data: Path, names: Names = HERE) -> Certificates:
    certificates = Certificates(data, issue_here)
    assert await certificates.renew(names, now(), OFFICE)
    return certificates


def chain_of(data: Path) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates((data / FOLDER / SERVER).read_bytes())


def leaf_of(data: Path) -> x509.Certificate:
    return chain_of(data)[0]


def extension(certificate: x509.Certificate, kind: type[Any]) -> Any:
    return certificate.extensions.get_extension_for_class(kind)


class Tls:
    """A TLS server on a port of its own, and clients that trust one authority and nothing else."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def presented(self, authority: bytes, name: str) -> bytes:
        """The certificate that a client accepts for `name`. Raises `ssl.SSLCertVerificationError`."""
        trusting = ssl.create_default_context(cadata=authority)
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.port, ssl=trusting, server_hostname=name, ssl_shutdown_timeout=1
        )
        presented = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
        await reader.read()
        await writer.wait_closed()
        assert isinstance(presented, bytes)
        return presented


@asynccontextmanager
async def tls_with(context: ssl.SSLContext) -> AsyncIterator[Tls]:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0, ssl=context)
    async with server:
        yield Tls(server.sockets[0].getsockname()[1])


def authority_of(certificates: Certificates) -> bytes:
    authority = certificates.authority()
    assert authority is not None
    return authority


async def test_a_browser_that_has_the_authority_takes_every_name_of_the_machine(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    async with certificates.kept_fresh(lambda: HERE, now, OFFICE) as context, tls_with(context) as tls:
        authority = authority_of(certificates)
        for name in (*HERE.hosts, *HERE.addresses):
            await tls.presented(authority, name)
        for name in ("192.168.1.11", "bank.co.id", "lain.local"):
            with pytest.raises(ssl.SSLCertVerificationError):
                await tls.presented(authority, name)
        stranger = authority_of(await kept(tmp_path / "lain"))
        with pytest.raises(ssl.SSLCertVerificationError):
            await tls.presented(stranger, "127.0.0.1")
        # OpenSSL's own settings may refuse older ones as well; ours must not depend on them.
        assert context.minimum_version == ssl.TLSVersion.TLSv1_2


async def test_openssl_finds_nothing_to_say_about_the_chain(tmp_path: Path) -> None:
    certificates = await kept(tmp_path)
    (tmp_path / "root.der").write_bytes(authority_of(certificates))
    openssl(tmp_path, "x509 -inform der -in root.der -out root.pem")
    for name, certificate in zip(("leaf.pem", "issuer.pem"), chain_of(tmp_path), strict=True):
        (tmp_path / name).write_bytes(pem_of(certificate))
    verified = "verify -x509_strict -purpose sslserver -CAfile root.pem -untrusted issuer.pem leaf.pem"
    assert openssl(tmp_path, verified) == "leaf.pem: OK\n"


def openssl(folder: Path, command: str) -> str:
    done = subprocess.run(["openssl", *command.split()], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def pem_of(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


async def test_the_stolen_issuer_can_vouch_for_nobody_elses_server(tmp_path: Path) -> None:
    """What whoever steals the data directory could do, done: a certificate for a bank, signed by the issuer."""
    certificates = await kept(tmp_path)
    forged = {"hosts": ["klikbank.co.id"], "addresses": ["203.0.113.80"]}
    carry_out_unlimited(tmp_path / FOLDER, forged)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / FOLDER / SERVER)
    async with tls_with(context) as tls:
        for name in ("klikbank.co.id", "203.0.113.80"):
            with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
                await tls.presented(authority_of(certificates), name)


def carry_out_unlimited(folder: Path, names: dict[str, list[str]]) -> None:
    """Issue as a thief would: without asking whether the issuer may."""

    def everything(_issuer: x509.Certificate, hosts: list[str], addresses: list[str]) -> list[x509.GeneralName]:
        return [*map(x509.DNSName, hosts), *(x509.IPAddress(ipaddress.ip_address(a)) for a in addresses)]

    wanted = {"office": "x", "begin_ms": FIRST_MS, "end_ms": FIRST_MS + 10**11, "sure_ms": 0, "now_ms": FIRST_MS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(issuing, "_permitted", everything)
        issuing.carry_out({**wanted, **names}, folder)


async def test_the_authoritys_key_is_kept_nowhere_and_the_others_by_the_owner_alone(tmp_path: Path) -> None:
    certificates = await kept(tmp_path)
    folder = tmp_path / FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert files == {AUTHORITY: 0o600, ISSUER: 0o600, SERVER: 0o600}
    authority = x509.load_der_x509_certificate(authority_of(certificates))
    for name in (ISSUER, SERVER):
        key = load_pem_private_key((folder / name).read_bytes(), None)
        assert key.public_key() != authority.public_key()


async def test_what_the_certificates_say(tmp_path: Path) -> None:
    certificates = await kept(tmp_path)
    root = x509.load_der_x509_certificate(authority_of(certificates))
    leaf, issuer = chain_of(tmp_path)
    at = now().local
    assert root.subject.rfc4514_string() == "CN=Silakan Kantor Desa Uji"
    assert root.not_valid_before_utc.timestamp() * 1000 == FIRST_MS
    assert timedelta(days=3_652) <= root.not_valid_after_utc - at <= timedelta(days=3_653)
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=397)
    assert (extension(root, x509.BasicConstraints).value.path_length, issuer.issuer) == (1, root.subject)
    assert extension(issuer, x509.BasicConstraints).value.path_length == 0
    assert not extension(leaf, x509.BasicConstraints).value.ca
    for certificate in (root, issuer):
        limits = extension(certificate, x509.NameConstraints)
        assert limits.critical
        texts = [str(name.value) for name in limits.value.permitted_subtrees]
        assert {"local", "balai-desa", "antrean.sukamaju.desa.id", "192.168.0.0/16", "198.51.100.7/32"} <= set(texts)
        assert "0.0.0.0/0" not in texts


async def test_a_new_address_is_in_the_next_certificate_under_the_same_authority(tmp_path: Path) -> None:
    certificates = await kept(tmp_path)
    before = certificates.fingerprint()
    moved = names_of("balai-desa", ["10.4.0.2"])
    assert await certificates.renew(moved, now(), OFFICE)
    assert not await certificates.renew(moved, now(), OFFICE)
    assert "10.4.0.2" in [
        str(a)
        for a in extension(leaf_of(tmp_path), x509.SubjectAlternativeName).value.get_values_for_type(x509.IPAddress)
    ]
    assert certificates.fingerprint() == before


async def test_a_name_that_came_later_is_left_out_and_spoils_nothing(tmp_path: Path) -> None:
    certificates = await kept(tmp_path)
    renamed = names_of("pendopo", ["192.168.1.10"])
    assert await certificates.renew(renamed, now(), OFFICE)
    assert not await certificates.renew(renamed, now(), OFFICE), "made again with every look"
    names = extension(leaf_of(tmp_path), x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "pendopo.local"]


async def test_a_running_server_shows_the_new_certificate_to_the_next_visitor(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path, issue_here)
    present = [HERE]
    async with (
        certificates.kept_fresh(lambda: present[0], now, OFFICE, every_s=0.001) as context,
        tls_with(context) as tls,
    ):
        authority = authority_of(certificates)
        first = await tls.presented(authority, "192.168.1.10")
        present[0] = names_of("balai-desa", ["10.4.0.2"])
        async with asyncio.timeout(20):
            while (second := await tls.presented(authority, "127.0.0.1")) == first:
                pass
        assert await tls.presented(authority, "10.4.0.2") == second


async def test_when_renewing_fails_the_present_certificate_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[bytes] = []
    tried = asyncio.Event()

    async def issue_once(folder: Path, wanted: bytes) -> None:
        tries.append(wanted)
        if len(tries) == 1:
            await issue_here(folder, wanted)
        else:
            tried.set()
            raise NotIssued("Disk penuh.")

    certificates = Certificates(tmp_path, issue_once)
    present = [HERE]
    with caplog.at_level(logging.WARNING):
        async with (
            certificates.kept_fresh(lambda: present[0], now, OFFICE, every_s=0.001) as context,
            tls_with(context) as tls,
        ):
            present[0] = names_of("balai-desa", ["10.4.0.2"])
            async with asyncio.timeout(20):
                await tried.wait()
            await tls.presented(authority_of(certificates), "192.168.1.10")
    assert "Disk penuh." in caplog.text


async def test_a_damaged_certificate_is_made_again_and_a_damaged_issuer_is_told(tmp_path: Path) -> None:
    certificates = await kept(tmp_path)
    before, file = certificates.fingerprint(), tmp_path / FOLDER / SERVER
    for content in (b"", b"x" * 500, file.read_bytes()[:900]):
        file.write_bytes(content)
        async with certificates.kept_fresh(lambda: HERE, now, OFFICE) as context, tls_with(context) as tls:
            await tls.presented(authority_of(certificates), "127.0.0.1")
    assert certificates.fingerprint() == before

    file.unlink()
    (tmp_path / FOLDER / ISSUER).unlink()
    with pytest.raises(NotIssued, match="pindahkan folder itu"):
        await certificates.renew(HERE, now(), OFFICE)
    (tmp_path / FOLDER / ISSUER).write_bytes(b"rusak")
    with pytest.raises(NotIssued, match="pindahkan folder itu"):
        await Certificates(tmp_path).renew(HERE, now(), OFFICE)
    assert certificates.fingerprint() == before


async def test_whoever_is_cut_off_while_writing_leaves_the_old_one_whole(tmp_path: Path) -> None:
    await kept(tmp_path)
    before = (tmp_path / FOLDER / SERVER).read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _descriptor: (_ for _ in ()).throw(OSError("kabel tercabut")))
        with pytest.raises(OSError, match="kabel"):
            await Certificates(tmp_path, issue_here).renew(names_of("balai-desa", ["10.4.0.2"]), now(), OFFICE)
    assert (tmp_path / FOLDER / SERVER).read_bytes() == before
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == sorted([AUTHORITY, ISSUER, SERVER])


def test_reading_certificates_does_not_load_what_makes_them() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import sys, server.private.certificates; print('cryptography' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "False"


async def test_a_first_start_that_was_cut_off_begins_anew(tmp_path: Path) -> None:
    certificates = await kept(tmp_path)
    (tmp_path / FOLDER / AUTHORITY).unlink()
    for left in ((ISSUER, SERVER), (ISSUER,)):
        for name in {ISSUER, SERVER} - set(left):
            (tmp_path / FOLDER / name).unlink()
        async with certificates.kept_fresh(lambda: HERE, now, OFFICE) as context, tls_with(context) as tls:
            await tls.presented(authority_of(certificates), "127.0.0.1")
        (tmp_path / FOLDER / AUTHORITY).unlink()


async def test_the_fingerprint_is_what_an_operating_system_shows(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path, issue_here)
    assert certificates.fingerprint() == ""
    await certificates.renew(HERE, now(), OFFICE)
    (tmp_path / "root.der").write_bytes(authority_of(certificates))
    shown = openssl(tmp_path, "x509 -inform der -in root.der -noout -fingerprint -sha256")
    assert certificates.fingerprint().replace(" ", ":") in shown
