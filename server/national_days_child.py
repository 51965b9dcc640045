"""A short-lived process of its own: the `holidays` library takes 15 MB, which a resting server would keep for one look a year.

Arguments: years. Standard output: JSON, a list of [ISO date, Indonesian name, whether it is joint leave (cuti bersama)].
"""

import json
import sys


def national_days(years: list[int]) -> list[tuple[str, str, bool]]:
    from holidays.countries.indonesia import Indonesia

    def of(category: str) -> dict[str, str]:
        found = Indonesia(years=years, language="id", categories=(category,))
        return {day.isoformat(): name for day, name in found.items()}

    public = of("public")
    joint = {day: name for day, name in of("government").items() if day not in public}
    days = [(day, name, False) for day, name in public.items()] + [(day, name, True) for day, name in joint.items()]
    return sorted(days)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(national_days([int(year) for year in sys.argv[1:]])))
