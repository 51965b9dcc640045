"""What one guess at a secret costs whoever tries them all."""

from dataclasses import dataclass

SALT_BYTES = 16
_MOST_MEMORY_KIB = 1 << 20
_MOST_PASSES = 64
_FORM = 1
PACKED_BYTES = 9


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id with one lane: `memory_kib` KiB (8 to 1,048,576), `passes` over it (1 to 64)."""

    memory_kib: int
    passes: int

    def packed(self) -> bytes:
        """Nine bytes, kept beside what was made at this cost, so that the cost can be raised later."""
        return bytes([_FORM]) + self.memory_kib.to_bytes(4, "big") + self.passes.to_bytes(4, "big")


def unpacked(content: bytes) -> Cost | None:
    """None: not a cost, or one that no row of ours can have."""
    cost = Cost(int.from_bytes(content[1:5], "big"), int.from_bytes(content[5:9], "big"))
    sound = 8 <= cost.memory_kib <= _MOST_MEMORY_KIB and 1 <= cost.passes <= _MOST_PASSES
    return cost if len(content) == PACKED_BYTES and content[0] == _FORM and sound else None


@dataclass(frozen=True, slots=True)
class Costs:
    """What a new receipt and a new password of an official's key cost. Measured in docs/decisions/0011-sealing.md."""

    receipt: Cost = Cost(64 * 1024, 3)
    staff: Cost = Cost(128 * 1024, 4)
