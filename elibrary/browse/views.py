"""Views of browse."""

from flask import Blueprint

blueprint = Blueprint("browse", __name__)
