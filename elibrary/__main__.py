"""`python -m elibrary`."""

from elibrary.cli import main

main()
