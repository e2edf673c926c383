"""How the sample's books and recordings were made. Run by hand, never at install: speech needs espeak-ng."""
