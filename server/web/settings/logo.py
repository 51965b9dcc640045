"""The office's logo, on the page of its name."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import FormSection, Group, ListSection, Row, Section
from server.description import Description
from server.picture_check import NotUsable
from server.web.context import Context, context_of
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, change, remove, show
from server.web.settings.uploading import picture_in

PATH = "/atur/kantor/logo"
_KINDS = "image/png,image/jpeg,image/webp"


async def logo_sections(context: Context, key: str) -> tuple[Section, ...]:
    digest, based_on = context.description.logo, context.current.digest
    fields = Fields({}, {})
    help_words = "PNG, JPEG, atau WebP, paling besar 2 MB. Tampil di kepala layar TV."
    form = FormSection(
        "",
        PATH,
        (Group("", (fields("file", "Logo baru", "file", accept=_KINDS, help=help_words, wide=True),)),),
        based_on,
        f"{key}-logo",
        "Pasang logo",
        upload=True,
    )
    rows = () if digest is None else (Row("Logo sekarang", "", picture=f"/berkas/{digest}", removal=f"{PATH}/hapus"),)
    return (ListSection("Logo", rows, "Belum ada logo.", based_on=based_on, key=f"{key}-hapus"), form)


async def save_logo(request: Request, page: FormPage) -> Response:
    async with request.form(max_files=1, max_fields=8) as form:
        try:
            digest = await picture_in(context_of(request), form, "logo")
        except NotUsable as error:
            return await show(request, page, problem=str(error), status=422)
        current = context_of(request).current
        new = msgspec.structs.replace(current.description, logo=digest)
        # A new logo goes with whatever else was changed meanwhile, and the same one again is no change: no key is needed.
        return await change(request, page, new, current.digest, "", landing=page.path)


async def remove_logo(request: Request, page: FormPage) -> Response:
    def without(office: Description) -> Description:
        return msgspec.structs.replace(office, logo=None)

    return await remove(request, page, without, page.path)
