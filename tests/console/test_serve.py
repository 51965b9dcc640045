"""`silakan serve` in a process of its own: what it prints, whom it refuses, how it stops."""

import http.client
import json
import signal
from pathlib import Path

from tests.console.own_process import OwnProcess, Started


def port_of(server: Started) -> int:
    return int(server.until(r"^Alamat: http://127\.0\.0\.1:(\d+)/$")[1])


def ask(port: int, path: str, token: str = "") -> tuple[int, dict[str, object]]:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        asking.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
        answer = asking.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        asking.close()


def test_a_new_office_gets_its_secrets_once_and_a_second_server_is_refused(
    silakan: OwnProcess, warm_silakan: OwnProcess
) -> None:
    first = silakan.start("serve", "--data", "data", "--port", "0", SILAKAN_API_TOKEN="kunci-otomasi")
    port = port_of(first)
    code, token = (first.until(rf"^{name}: (\S+)$")[1] for name in ("Kode penyiapan", "Token penyuara"))
    assert ask(port, "/api/v1/snapshot", "kunci-otomasi")[0] == 200
    assert ask(port, "/api/v1/snapshot", token)[0] == 200
    assert ask(port, "/api/v1/snapshot", "tebakan")[0] == 401

    refused = silakan.run("serve", "--data", "data", "--port", "0")
    assert refused == (
        1,
        "",
        "Direktori data data sedang dipakai server Silakan yang lain; hentikan dulu server itu.\n",
    )
    same_port = warm_silakan.run("serve", "--data", "lain", "--port", str(port))
    assert same_port[0] == 1
    assert same_port[2].startswith(f"Port {port} sedang dipakai program lain")
    started_twice = warm_silakan.run("serve", "--data", "data", "--port", str(port))
    assert started_twice[2] == refused[2]

    stopped, out, err = first.stop(signal.SIGTERM)
    assert stopped == 0
    for secret in (code, token, "kunci-otomasi"):
        assert secret not in err
        assert out.count(secret) == (secret != "kunci-otomasi")
    assert "Traceback" not in err


def test_a_later_start_prints_no_old_secret_and_ctrl_c_is_a_clean_end(
    silakan: OwnProcess, warm_silakan: OwnProcess, tmp_path: Path
) -> None:
    first = warm_silakan.start("serve", SILAKAN_DATA="data", SILAKAN_PORT="0")
    old_code = first.until(r"^Kode penyiapan: (\S+)$")[1]
    token = first.until(r"^Token penyuara: (\S+)$")[1]
    first.until("Catat sekarang")
    assert first.stop(signal.SIGINT)[0] == 0
    second = silakan.start("serve", "--data", str(tmp_path / "data"), "--port", "0")
    port = port_of(second)
    assert ask(port, "/api/v1/snapshot", token)[0] == 200
    second.until(r"^Kode penyiapan: ")
    code, out, err = second.stop(signal.SIGINT)
    assert (code, err) == (0, "")
    # Nobody has prepared the office yet, so there is a new code; the announcer has its token.
    address, where, new_code = out.splitlines()
    assert (address, where) == (f"Alamat: http://127.0.0.1:{port}/", f"Penyiapan: http://127.0.0.1:{port}/siapkan")
    assert new_code.startswith("Kode penyiapan: ")
    assert old_code not in new_code


def test_a_damaged_log_is_kept_and_the_way_back_is_told(warm_silakan: OwnProcess, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "silakan.db").write_bytes(b"bukan basis data " * 600)
    code, out, err = warm_silakan.run("serve", "--data", "data", "--port", "0")
    (aside,) = (tmp_path / "data").glob("rusak-*")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert aside.name in err
    assert "silakan restore BERKAS" in err
    assert (tmp_path / "data" / "silakan.db").read_bytes().startswith(b"bukan basis data ")


def test_the_given_office_is_opened(silakan: OwnProcess, warm_silakan: OwnProcess, tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "server" / "sample_office.toml"
    text = sample.read_text(encoding="utf-8").replace("Kantor Desa Sukamaju", "Kantor Desa Uji Coba")
    (tmp_path / "kantor.toml").write_text(text, encoding="utf-8")
    server = silakan.start("serve", "--data", "data", "--port", "0", "--office", "kantor.toml")
    port_of(server)
    assert server.stop()[0] == 0
    assert warm_silakan.run("office", "export", "--data", "data") == (0, text, "")
