"""Reading: EPUB chapters and PDF pages in the browser, and their bytes."""
