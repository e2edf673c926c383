"""Why a file is refused. Each reason is a class; its sentence is translated where it is shown."""

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the gettext convention for "marked, translated later"
    """Mark a sentence for translation and return it unchanged."""
    return message


class MediaRefusal(Exception):
    """A file that cannot be accepted. `message` is Vietnamese, with %(name)s places filled from `values`."""

    message: ClassVar[str] = N_("Không nhận được tập tin này.")
    status: ClassVar[int] = 415

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message % values if values else self.message)


class UnknownFormat(MediaRefusal):
    """The content is none of the formats the library reads."""

    message = N_(
        "Không nhận ra định dạng của tập tin. Thư viện nhận EPUB, PDF, MP3, M4A, M4B, AAC, OGG, OPUS và FLAC."
    )


class EmptyFile(MediaRefusal):
    """The file has no bytes."""

    message = N_("Tập tin rỗng. Hãy kiểm tra lại bản gốc rồi gửi lại.")


class FileTooLarge(MediaRefusal):
    """More bytes than the library accepts."""

    status = 413
    message = N_("Tập tin quá lớn (tối đa %(limit)s). Hãy chia nhỏ hoặc nén lại rồi gửi lại.")


class StorageFull(MediaRefusal):
    """The disk has no room left."""

    status = 507
    message = N_("Đĩa của máy chủ đã đầy nên chưa lưu được tập tin. Hãy dọn bớt chỗ rồi gửi lại.")


class DamagedFile(MediaRefusal):
    """The format is known, but the content cannot be read."""

    message = N_("Tập tin bị hỏng hoặc bị cắt ngang nên không đọc được. Hãy tải hoặc sao chép lại bản gốc.")


class PasswordProtected(MediaRefusal):
    """The file opens only with a password."""

    message = N_("Tập tin có mật khẩu. Hãy lưu lại bản không có mật khẩu rồi gửi lại.")


class RightsProtected(MediaRefusal):
    """The file is encrypted by a rights-management scheme."""

    message = N_("Tập tin bị khoá bản quyền (DRM) nên thư viện không mở được.")


class DangerousArchive(MediaRefusal):
    """Paths that escape, symbolic links, duplicates, or a decompression bomb."""

    message = N_("Tập tin nén không an toàn (%(reason)s) nên bị từ chối.")
