"""Refusals and mishaps, turned into a page or a problem document (RFC 9457) in this one place."""

from flask import Flask, Response, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from catalog.database import is_full
from catalog.errors import N_, Refusal
from catalog.formats.notes import Note
from catalog.search import IndexUnusable
from elibrary.extensions import db
from elibrary.security import SignInFirst
from media.errors import MediaRefusal, StorageFull
from media.store import NO_ROOM

AnyRefusal = Refusal | MediaRefusal

_PHRASES = ("field", "reason")
"""Places of a sentence that hold a marked phrase of ours; all others hold people's own words."""

_HTTP_SENTENCES = {
    400: N_("Yêu cầu không đọc được. Hãy tải lại trang rồi thử lại; chưa có gì bị thay đổi."),
    403: N_("Trang này không dành cho bạn."),
    404: N_("Không tìm thấy trang này. Có thể địa chỉ gõ thiếu, hoặc tài liệu đã được chuyển đi."),
    405: N_("Cách gọi này không dùng được với địa chỉ này."),
    413: N_("Tập tin quá lớn nên thư viện không nhận. Hãy chia nhỏ hoặc nén lại rồi gửi lại."),
    507: StorageFull.message,
    429: N_("Bạn thử quá nhiều lần trong thời gian ngắn. Hãy chờ vài phút rồi thử lại."),
    500: N_("Thư viện gặp trục trặc. Không có gì bị mất; hãy thử lại, nếu vẫn lỗi hãy báo thủ thư."),
}
_HTTP_OTHER = N_("Thư viện không làm được yêu cầu này.")


class ChangedMeanwhile(Refusal):
    """Two people edited the same record at once."""

    message = N_(
        "Người khác vừa lưu tài liệu này trước bạn. Hãy mở lại trang để xem bản mới rồi sửa tiếp; "
        "bản của họ không bị mất."
    )


class SearchNotReady(Refusal):
    """The index is being made anew from the database."""

    status = 503
    message = N_(
        "Danh mục tìm kiếm đang được làm lại, thường mất một hai phút. Hãy thử lại sau; không có gì bị mất."
    )


def sentence(refusal: AnyRefusal | Note, locale: str | None = None) -> str:
    """The refusal's sentence in the reader's language, or in `locale`."""
    if locale is not None:
        with force_locale(locale):
            return sentence(refusal)
    values = {key: gettext(value) if key in _PHRASES else value for key, value in refusal.values.items()}
    text = gettext(refusal.message)
    return text % values if values else text


def _answer(status: int, text: str, name: str) -> Response:
    if request.path.startswith("/api/"):
        answer = jsonify(type=f"/api/v1/problems/{name}", title=name, status=status, detail=text)
        answer.content_type = "application/problem+json"
    elif request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        answer = jsonify(status="refused", reason=text)
    else:
        answer = make_response(render_template("errors/page.html", status=status, sentence=text))
    answer.status_code = status
    return answer


def _refused(refusal: AnyRefusal) -> ResponseReturnValue:
    db.session.rollback()
    wants_page = request.method == "GET" and not request.path.startswith(("/api/", "/media/"))
    if isinstance(refusal, SignInFirst) and wants_page:
        flash(sentence(refusal))
        return redirect(url_for(refusal.page, next=request.full_path.rstrip("?")))
    return _answer(refusal.status, sentence(refusal), type(refusal).__name__)


def sentence_for_status(status: int) -> str:
    """What to say, in Vietnamese, for an HTTP status that carries no refusal of ours."""
    return _HTTP_SENTENCES.get(status, _HTTP_OTHER)


def _http_error(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004 - a redirect is an exception too
        return error
    answer = _answer(status, gettext(sentence_for_status(status)), error.name)
    kept = [pair for pair in error.get_headers() if pair[0] in ("Allow", "Retry-After", "Content-Range")]
    answer.headers.extend(kept)
    return answer


def _overtaken(_error: StaleDataError | IntegrityError) -> ResponseReturnValue:
    return _refused(ChangedMeanwhile())


def _no_index(_error: IndexUnusable) -> ResponseReturnValue:
    return _refused(SearchNotReady())


def _no_file_written(error: OSError) -> ResponseReturnValue:
    if error.errno in NO_ROOM:
        return _refused(StorageFull())
    raise error


def _no_row_written(error: OperationalError) -> ResponseReturnValue:
    if is_full(error):
        return _refused(StorageFull())
    raise error


def init_app(app: Flask) -> None:
    """Answer every refusal and HTTP error of the application."""
    app.register_error_handler(OSError, _no_file_written)
    app.register_error_handler(OperationalError, _no_row_written)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(MediaRefusal, _refused)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(IntegrityError, _overtaken)
    app.register_error_handler(IndexUnusable, _no_index)
    app.register_error_handler(HTTPException, _http_error)
