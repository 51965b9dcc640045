"""What is said when something is to be taken out of an office that today's queue still needs."""

from typing import assert_never

from server.description.office import Description
from server.domain.refusals import CounterInUse, ServiceInUse


def in_use_words(refusal: ServiceInUse | CounterInUse, office: Description) -> str:
    """One Indonesian sentence, with the names that people know."""
    match refusal:
        case ServiceInUse(service=letter, count=count):
            service = office.service(letter)
            name = letter if service is None else f"{letter} ({service.name})"
            return f"Layanan {name} sudah dipakai {count} nomor hari ini. Hapus setelah hari layanan ditutup."
        case CounterInUse(counter=counter_id):
            counter = office.counter(counter_id)
            name = f"Loket {counter_id}" if counter is None else counter.name
            return f"{name} sudah melayani hari ini. Hapus setelah hari layanan ditutup."
        case _:
            assert_never(refusal)
