"""The voices: each renders one phrase to one WAV file, or says why it cannot."""
