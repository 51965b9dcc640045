"""Pictures and short videos for the TVs, on the page of the TVs."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import FormSection, Group, ListSection, Row, Section
from server.description import Description, Medium
from server.picture_check import NotUsable
from server.web.context import Context, context_of
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, change, remove, show
from server.web.settings.typed import Typed
from server.web.settings.uploading import is_video, picture_in, video_in

PATH = "/atur/layar/media"
_KINDS = "image/png,image/jpeg,image/webp,video/mp4,video/webm"
_MOST = 20


def media_sections(context: Context, key: str) -> tuple[Section, ...]:
    office, based_on = context.description, context.current.digest
    rows = tuple(_row(context, medium) for medium in office.media)
    fields = Fields({}, {})
    about = "Gambar PNG, JPEG, atau WebP sampai 2 MB; video MP4 atau WebM sampai 50 MB, tanpa suara."
    upload = FormSection(
        "",
        PATH,
        (
            Group(
                "",
                (
                    fields("file", "Gambar atau video", "file", accept=_KINDS, help=about, wide=True),
                    fields(
                        "words", "Keterangan singkat", most=60, help="Dibacakan untuk yang tidak melihat.", wide=True
                    ),
                ),
            ),
        ),
        based_on,
        f"{key}-media",
        "Pasang di layar",
        upload=True,
    )
    nothing = "Belum ada. Yang dipasang tampil setelah 60 detik tanpa panggilan dan hilang begitu ada panggilan."
    listed = ListSection("Gambar dan video", rows, nothing, based_on=based_on, key=f"{key}-lepas")
    return (listed, upload) if len(office.media) < _MOST else (listed,)


async def save_medium(request: Request, page: FormPage) -> Response:
    context = context_of(request)
    async with request.form(max_files=1, max_fields=8) as form:
        typed = Typed({name: value for name, value in form.items() if isinstance(value, str)})
        words = typed.words("words", 60)
        if typed.problems:
            return await show(request, page, problem=f"Keterangan singkat: {typed.problems['words']}", status=422)
        try:
            video = is_video(form)
            digest = await (video_in(context, form) if video else picture_in(context, form, "picture"))
        except NotUsable as error:
            return await show(request, page, problem=str(error), status=422)
    current = context.current
    others = tuple(medium for medium in current.description.media if medium.digest != digest)
    new = msgspec.structs.replace(current.description, media=(*others, Medium(digest, words, video)))
    # A new picture goes with whatever else was changed meanwhile, and the same one again is no change: no key is needed.
    return await change(request, page, new, current.digest, "", landing=page.path)


async def remove_medium(request: Request, page: FormPage) -> Response:
    digest = request.path_params["digest"]

    def without(office: Description) -> Description:
        return msgspec.structs.replace(office, media=tuple(m for m in office.media if m.digest != digest))

    return await remove(request, page, without, page.path)


def _row(context: Context, medium: Medium) -> Row:
    there = context.media.find(medium.digest) is not None
    kind = "Video" if medium.video else "Gambar"
    words = kind if there else f"{kind}, berkasnya tidak ada di komputer ini. Lepas, lalu pasang lagi."
    picture = f"/berkas/{medium.digest}" if there and not medium.video else ""
    return Row(
        medium.words, words, icon="" if picture else "tv", picture=picture, removal=f"{PATH}/{medium.digest}/hapus"
    )
