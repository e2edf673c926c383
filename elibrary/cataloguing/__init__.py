"""Cataloguing: the workbench of the staff."""

from elibrary.cataloguing import holding_views, label_views, upload_views
from elibrary.cataloguing.views import blueprint

__all__ = ["blueprint", "holding_views", "label_views", "upload_views"]
