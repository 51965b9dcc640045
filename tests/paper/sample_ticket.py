"""One ticket on paper, as the tests and the picture in the documentation show it."""

from server.paper.slip import TicketPaper

TICKET = TicketPaper(
    office="Kantor Desa Sukamaju",
    number="A012",
    service="Surat keterangan",
    ahead=4,
    when="Senin, 23 Nov 2026   09.41",
    address="http://192.168.1.50:8000/tiket/h7Kq2mXp9dB4sVwZ1nRc8A",
)
