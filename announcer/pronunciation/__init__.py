"""How written Indonesian sounds: each word becomes the phonemes that espeak-ng is given, so that it need not guess."""
