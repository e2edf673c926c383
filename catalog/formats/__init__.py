"""Exchange formats: pure codecs between bytes and the values of `catalog.values`. No database."""
