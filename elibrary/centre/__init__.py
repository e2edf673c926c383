"""Centre: the name, address, hours and look that the administrator gives the library, and its notices."""
