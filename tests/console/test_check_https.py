"""What `silakan check` says of https."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.console.checkup.finding import Finding, Level
from server.console.checkup.https import look_at_https
from server.domain.moment import Moment
from server.private.certificate_files import FOLDER, ISSUER
from server.private.certificates import Certificates
from server.private.issuing import carry_out
from server.private.validity import names_of

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


async def issue_here(folder: Path, wanted: bytes) -> None:
    carry_out(json.loads(wanted), folder)


async def with_certificates(data: Path) -> None:
    await Certificates(data, issue_here).renew(names_of("balai-desa", []), Moment(NOW, 0, "boot"), "Kantor Desa Uji")


def one(data: Path | None, now: datetime = NOW) -> Finding:
    (finding,) = look_at_https(data, now)
    return finding


def test_nothing_is_said_where_there_never_was_https(tmp_path: Path) -> None:
    assert list(look_at_https(None, NOW)) == []
    assert list(look_at_https(tmp_path, NOW)) == []


async def test_certificates_that_hold_are_well(tmp_path: Path) -> None:
    await with_certificates(tmp_path)
    found = one(tmp_path)
    assert (found.level, found.found) == (Level.OK, "sertifikat berlaku; berkas kantor sampai 2036-11-22")


async def test_a_wrong_date_and_the_last_year_are_told(tmp_path: Path) -> None:
    await with_certificates(tmp_path)
    assert "setel jam" in one(tmp_path, now=NOW + timedelta(days=2_000)).remedy
    assert "setel jam" in one(tmp_path, now=NOW - timedelta(days=200)).remedy
    file = tmp_path / FOLDER / "server.pem"
    facts, _, rest = file.read_bytes().partition(b"\n")
    soon = {**json.loads(facts), "authority_end_ms": int((NOW + timedelta(days=300)).timestamp() * 1000)}
    file.write_bytes(json.dumps(soon).encode() + b"\n" + rest)
    assert "berkas kantor berakhir 2027-09-19" in one(tmp_path).found


async def test_a_key_that_others_can_read_is_told(tmp_path: Path) -> None:
    await with_certificates(tmp_path)
    (tmp_path / FOLDER / ISSUER).chmod(0o640)
    _, loose = look_at_https(tmp_path, NOW)
    assert (loose.level, loose.found) == (Level.WARNING, f"dapat dibaca orang lain: {ISSUER}")
