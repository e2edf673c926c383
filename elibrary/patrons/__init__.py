"""Patrons (bạn đọc): library cards, PINs, families, and the devices on which they are signed in."""
