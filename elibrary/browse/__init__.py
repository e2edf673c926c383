"""Browse: the home page, search, record pages, and where QR codes lead."""
