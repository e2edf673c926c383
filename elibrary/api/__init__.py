"""The JSON API, version 1, on the same services as the pages."""
