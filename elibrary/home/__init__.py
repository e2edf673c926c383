"""Home: the front door, which shows something of every feature."""
