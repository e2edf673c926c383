"""What every page's template may use."""

from functools import lru_cache
from types import FunctionType
from typing import Any
from urllib.parse import quote

from flask import Flask, get_template_attribute, request, url_for
from flask_babel import format_decimal, gettext
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from catalog.models import CopyStatus, Form, MaterialType, Role
from elibrary import wording
from elibrary.localisation import chosen_words
from elibrary.permissions import may
from elibrary.security import actor

_NUMBER = 9_876_543_210
"""Stands in no address of ours by itself."""

_HERE = "\ue000"
"""Stands for the page's own address in what is kept of its frame; a letter of no language."""
_HERE_IN_LINKS = quote(_HERE)


def address(endpoint: str, **values: Any) -> str:
    """`url_for` in templates. A page names a hundred addresses, most of which the last one named too."""
    root = request.script_root  # what a proxy puts before every path
    kinds = set(map(type, values.values()))
    if kinds == {int} and len(values) == 1:
        [(name, number)] = values.items()
        before, after = _around_number(root, endpoint, name)
        return f"{before}{number}{after}"
    if kinds <= {str}:
        return _kept_address(root, endpoint, tuple(values.items()))
    return url_for(endpoint, **values)


@lru_cache(maxsize=1000)
def _kept_address(_root: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    """A file's version stays as long as the process runs."""
    made: dict[str, Any] = dict(values)
    return url_for(endpoint, **made)


@lru_cache(maxsize=1000)
def _around_number(_root: str, endpoint: str, name: str) -> tuple[str, str]:
    """What stands before and after the one number of such an address."""
    made: dict[str, Any] = {name: _NUMBER}
    before, _, after = url_for(endpoint, **made).partition(str(_NUMBER))
    return before, after


@lru_cache(maxsize=1000)
def _constant(_root: str, _words: str, file: str, macro: str, values: tuple[str, ...]) -> Markup:
    return Markup(get_template_attribute(f"macros/{file}.html", macro)(*values))  # noqa: S704 - a macro's


def constant(file: str, macro: str, *values: str) -> Markup:
    """What a macro of templates/macros/ answers that asks for nothing but these values and the language."""
    return _constant(request.script_root, chosen_words(), file, macro, values)


def framed(macro: str, *values: str) -> Markup:
    """What a macro of templates/macros/frame.html answers, with links that lead back to this page."""
    kept = constant("frame", macro, _HERE, *values)
    return kept.replace(_HERE_IN_LINKS, quote(request.full_path.rstrip("?")))


def icon(name: str) -> Markup:
    """The macro `icon` of templates/macros/icons.html; a page shows a hundred of them."""
    return _constant(request.script_root, "", "icons", "icon", (name,))


class LeanContext(Context):
    """Calls plain functions and macros at once; Jinja first looks whether they want to know the context.

    Every template is given the same globals, so a file of macros that several of them import is one module:
    Jinja would compare a hundred names for each import to find that out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.globals_keys = set()

    def call(__self, __what: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's own form
        """What a function or macro answers."""
        if type(__what) is not Macro and (
            type(__what) is not FunctionType or hasattr(__what, "jinja_pass_arg")
        ):
            return super().call(__what, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return __what(*args, **kwargs)


def clock(seconds: float) -> str:
    """Seconds as a clock shows them: `4:05`, `1:02:09`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration(seconds: float) -> str:
    """Seconds in words: `17 phút`, `1 giờ 5 phút`; at least one minute."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    if hours:
        return gettext("%(hours)s giờ %(minutes)s phút", hours=hours, minutes=minutes)
    return gettext("%(minutes)s phút", minutes=minutes)


def file_size(size: int) -> str:
    """Bytes in KB or MB, with the comma or point of the page's language."""
    mega = size / 1_000_000
    if mega < 1:
        return f"{max(1, round(size / 1000))} KB"
    return f"{format_decimal(round(mega, 1))} MB"


def init_app(app: Flask) -> None:
    """Give templates the filters, the words and the rule of permissions."""
    app.jinja_env.filters.update(clock=clock, duration=duration, file_size=file_size, label=wording.label)
    app.jinja_env.globals.update(CopyStatus=CopyStatus, Form=Form, MaterialType=MaterialType, Role=Role)
    app.jinja_env.globals.update(constant=constant, framed=framed, icon=icon, url_for=address)
    app.jinja_env.context_class = LeanContext
    app.context_processor(lambda: {"actor": actor(), "may": lambda action, what: may(actor(), action, what)})
