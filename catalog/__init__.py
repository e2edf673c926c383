"""Records: what the library has, how it is described, found and exchanged. Knows no web framework."""
