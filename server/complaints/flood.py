"""How many complaints an office takes besides what its description says of one address and of a day.

A village shares one Wi-Fi, so nobody may be turned away for what the neighbours sent.
"""

from server.complaints.pace import Allowance, Allowances

_HOUR_S = 3_600.0
_DAY_S = 86_400.0

OFFICE_HOUR = Allowances(send=Allowance(1_000, _HOUR_S), village=Allowance(20, _HOUR_S), share=10)
"""Twenty an hour for the whole office, ten of them from one place at most: what comes above waits for a moderator."""
FLOOD = Allowances(send=Allowance(60, _HOUR_S), village=Allowance(500, _DAY_S), share=60)
"""From here on people are asked to come back: sixty an hour from one place, five hundred a day from all, sixty of them from one place."""
