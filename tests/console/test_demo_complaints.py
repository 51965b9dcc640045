"""The demo's complaint board: weeks lived through by the real services, before anybody looks at it."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from server.complaints.following import FollowToken
from server.complaints.sqlite_erasing import DATABASE
from server.console.demo_complaints import sample_board
from server.console.demo_people import DemoDesk, demo_people
from server.console.sample_complaint import SampleComplaint, SampleStep, sample_complaints
from server.description import SAMPLE
from server.domain.complaint import State
from server.sealing.staff_keys import Unlocked
from tests.conftest import Starter
from tests.live_office import GOOD_PASSWORD, LiveOffice


async def demo_office(start: Starter) -> tuple[LiveOffice, DemoDesk]:
    """The sample office with its people, and no complaint yet."""
    live = await start(office_toml=SAMPLE.read_text("utf-8"), complaints=False)
    keeper = live.running.context.doorkeeper
    await demo_people(keeper)
    return live, DemoDesk({row.login: row.id for row in keeper.accounts.all()}, GOOD_PASSWORD)


async def seeded(live: LiveOffice, desk: DemoDesk, *samples: SampleComplaint) -> str:
    context = live.running.context
    return await sample_board(context.config, context.current, context.office.clock.now(), desk, samples or None)


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_board_desk_and_thread_are_alive_at_once(start: Starter) -> None:
    live, desk = await demo_office(start)
    code = await seeded(live, desk)
    browser = await live.client(accept="text/html")
    board = "".join([(await browser.get(f"/aduan?hal={page}")).text for page in (1, 2)])
    assert "Sampah menumpuk di tepi sungai sebelah timur pasar." in board
    assert "Isi surat pengantar salah ketik, warga harus kembali." in board

    complaints = live.running.context.complaints
    assert complaints.board.this_year().hidden == 5
    assert max(map(complaints.board.band, complaints.office.board.cards.values())) == 10
    counts = {login: complaints.desk.counts(account) for login, account in desk.accounts.items()}
    assert (counts["budi"].new, counts["budi"].late) == (3, 1)
    budi, ratna = (
        {one.complaint.category for one in complaints.desk.lists.of(desk.accounts[who])} for who in ("budi", "ratna")
    )
    assert "perilaku_petugas" in ratna - budi, "what is about Pak Budi is not his to see"

    # What the box tells: the password opens the desk, and the code a complaint that waits for the sender.
    assert isinstance(await complaints.desk.unlock(desk.accounts["budi"], "s", desk.password), Unlocked)
    entered = await complaints.following.enter(code, "tag")
    assert isinstance(entered, FollowToken)
    followed = complaints.following.session(entered.token)
    assert followed is not None
    assert followed.complaint.state is State.AWAITING_CONFIRMATION


async def test_the_samples_are_sealed_like_every_complaint(start: Starter) -> None:
    live, desk = await demo_office(start)
    await seeded(live, desk)
    data: Path = live.running.context.config.data
    kept = await asyncio.to_thread(everything_in, data)
    assert (data / DATABASE).is_file()
    for sample in sample_complaints():
        for words in (sample.story, sample.landmark, sample.contact):
            assert not words or words.encode() not in kept


async def test_a_clock_that_is_not_believed_makes_no_board(start: Starter) -> None:
    live, desk = await demo_office(start)
    live.false_clock.doubtful = True
    assert await seeded(live, desk) == ""
    assert not (live.running.context.config.data / "aduan").exists()


async def test_samples_that_do_not_fit_the_office_leave_no_half_board(
    start: Starter, caplog: pytest.LogCaptureFixture
) -> None:
    live, desk = await demo_office(start)
    wrong = SampleComplaint(
        ago=3,
        category="air",
        story="Pipa air bersih bocor.",
        steps=(SampleStep(on=0, do="confirm"),),
    )
    for sample in (wrong, SampleComplaint(ago=1, category="banjir", story="Air naik sampai teras.")):
        assert await seeded(live, desk, sample) == ""
        assert f"begins empty: {sample.category}" in caplog.text
    assert not (live.running.context.config.data / "aduan").exists()


def test_a_file_of_samples_with_an_unknown_deed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "contoh.toml"
    path.write_text('[[complaints]]\nago = 1\ncategory = "air"\nstory = "x"\nsteps = [{ on = 0, do = "burn" }]\n')
    with pytest.raises(msgspec.ValidationError):
        sample_complaints(path)
