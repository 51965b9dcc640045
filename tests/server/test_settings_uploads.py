"""Logos, pictures and videos: taken when they are what they say, refused with a sentence when they are not, and never a danger."""

import hashlib
import io
import os
import re
import struct
import time
import zlib
from pathlib import Path

import httpx
import pytest
from PIL import Image

from server.domain.access import Role
from server.media_shelf import MOST_VIDEO_BYTES, MediaShelf
from server.picture_check import NotUsable, checked_picture
from tests.live_office import TOKEN, LiveOffice

pytestmark = pytest.mark.usefixtures("real_children")

MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(1000)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm" + bytes(
    1000
)
LOGO, MEDIA = "/atur/kantor/logo", "/atur/layar/media"


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 32), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **more)
    return made.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is so large, and has the pixels packed tightly."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + 3 * width)
    rows = b"".join(packer.compress(row) for _ in range(min(height, 300))) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(TOKEN)


async def sent(
    desk: httpx.AsyncClient, path: str, content: bytes, name: str = "a.png", **fields: str
) -> httpx.Response:
    kind = "video/mp4" if name.endswith(("mp4", "webm")) else "image/png"
    return await desk.post(path, files={"file": (name, content, kind)}, data={"key": "a" * 32, **fields})


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_logo_is_made_anew_and_shown(live: LiveOffice, desk: httpx.AsyncClient, kind: str) -> None:
    assert (await sent(desk, LOGO, picture(kind, (2000, 1000)))).status_code == 303

    digest = live.running.context.description.logo
    public = await live.client()
    answer = await public.get(f"/berkas/{digest}")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]
    assert hashlib.sha256(answer.content).hexdigest() == digest
    assert Image.open(io.BytesIO(answer.content)).size == (512, 256)
    assert f'<img class="logo" src="/berkas/{digest}"' in (await public.get("/layar")).text


async def test_what_a_camera_wrote_into_a_picture_is_left_out() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Rumah Bu Sari"
    exif[0x0112] = 6  # lies on its side
    made = await checked_picture(picture("JPEG", (40, 20), exif=exif.tobytes()), "picture")
    again = Image.open(io.BytesIO(made))
    assert not again.getexif()
    assert again.size == (20, 40)


NOT_A_PICTURE = "Berkas ini bukan gambar PNG, JPEG, atau WebP."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bukan gambar", NOT_A_PICTURE),
        (b"", NOT_A_PICTURE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', NOT_A_PICTURE),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), NOT_A_PICTURE),
        (picture("GIF"), NOT_A_PICTURE),
        (picture()[:60], NOT_A_PICTURE),
        (bomb(5001, 5000), "paling banyak 25 juta titik"),
        (bomb(60_000, 60_000), "paling banyak 25 juta titik"),
        (bytes(2 * 1024 * 1024 + 1), "lebih besar dari 2 MB"),
    ],
    ids=["text", "nothing", "svg", "head only", "gif", "cut off", "too many pixels", "bomb", "too large"],
)
async def test_what_is_no_usable_picture_is_refused_with_a_sentence(
    live: LiveOffice, desk: httpx.AsyncClient, content: bytes, words: str
) -> None:
    head = live.office.head
    answer = await sent(desk, LOGO, content)
    assert answer.status_code == 422
    assert words in answer.text
    assert live.office.head == head


async def test_a_picture_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(NotUsable, match="terlalu lama"):
        await checked_picture(picture(), "logo", patience_s=0.001)


async def test_a_form_without_a_file_is_told(desk: httpx.AsyncClient) -> None:
    answer = await desk.post(LOGO, files={"file": ("", b"")}, data={"key": "a"})
    assert "Pilih berkasnya dulu" in answer.text


async def test_the_logo_is_taken_away(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    await sent(desk, LOGO, picture())
    digest = live.running.context.current.digest
    answer = await desk.post(f"{LOGO}/hapus", data={"based_on": digest, "key": "b"})
    assert answer.status_code == 303
    assert live.running.context.description.logo is None
    assert 'class="logo"' not in (await desk.get("/layar")).text


@pytest.mark.parametrize(("content", "name", "kind"), [(MP4, "a.mp4", "video/mp4"), (WEBM, "b.webm", "video/webm")])
async def test_a_video_is_put_on_the_tv(
    live: LiveOffice, desk: httpx.AsyncClient, content: bytes, name: str, kind: str
) -> None:
    assert (await sent(desk, MEDIA, content, name, words="Cara antre")).status_code == 303
    (medium,) = live.running.context.description.media
    assert (medium.words, medium.video, medium.digest) == ("Cara antre", True, hashlib.sha256(content).hexdigest())
    part = await desk.get(f"/berkas/{medium.digest}", headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content, part.headers["content-type"]) == (206, content[4:8], kind)
    page = (await desk.get("/layar")).text
    assert (
        f'<video muted playsinline preload="none" aria-label="Cara antre" data-src="/berkas/{medium.digest}">' in page
    )


async def test_a_picture_is_put_on_the_tv_once_and_taken_off(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    for words in ("Peta", "Peta desa"):
        assert (await sent(desk, MEDIA, picture(), words=words)).status_code == 303
    (medium,) = live.running.context.description.media
    assert (medium.words, medium.video) == ("Peta desa", False)
    answer = await desk.get(f"/berkas/{medium.digest}")
    assert answer.headers["content-type"] == "image/jpeg"

    based_on = live.running.context.current.digest
    answer = await desk.post(f"{MEDIA}/{medium.digest}/hapus", data={"based_on": based_on, "key": "b"})
    assert answer.status_code == 303
    assert live.running.context.description.media == ()


@pytest.mark.parametrize("content", [b"bukan video" * 10, b"", picture(), b"\x1a\x45\xdf\xa3matroska" + bytes(100)])
async def test_what_is_no_video_is_refused(live: LiveOffice, desk: httpx.AsyncClient, content: bytes) -> None:
    answer = await sent(desk, MEDIA, content, "a.mp4", words="Cara antre")
    assert answer.status_code == 422
    assert "bukan video MP4 atau WebM" in answer.text
    assert live.running.context.description.media == ()


async def test_a_picture_without_words_for_those_who_do_not_see_it_is_refused(desk: httpx.AsyncClient) -> None:
    answer = await sent(desk, MEDIA, picture(), words=" ")
    assert answer.status_code == 422
    assert "Keterangan singkat: Isi dulu bagian ini." in answer.text


async def test_a_body_above_the_limit_is_told_the_limits_of_files(desk: httpx.AsyncClient) -> None:
    answer = await desk.post(
        LOGO, content=bytes(3 * 1024 * 1024), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413
    assert "Gambar paling besar 2 MB, video 50 MB." in answer.text


@pytest.mark.parametrize("role", [None, Role.TV, Role.KIOSK])
async def test_nobody_else_may_send_a_file(live: LiveOffice, role: Role | None) -> None:
    cookies = await live.device(role) if role else {}
    browser = await live.client(cookies=cookies, origin=live.url)
    answer = await sent(browser, MEDIA, bytes(200_000), "a.mp4", words="x")
    assert answer.status_code in {303, 401, 403, 413}
    assert live.running.context.description.media == ()
    assert not list((live.running.context.config.data / "berkas").glob("*"))


def test_a_video_that_is_too_large_leaves_nothing_behind(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        """MP4 without end."""

        def __init__(self) -> None:
            self.at = 0

        def read(self, size: int = -1) -> bytes:
            start, self.at = self.at, self.at + size
            return MP4[:size] if start == 0 else bytes(size)

        def seek(self, offset: int, whence: int = 0) -> int:
            self.at = offset
            return offset

    shelf = MediaShelf(tmp_path)
    endless = Endless()
    with pytest.raises(NotUsable, match="lebih besar dari 50 MB"):
        shelf.keep_video(endless)  # type: ignore[arg-type]
    assert endless.at <= MOST_VIDEO_BYTES + 2 * 1024 * 1024
    assert list((tmp_path / "berkas").iterdir()) == []


def test_the_shelf_drops_what_nobody_names_any_more_but_nothing_that_was_just_put_there(tmp_path: Path) -> None:
    shelf = MediaShelf(tmp_path)
    kept, dropped, fresh = (shelf.keep(content, "png") for content in (b"kept", b"dropped", b"fresh"))
    an_hour_ago = time.time() - 3600
    for digest in (kept, dropped):
        found = shelf.find(digest)
        assert found is not None
        os.utime(found.path, (an_hour_ago, an_hour_ago))

    shelf.drop_all_but({kept})

    assert [shelf.find(digest) is not None for digest in (kept, dropped, fresh)] == [True, False, True]


@pytest.mark.parametrize("digest", ["", "..", "../silakan.db", "A" * 64, "a" * 63, "a" * 64 + "/.."])
def test_the_shelf_gives_nothing_but_its_own_files(tmp_path: Path, digest: str) -> None:
    (tmp_path / "berkas").mkdir()
    assert MediaShelf(tmp_path).find(digest) is None


def test_the_check_runs_in_a_process_with_limits() -> None:
    source = Path("server/picture_child.py").read_text("utf-8")
    assert re.search(r"setrlimit\(resource\.RLIMIT_AS", source)
    assert re.search(r"setrlimit\(resource\.RLIMIT_CPU", source)
