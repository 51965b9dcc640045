"""All pages of the settings. Who may use them stands in `server/web/rights.py`."""

from starlette.routing import Route

from server.web.settings import (
    counters,
    file,
    history,
    home,
    hours,
    office,
    printer,
    rules,
    screens,
    services,
    tv,
    voice,
)


def routes() -> list[Route]:
    return [
        Route("/atur", home.show_home, methods=["GET"]),
        Route("/atur/kantor", office.show_office, methods=["GET"]),
        Route("/atur/kantor", office.save_office, methods=["POST"]),
        Route("/atur/kantor/logo", office.save_office_logo, methods=["POST"]),
        Route("/atur/kantor/logo/hapus", office.remove_office_logo, methods=["POST"]),
        Route("/atur/layanan", services.show_services, methods=["GET"]),
        Route("/atur/layanan/{letter}", services.show_service, methods=["GET"]),
        Route("/atur/layanan/{letter}", services.save_service, methods=["POST"]),
        Route("/atur/layanan/{letter}/hapus", services.remove_service, methods=["POST"]),
        Route("/atur/loket", counters.show_counters, methods=["GET"]),
        Route("/atur/loket/{id}", counters.show_counter, methods=["GET"]),
        Route("/atur/loket/{id}", counters.save_counter, methods=["POST"]),
        Route("/atur/loket/{id}/hapus", counters.remove_counter, methods=["POST"]),
        Route("/atur/jam", hours.show_hours, methods=["GET"]),
        Route("/atur/jam", hours.save_hours, methods=["POST"]),
        Route("/atur/aturan", rules.show_rules, methods=["GET"]),
        Route("/atur/aturan", rules.save_rules, methods=["POST"]),
        Route("/atur/layar", tv.show_tv, methods=["GET"]),
        Route("/atur/layar", tv.save_tv, methods=["POST"]),
        Route("/atur/layar/media", tv.save_tv_medium, methods=["POST"]),
        Route("/atur/layar/media/{digest}/hapus", tv.remove_tv_medium, methods=["POST"]),
        Route("/atur/layar/tv/{name}", screens.show_screen, methods=["GET"]),
        Route("/atur/layar/tv/{name}", screens.save_screen, methods=["POST"]),
        Route("/atur/layar/tv/{name}/hapus", screens.remove_screen, methods=["POST"]),
        Route("/atur/suara", voice.show_voice, methods=["GET"]),
        Route("/atur/printer", printer.show_printer, methods=["GET"]),
        Route("/atur/printer", printer.save_printer, methods=["POST"]),
        Route("/atur/printer/uji", printer.try_printer, methods=["POST"]),
        Route("/atur/berkas", file.show_file, methods=["GET"]),
        Route("/atur/berkas", file.preview, methods=["POST"]),
        Route("/atur/berkas/kantor.toml", file.download, methods=["GET"]),
        Route("/atur/berkas/terapkan", file.apply, methods=["POST"]),
        Route("/atur/riwayat", history.show_history, methods=["GET"]),
        Route("/atur/riwayat.csv", history.download_history, methods=["GET"]),
    ]
