"""What the demo tells the person who starts it: where to look, what to type, how to stop. In a box, once."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo's office, with the PIN made for this start."""

    name: str
    role: str
    pin: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """`addresses` are `http://HOST:PORT`, the machine's own first; `counters` the ids of the counters, at least one.

    `desk`: with which names and password the complaint desk is opened. `code`: of a sample complaint that can be followed, "" for none.
    """

    office: str
    addresses: Sequence[str]
    counters: Sequence[str]
    people: Sequence[Person]
    desk: str
    code: str = ""

    def lines(self) -> tuple[str, ...]:
        """The box, line by line."""
        return boxed(self._text())

    def _text(self) -> list[str]:
        own, *others = self.addresses
        first, *more = self.counters
        counters = f"{own}/loket/{first}" + (f"  …  {own}/loket/{more[-1]}" if more else "")
        elsewhere = [f"Di perangkat lain   {address}/" for address in others]
        widest = max(len(person.name) for person in self.people)
        return [
            f"Silakan · {self.office}",
            "",
            f"Halaman awal    {own}/",
            f"Layar TV        {own}/layar",
            f"Ambil nomor     {own}/ambil",
            f"Loket           {counters}",
            f"Papan aduan     {own}/aduan",
            *([f"Lacak aduan     {own}/aduan/lacak  (kode {self.code})"] if self.code else []),
            f"Meja aduan      {own}/meja",
            f"                ({self.desk})",
            *elsewhere,
            "",
            *(f"PIN {person.name:<{widest}}  {person.pin}  {person.role}" for person in self.people),
            "",
            *(["Aduan di papan hanya contoh, disegel dengan kunci lemah khusus demo."] if self.code else []),
            "Loket: di komputer ini pilih nama, lalu ketik PIN.",
            "TV, kios, tablet lain: buka /pasang di sana. Kodenya diizinkan",
            "oleh Kasi Pelayanan atau admin di halaman Perangkat.",
            "Berhenti: Ctrl-C",
        ]


def boxed(text: Sequence[str]) -> tuple[str, ...]:
    """The lines in a frame that is as wide as the longest of them."""
    width = max(map(len, text))
    edge = "─" * (width + 4)
    return (f"╭{edge}╮", *(f"│  {line:<{width}}  │" for line in text), f"╰{edge}╯")
