"""Help: short pages in easy words, each with a picture, a voice and a poster."""
