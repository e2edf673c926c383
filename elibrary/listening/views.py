"""Views of listening."""

from flask import Blueprint

blueprint = Blueprint("listening", __name__)
