"""What a room would hear of an announcer on this machine."""

import tempfile
from pathlib import Path

from announcer.config import Config, SoundTimes
from announcer.run import make_player, make_speech
from server.console.checkup.finding import Finding, failed, ok, warning

_TIMES = SoundTimes(synthesis=6.0, probe=2.0)


async def look_at_sound() -> list[Finding]:
    """The voice and the loudspeaker, without a sound. An office may go without a loudspeaker; the voice comes with us."""
    with tempfile.TemporaryDirectory(prefix="silakan-") as scratch:
        config = Config(server="", token="", state=Path(scratch), sound=_TIMES)
        return [await _voice(config), await _loudspeaker(config)]


async def _voice(config: Config) -> Finding:
    health = await make_speech(config).check()
    if health.why is None:
        return ok("Suara", f"Indonesia, {health.identity}")
    return failed("Suara", f"suara Indonesia tidak dapat dipakai ({health.why})", "pasang ulang silakan")


async def _loudspeaker(config: Config) -> Finding:
    why = await make_player(config).probe()
    if why is None:
        return ok("Pengeras suara", "ada")
    remedy = "sambungkan pengeras suara; bila perlu: sudo apt install alsa-utils"
    return warning("Pengeras suara", "tidak ada perangkat atau pemutar suara", remedy)
