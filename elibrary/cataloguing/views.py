"""Views of cataloguing."""

from flask import Blueprint

blueprint = Blueprint("cataloguing", __name__)
