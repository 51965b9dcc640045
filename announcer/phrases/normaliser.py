"""From written Indonesian to tokens: abbreviations, times, dates, money, numbers, and what cannot be said left out."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from announcer.phrases.abbreviations import ABBREVIATIONS
from announcer.phrases.amounts import AMOUNTS
from announcer.phrases.capitals import shouted_words, word
from announcer.phrases.doubles import DOUBLES
from announcer.phrases.moments import MOMENTS
from announcer.phrases.rules import Rule, fixed, spelled
from announcer.phrases.tickets import ticket_tokens
from announcer.phrases.tokens import Comma, Phrase, Stop, Token, Words, canonical, without_echo
from announcer.settings import DEFAULT_SETTINGS, VoiceSettings

NOTHING: Mapping[str, str] = MappingProxyType({})

_SIGNS = MappingProxyType(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u2044": "/", "\u2010": "-", "\u2011": "-", "\u2212": "-"}
)
_MARKED = frozenset("éèêÉÈÊ")
"""Whoever writes them says how the e sounds; the voice obeys."""
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Unicode's classes of marks, and of signs that only steer the layout, as the soft hyphen."""
_DOMAIN = re.compile(r"(?<![\w@.])(?:[a-z0-9-]+\.)+(?:id|com|org|net)(?![A-Za-z0-9])", re.IGNORECASE)
_INITIALS = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z0-9]))?")
_DEGREE = re.compile(r"(?<![A-Za-z0-9])((?:[A-Z]\.)+)([A-Z][a-z]{1,4})(?![A-Za-z0-9])(?:\.(?=\s*[,a-z]))?")
_TICKET = re.compile(r"(?<![A-Za-z0-9])[A-Z]-?[0-9]{3,6}(?![A-Za-z0-9]|[.,][0-9])")
_CORRECTED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,40}(?![A-Za-z0-9])")
_WORD = re.compile(r"[A-Za-zéèêÉÈÊ]+(?:'[A-Za-zéèêÉÈÊ]+)*")


def normalised(text: str, settings: VoiceSettings = DEFAULT_SETTINGS) -> Phrase:
    """The text as people would read it out, in canonical form; empty when nothing of it can be said.

    The office's abbreviations (`settings.short`), written just so, go before ours; capitals to which it gave a sound of their own
    (`settings.words`) are not spelled; tickets are said as it chose (`settings.numbers`). Never raises, whatever the text.
    """
    return canonical(tokenised(text, settings))


def tokenised(text: str, settings: VoiceSettings = DEFAULT_SETTINGS) -> list[Token]:
    """As `normalised`, with the rests at both ends kept: a piece of a sentence."""
    plain = folded(text)
    rules = (*_office(settings), *_REST_OF_RULES)
    shouted = shouted_words(plain)
    tokens: list[Token] = []
    at = 0
    while at < len(plain):
        at = _step(plain, at, rules, tokens, shouted)
    return tokens


def folded(text: str) -> str:
    """Letters without marks but those of the e, full width and ligatures undone, one kind of apostrophe and hyphen, nothing invisible."""
    return "".join(map(_folded, unicodedata.normalize("NFC", text)))


def _folded(sign: str) -> str:
    if sign in _MARKED:
        return sign
    apart = unicodedata.normalize("NFKD", _SIGNS.get(sign, sign))
    return "".join(_SIGNS.get(part, part) for part in apart if unicodedata.category(part) not in _UNSEEN)


def _step(text: str, at: int, rules: Sequence[Rule], tokens: list[Token], shouted: frozenset[int]) -> int:
    """Takes in what stands at `at`; returns where to go on."""
    for rule in rules:
        match = rule.pattern.match(text, at)
        if match and match.end() > at and (said := rule.said(match)) is not None:
            tokens.extend(without_echo(tokens, said) if rule.expands else said)
            return match.end()
    if match := _WORD.match(text, at):
        tokens.extend(word(match[0].replace("'", ""), shouted=at in shouted))
        return match.end()
    return at + 1


def _office(settings: VoiceSettings) -> tuple[Rule, ...]:
    """What depends on the office's choices."""
    return (*_short(settings), *_corrected(settings), _tickets(settings))


def _short(settings: VoiceSettings) -> tuple[Rule, ...]:
    """The office's abbreviations, in just the letters it wrote. What they stand for is read by our rules alone.

    A full stop behind one goes with it, as in "Sdr. Budi", unless it has only capitals, as "SKTM." at the end of a sentence.
    """
    known = {folded(name).strip(): said for name, said in settings.short.items()}
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True) if name)
    if not names:
        return ()
    plain = replace(settings, short=NOTHING)
    stop = r"(?:(?<![A-Z.])\.(?=\s+\S))?"
    pattern = re.compile(rf"(?<![A-Za-z0-9])({names})(?![A-Za-z0-9]){stop}")
    return (Rule(pattern, lambda match: normalised(known[match[1]], plain), expands=True),)


def _corrected(settings: VoiceSettings) -> tuple[Rule, ...]:
    """What would not reach the voice as the word that the office has given a sound: capitals and words without a vowel, which would be
    spelled, and words with digits and signs, which would be taken apart.
    """
    known = frozenset(name.lower() for name in settings.words)
    odd = {folded(name).lower(): said for name, said in settings.words.items() if not name.isalpha()}

    def spoken(match: re.Match[str]) -> Sequence[Token] | None:
        small = match[0].lower()
        is_short = len(re.findall("[A-Z]", match[0])) > 1 or not re.search("[aiueo]", small)
        return (Words(small),) if is_short and small in known else None

    plain = replace(settings, short=NOTHING, words=NOTHING)
    names = "|".join(re.escape(name) for name in sorted(odd, key=len, reverse=True) if name.strip())
    rules = [Rule(_CORRECTED, spoken)] if known else []
    if names:
        pattern = re.compile(rf"(?<![A-Za-z0-9])(?i:{names})(?![A-Za-z0-9])")
        rules.append(Rule(pattern, lambda match: normalised(odd.get(match[0].lower(), ""), plain)))
    return tuple(rules)


def _tickets(settings: VoiceSettings) -> Rule:
    return Rule(_TICKET, lambda match: ticket_tokens(match[0].replace("-", ""), settings.numbers))


def _domain(match: re.Match[str]) -> Sequence[Token]:
    said: list[Token] = []
    for part in match[0].split("."):
        said += [Words("titik"), *normalised(part)]
    return said[1:]


def _initials(match: re.Match[str]) -> Sequence[Token]:
    return spelled(match[0].replace(".", ""))


def _degree(match: re.Match[str]) -> Sequence[Token]:
    """ "S.Sos" is "es sos", "S.Pd." is "es pe de"."""
    return (*spelled(match[1].replace(".", "")), *word(match[2], shouted=False))


_REST_OF_RULES = (
    Rule(_DOMAIN, _domain),
    *MOMENTS,
    *DOUBLES,
    *ABBREVIATIONS,
    *AMOUNTS,
    Rule(_DEGREE, _degree),
    Rule(_INITIALS, _initials),
    fixed("&", "dan"),
    fixed("%", "persen"),
    fixed(r"\+", "plus"),
    Rule(re.compile(r"[.!?\n]+"), lambda _match: (Stop(),)),
    Rule(re.compile(r"[,;:()/–—|]|(?<=\s)-(?=\s)"), lambda _match: (Comma(),)),
)
