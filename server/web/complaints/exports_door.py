"""Where the desk's files may be had: over https, or on the server's own machine, and nowhere else."""

from starlette.requests import Request
from starlette.responses import Response

from server.web.pages import problem
from server.web.secrecy import encrypted, is_local
from server.web.sentence import Sentence

NOT_SECURE = Sentence(
    409,
    "desk-not-secure",
    "Sambungan belum aman",
    "Meja aduan hanya terbuka lewat https, atau di komputer server. Buka alamat kantor yang diawali https://.",
    "/aman",
    "Cara memakai https",
)


def closed_door(request: Request) -> Response | None:
    """Why nothing can be had this way; None when it can."""
    if encrypted(request.scope) or is_local(request):
        return None
    return problem(request, NOT_SECURE)
