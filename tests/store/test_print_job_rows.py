"""Print jobs: rows that are erased with their day."""

from server.domain.frozen import replace
from server.domain.print_job import PrintJob, PrintState
from server.store.base import Store


def job(number: int, day: int = 1, state: PrintState = PrintState.WAITING) -> PrintJob:
    return PrintJob(f"job-{number}", "file /dev/usb/lp0", "ticket", day, "A001", "{}", state, "", 1_763_000_000_000)


async def test_print_jobs_are_kept_in_the_order_of_asking_whatever_becomes_of_them(store: Store) -> None:
    for row in (job(2), job(1), job(3)):
        await store.put_print_job(row)
    printed = replace(job(2), state=PrintState.PRINTED, why="little_paper", printer="network 10.0.0.9")
    await store.put_print_job(replace(printed, content='{"changed": "by nobody"}'))
    assert await store.print_jobs() == [printed, job(1), job(3)]


async def test_print_jobs_of_earlier_days_are_forgotten(store: Store) -> None:
    for row in (job(1, day=1), job(2, day=40), job(3, day=41)):
        await store.put_print_job(row)
    await store.forget_print_jobs(40)
    assert [row.id for row in await store.print_jobs()] == ["job-2", "job-3"]
