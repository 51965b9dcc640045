"""The office's authority and the server's certificate: what is kept, and keeping it fresh.

What can be read here is read without the library that makes certificates; that one runs in a process of its own (`issuing`).
"""

import asyncio
import hashlib
import json
import logging
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from server.domain.moment import Moment
from server.private.certificate_files import AUTHORITY, FOLDER, ISSUER, SERVER
from server.private.validity import Made, Names, Order, Window, order

_log = logging.getLogger("silakan.certificates")
_ISSUING = (sys.executable, "-m", "server.private.issuing")
_LONGEST_S = 60.0
_EVERY_S = 60.0

Issue = Callable[[Path, bytes], Awaitable[None]]
"""Carries out an order (JSON) in a folder. Raises `NotIssued`."""


class NotIssued(Exception):
    """A certificate could not be made; the sentence says what to do."""


class Certificates:
    """The certificates in one data directory."""

    def __init__(self, data: Path, issue: Issue | None = None) -> None:
        self._folder = data / FOLDER
        self._issue = issue or issue_in_a_process

    @property
    def folder(self) -> Path:
        return self._folder

    def authority(self) -> bytes | None:
        """The certificate that devices learn to trust, as DER; None as long as there is none."""
        try:
            return (self._folder / AUTHORITY).read_bytes()
        except FileNotFoundError:
            return None

    def fingerprint(self) -> str:
        """SHA-256 of the authority, in pairs of capitals as operating systems show it; "" as long as there is none."""
        authority = self.authority()
        return "" if authority is None else hashlib.sha256(authority).digest().hex(" ").upper()

    def made(self) -> Made | None:
        """What the present certificate was made for; None without one that can be read."""
        try:
            facts = json.loads((self._folder / SERVER).read_bytes().partition(b"\n")[0])
            return Made(
                Names(tuple(facts["hosts"]), tuple(facts["addresses"])),
                Window(facts["begin_ms"], facts["end_ms"]),
                facts["authority_end_ms"],
                facts["sure_ms"],
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None  # none yet, or a broken file: another is made in its place

    async def renew(self, names: Names, now: Moment, office: str) -> bool:
        """Make what is missing; whether there is a new certificate. Raises `NotIssued`."""
        there = (self._folder / AUTHORITY).exists()
        wanted = order(self.made() if there else None, names, now.wall_ms, doubtful=now.doubtful)
        if wanted is None:
            return False
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise NotIssued(f"Folder {self._folder} tidak dapat dibuat; periksa hak akses dan ruang disk.") from error
        # Another authority would be one that no device knows: not without a person. The other way round it was cut off while it was made.
        if there and not (self._folder / ISSUER).exists():
            raise NotIssued(_broken(self._folder))
        await self._issue(self._folder, _as_json(wanted, now, office))
        return True

    @asynccontextmanager
    async def kept_fresh(
        self, names: Callable[[], Names], now: Callable[[], Moment], office: str, every_s: float = _EVERY_S
    ) -> AsyncIterator[ssl.SSLContext]:
        """TLS for a server, with a certificate that follows the machine's addresses and the time. Raises `NotIssued` at first."""
        await self.renew(names(), now(), office)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        try:
            self._load(context)
        except NotIssued:
            # A file that the medium has damaged; the issuer makes another.
            (self._folder / SERVER).unlink(missing_ok=True)
            await self.renew(names(), now(), office)
            self._load(context)
        keeping = asyncio.create_task(self._keep(context, names, now, office, every_s), name="certificate")
        try:
            yield context
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def _keep(
        self,
        context: ssl.SSLContext,
        names: Callable[[], Names],
        now: Callable[[], Moment],
        office: str,
        every_s: float,
    ) -> None:
        while True:
            await asyncio.sleep(every_s)
            try:
                if await self.renew(names(), now(), office):
                    # Connections that stand keep what they began with; the next ones get the new one.
                    self._load(context)
            except NotIssued as trouble:
                # The present certificate goes on to serve, and the next round tries again.
                _log.warning("%s", trouble)

    def _load(self, context: ssl.SSLContext) -> None:
        try:
            context.load_cert_chain(self._folder / SERVER)
        except (OSError, ssl.SSLError) as error:
            raise NotIssued(_broken(self._folder)) from error


async def issue_in_a_process(folder: Path, wanted: bytes) -> None:
    """Issue in a child process, whose memory goes with it. Raises `NotIssued`."""
    try:
        child = await asyncio.create_subprocess_exec(
            *_ISSUING,
            str(folder),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise NotIssued(
            "Pembuat sertifikat tidak dapat dijalankan; coba lagi. Bila tetap gagal, pasang ulang silakan."
        ) from error
    try:
        async with asyncio.timeout(_LONGEST_S):
            _, told = await child.communicate(wanted)
    except TimeoutError as error:
        raise NotIssued(
            "Sertifikat terlalu lama dibuat; tunggu sampai komputer tidak sibuk, lalu coba lagi."
        ) from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        _log.debug("issuing failed: %s", told.decode(errors="replace"))
        raise NotIssued(_broken(folder))


def _as_json(wanted: Order, now: Moment, office: str) -> bytes:
    content = {
        "office": office,
        "hosts": wanted.names.hosts,
        "addresses": wanted.names.addresses,
        "begin_ms": wanted.window.begin_ms,
        "end_ms": wanted.window.end_ms,
        "sure_ms": wanted.sure_ms,
        "now_ms": now.wall_ms,
    }
    return json.dumps(content).encode()


def _broken(folder: Path) -> str:
    return (
        f"Sertifikat di {folder} rusak atau tidak lengkap; pindahkan folder itu lalu jalankan lagi, "
        "dan pasang berkas kantor yang baru di setiap perangkat petugas."
    )
