"""Cataloguing: the workbench of the staff."""

from elibrary.cataloguing import label_views, upload_views
from elibrary.cataloguing.views import blueprint

__all__ = ["blueprint", "label_views", "upload_views"]
