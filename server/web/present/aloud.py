"""What is read aloud of the kiosk's pages: whole sentences, without anything that changes while people come and go."""

from server.web.present.picture import Picture

_IN_A_SENTENCE = 6


def choice_words(picture: Picture) -> tuple[str, ...]:
    """The page with the services."""
    names = [service.name for service in picture.description.services]
    return (
        "Selamat datang. Mau mengurus apa?",
        "Tekan nama layanan di layar.",
        *_listed(names),
        "Lansia, difabel, ibu hamil, atau membawa balita, tekan dahulu kotak prioritas di bagian bawah.",
    )


def closed_words(why: str) -> tuple[str, ...]:
    """The same page while no numbers are given. `why`: what it shows instead of the services."""
    return ("Selamat datang.", why)


def papers_words(picture: Picture, letter: str) -> tuple[str, ...]:
    """The page that asks for the papers of a service."""
    return (
        f"{picture.service_name(letter)}. Apakah berkas ini sudah lengkap?",
        *_listed(_papers(picture, letter)),
        "Bila sudah lengkap, tekan sudah lengkap.",
        "Bila belum, tekan belum lengkap.",
    )


def slip_words(picture: Picture, letter: str) -> tuple[str, ...]:
    """The page that says what to bring."""
    return (
        f"Lengkapi dulu berkas untuk {picture.service_name(letter)}.",
        *_listed(_papers(picture, letter)),
        "Setelah lengkap, datang lagi dan ambil nomor.",
    )


def number_words(number: str, ahead: int) -> tuple[str, ...]:
    """The page with the number that was taken. `ahead`: 0 to 999."""
    queue = f"{ahead} orang di depan Anda." if ahead else "Anda berikutnya."
    return (f"Nomor Anda {number}.", queue, "Tunggu dipanggil.")


def _papers(picture: Picture, letter: str) -> tuple[str, ...]:
    service = picture.description.service(letter)
    return () if service is None else service.papers


def _listed(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """A few names to a sentence: a very long one could not be told from a broken one."""
    parts = [names[start : start + _IN_A_SENTENCE] for start in range(0, len(names), _IN_A_SENTENCE)]
    return tuple(", ".join(part) + "." for part in parts)
