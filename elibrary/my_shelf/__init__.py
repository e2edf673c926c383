"""My shelf (Kệ của tôi): what a patron goes on with, has saved and marked, and may have written down."""
