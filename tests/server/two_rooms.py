"""A village with a hall and a porch, and a TV as the hall's loudspeaker."""

from tests.live_office import VILLAGE_TOML

HALL_ON_TV = """
[[rooms]]
name = "aula"
title = "Aula"
counters = ["1"]
speaker = "tv"

[[rooms]]
name = "teras"
title = "Teras"
counters = ["2"]
"""
TWO_ROOMS = VILLAGE_TOML + HALL_ON_TV
TV_SPEAKS = VILLAGE_TOML + '\n[[rooms]]\nname = "aula"\ntitle = "Aula"\ncounters = ["1", "2"]\nspeaker = "tv"\n'
