"""What the demo tells the person who starts it: where to look, what to type, how to stop. In a box, once."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Welcome:
    """`addresses` are `http://HOST:PORT`, the machine's own first; `counters` the ids of the counters, at least one."""

    office: str
    addresses: Sequence[str]
    counters: Sequence[str]
    pin: str
    device_code: str

    def lines(self) -> tuple[str, ...]:
        """The box, line by line."""
        return boxed(self._text())

    def _text(self) -> list[str]:
        own, *others = self.addresses
        first, *more = self.counters
        counters = f"{own}/loket/{first}" + (f"  …  {own}/loket/{more[-1]}" if more else "")
        elsewhere = [f"Di perangkat lain   {address}/" for address in others]
        return [
            f"Silakan · {self.office}",
            "",
            f"Halaman awal    {own}/",
            f"Layar TV        {own}/layar",
            f"Ambil nomor     {own}/ambil",
            f"Loket           {counters}",
            *elsewhere,
            "",
            f"PIN petugas     {self.pin}",
            f"Kode perangkat  {self.device_code}",
            "",
            "Loket: masuk dengan kode perangkat (sekali saja) dan PIN.",
            f"TV: buka {own}/masuk?lanjut=/layar,",
            "    pilih TV, lalu ketik kode perangkat.",
            "Berhenti: Ctrl-C",
        ]


def boxed(text: Sequence[str]) -> tuple[str, ...]:
    """The lines in a frame that is as wide as the longest of them."""
    width = max(map(len, text))
    edge = "─" * (width + 4)
    return (f"╭{edge}╮", *(f"│  {line:<{width}}  │" for line in text), f"╰{edge}╯")
