"""Two keys from one code, by the letter of RFC 5869."""

from server.sealing.receipt_keys import derived, expanded, extracted


def test_the_first_example_of_rfc_5869() -> None:
    drawn = extracted(bytes(range(13)), b"\x0b" * 22)
    assert drawn.hex() == "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"
    made = expanded(drawn, bytes(range(0xF0, 0xFA)), 42)
    assert made.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


def test_the_third_example_of_rfc_5869_without_salt_and_info() -> None:
    made = expanded(extracted(b"", b"\x0b" * 22), b"", 42)
    assert made.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"


def test_lookup_and_key_are_two_different_things() -> None:
    lookup, kek = derived(bytes(64))
    assert len(lookup) == len(kek) == 32
    assert lookup != kek
    assert derived(bytes(64)) == (lookup, kek)
    assert derived(b"\x01" + bytes(63))[0] != lookup
