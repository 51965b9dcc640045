"""https from the command line: flags, what is printed, and what a restart, a backup and a restore do to the certificates."""

import http.client
import shutil
import ssl
from contextlib import closing
from pathlib import Path

import pytest

from server.console.failure import Misuse
from server.console.secure_entrance import entrance_lines, open_entrance, port_of
from server.console.settings import Flags, settings
from server.private.certificate_files import AUTHORITY, FOLDER, ISSUER, SERVER
from server.private.certificates import Certificates
from tests.console.own_process import PATIENCE_S, OwnProcess, Started

SECURE = r"^Alamat aman untuk petugas: https://127\.0\.0\.1:(\d+)/$"


def test_the_port_comes_from_the_flag_over_the_environment_over_the_file(tmp_path: Path) -> None:
    assert settings(Flags(tmp_path), {}).https_port is None
    (tmp_path / "setelan.toml").write_text("https_port = 1\n", encoding="utf-8")
    assert settings(Flags(tmp_path), {}).https_port == 1
    assert settings(Flags(tmp_path), {"SILAKAN_HTTPS_PORT": "2"}).https_port == 2
    assert settings(Flags(tmp_path, https_port=0), {"SILAKAN_HTTPS_PORT": "2"}).https_port == 0
    with pytest.raises(Misuse, match="Port 70000"):
        settings(Flags(tmp_path, https_port=70_000), {})


def secure_page(server: Started, data: Path) -> tuple[int, int]:
    """The status of the guide over https, asked by a program that trusts the office's authority alone, and the port."""
    port = int(server.until(SECURE)[1])
    trusting = ssl.create_default_context(cadata=Certificates(data).authority())
    asking = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE_S, context=trusting)
    try:
        asking.request("GET", "/aman/uji", headers={"Accept": "text/html"})
        return asking.getresponse().status, port
    finally:
        asking.close()


def test_an_office_that_its_network_can_reach_has_https_unasked(silakan: OwnProcess) -> None:
    server = silakan.start("serve", "--data", "data", "--host", "0.0.0.0", "--port", "0")
    assert 8443 <= int(server.until(SECURE)[1]) < 8443 + 11
    assert server.stop()[0] == 0


def test_https_is_there_from_the_first_start_and_the_same_after_a_restart(
    warm_silakan: OwnProcess, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    first = warm_silakan.start("serve", "--data", "data", "--port", "0", "--https-port", "0")
    status, port = secure_page(first, data)
    assert status == 200
    printed = first.until(r"^Sidik jari berkas kantor: ([0-9A-F]{2}( [0-9A-F]{2}){31})$")[1]
    assert printed == Certificates(data).fingerprint()
    taken = warm_silakan.run("serve", "--data", "lain", "--port", "0", "--https-port", str(port))
    assert taken[0] == 1
    assert "pilih --https-port lain" in taken[2]
    code, _, err = first.stop()
    assert (code, err) == (0, "")

    second = warm_silakan.start("serve", "--data", "data", "--port", "0", "--https-port", "0")
    assert secure_page(second, data)[0] == 200
    assert second.until(r"^Sidik jari berkas kantor: (.+)$")[1] == printed
    assert second.stop()[0] == 0


def test_broken_certificates_are_told_in_one_sentence(warm_silakan: OwnProcess, tmp_path: Path) -> None:
    folder = tmp_path / "data" / FOLDER
    folder.mkdir(parents=True)
    (folder / AUTHORITY).write_bytes(b"x")
    code, _, err = warm_silakan.run("serve", "--data", "data", "--port", "0", "--https-port", "0")
    assert code == 1
    assert err.count("\n") == 1
    assert "pindahkan folder itu" in err
    shutil.rmtree(folder)
    again = warm_silakan.start("serve", "--data", "data", "--port", "0", "--https-port", "0")
    again.until(SECURE)
    assert again.stop()[0] == 0


def test_a_backup_holds_no_key_and_a_restore_leaves_the_certificates_alone(
    warm_silakan: OwnProcess, tmp_path: Path
) -> None:
    server = warm_silakan.start("serve", "--data", "data", "--port", "0", "--https-port", "0")
    server.until(SECURE)
    assert server.stop()[0] == 0
    folder = tmp_path / "data" / FOLDER
    before = {name: (folder / name).read_bytes() for name in (AUTHORITY, ISSUER, SERVER)}

    assert warm_silakan.run("backup", "cadangan.db", "--data", "data")[0] == 0
    copied = (tmp_path / "cadangan.db").read_bytes()
    assert b"PRIVATE KEY" not in copied
    for content in before.values():
        assert content[-100:] not in copied

    assert warm_silakan.run("restore", "cadangan.db", "--data", "data")[0] == 0
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_tablet_is_told_an_address_that_it_can_reach(tmp_path: Path) -> None:
    entrance = open_entrance("127.0.0.1", 0, tmp_path, ())
    assert entrance is not None
    with closing(entrance.listening):
        own, lan = "http://127.0.0.1:8000", "http://192.168.1.10:8000"
        port = port_of(entrance)
        assert entrance_lines(entrance, (own, lan))[:3] == (
            f"Alamat aman untuk petugas: https://127.0.0.1:{port}/",
            f"Alamat aman untuk petugas: https://192.168.1.10:{port}/",
            "Tablet petugas dipasang lewat: http://192.168.1.10:8000/aman",
        )
        assert not any("/aman" in line for line in entrance_lines(entrance, (own,)))
