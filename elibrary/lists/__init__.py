"""Reading lists (danh mục): their pages, feeds and posters, and the librarian's desk for them."""
