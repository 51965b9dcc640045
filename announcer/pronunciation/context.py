"""What surrounds an e: the signs by which a word that nobody has written down is read."""

import re

_VOWEL = re.compile(r"[aiueo]")
_CONSONANTS = re.compile(r"[^aiueo]*")
_LAST_CONSONANTS = re.compile(r"[^aiueo]*$")
_FOREIGN = re.compile(r"[fvzxq]|^(?:kr|pr|st|tr|sp|gr|br|dr|fr|pl|kl|bl|gl|sk)|[^aiueo]si|tas$|[aeiou]si$|i[fsk]$")
_CLASSES = (("[mn]", "N"), ("[lr]", "L"), ("[ptkc]", "P"), ("[bdgj]", "B"), ("[fvszxh]", "F"), ("[wy]", "W"))
"""Nasals, liquids, hard and soft stops, fricatives, glides."""
_PAIRS = re.compile(r"ng|ny|sy|kh")


def signs(word: str, at: int, before: str) -> list[str]:
    """The signs of the e at index `at` of a word in small letters; `before` are the kinds of the e's left of it, as é and ê."""
    wide = f"^^^^{word}$$$$$$$"
    here = at + 4
    head, tail = word[:at], word[at:]
    later, earlier = "".join(_VOWEL.findall(word[at + 1 :])), "".join(_VOWEL.findall(head))
    found = _CONSONANTS.match(word, at + 1)
    close = found[0] if found else ""
    then = word[at + 1 + len(close) :][:1]
    led = _LAST_CONSONANTS.search(head)
    onset = led[0] if led else ""
    shape, last = _shape(tail), before[-1:]
    made = [f"R{wide[here + 1 : here + 1 + n]}" for n in range(1, 6)]
    made += [f"L{wide[here - n : here]}" for n in range(1, 5)]
    made += [
        f"C{wide[here - left : here]}_{wide[here + 1 : here + 1 + right]}" for left in (1, 2, 3) for right in (1, 2, 3)
    ]
    if len(tail) <= 8:
        made += [f"T{tail}", f"t{wide[here - 1]}{tail}"]
    if len(head) <= 6:
        made += [f"H{head}", f"h{head}{wide[here + 1]}", f"H{head}_{wide[here + 1 : here + 3]}"]
    made += [f"V{later[:2]}", f"v{later[:1]}", f"N{min(len(later), 4)}", f"B{earlier[-2:]}", f"n{min(len(earlier), 4)}"]
    made += [f"b{min(len(earlier), 3)}{min(len(later), 3)}", f"M{close}", f"m{close}{then}", f"M{close}_{later[:2]}"]
    made += [
        f"O{onset}",
        f"O{onset}_{close}",
        f"O{onset}_{close}_{then}",
        f"S{shape[:5]}",
        f"s{_shape(head)[-3:]}{shape[:4]}",
    ]
    made += [f"P{last}", f"p{before[-2:]}", f"P{last}{close}{then}", f"P{last}{shape[:4]}"]
    made += [f"E{word[-n:]}" for n in (2, 3, 4)]
    place, classes = f"{min(len(earlier), 3)}{min(len(later), 4)}", _classes(wide)
    made += [f"1{place}{wide[here + 1]}", f"2{place}{wide[here + 1 : here + 3]}", f"3{place}{wide[here - 1]}"]
    made += [f"4{place}{wide[here - 1]}_{wide[here + 1]}", f"5{place}{word[-2:]}", f"6{place}{word[-3:]}"]
    made += [f"7{classes[here + 1 : here + 4]}", f"8{classes[here - 2 : here]}_{classes[here + 1 : here + 4]}"]
    made += [f"9{classes[here + 1 : here + 6]}", f"0{classes[here - 3 : here]}_{classes[here + 1 : here + 3]}"]
    if _FOREIGN.search(word):
        made += ["F", f"F{onset}{close}", f"F{later[:1]}{min(len(earlier), 2)}"]
    return made


def _shape(part: str) -> str:
    """Its consonants as C and vowels as V: "engkau" is "VCCVV"."""
    return "".join("V" if letter in "aiueo" else "C" for letter in _PAIRS.sub("C", part))


def _classes(part: str) -> str:
    for letters, name in _CLASSES:
        part = re.sub(letters, name, part)
    return part
