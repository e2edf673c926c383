"""Cataloguing: the workbench of the staff."""
