"""Why a file as a whole is refused. A single bad row or record never is a reason."""

from catalog.errors import N_, Refusal


class FileRefused(Refusal):
    """Nothing of the file can be taken in."""

    status = 415


class EmptyCatalogueFile(FileRefused):
    """The file has no bytes, or no row below its headings."""

    message = N_("Tập tin không có dòng dữ liệu nào. Hãy kiểm tra lại tập tin gốc rồi nhập lại.")


class UnknownCatalogueFormat(FileRefused):
    """Neither a spreadsheet, nor CSV, nor MARC."""

    message = N_(
        "Không nhận ra định dạng của tập tin. Thư viện nhập được .xlsx, .csv, MARC (.mrc) và MARCXML (.xml)."
    )


class OldSpreadsheet(FileRefused):
    """An .xls of before 2007, or a workbook with a password: both are OLE containers."""

    message = N_(
        "Đây là bảng tính kiểu cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel hoặc LibreOffice, "
        "bỏ mật khẩu và lưu thành .xlsx rồi nhập lại."
    )


class NotASpreadsheet(FileRefused):
    """A zip archive with something other than a workbook inside."""

    message = N_(
        "Tập tin này không phải là bảng tính .xlsx, dù có thể mang đuôi ấy. "
        "Hãy mở tập tin gốc và lưu lại thành .xlsx hoặc .csv."
    )


class DamagedSpreadsheet(FileRefused):
    """A workbook that breaks off or cannot be read."""

    message = N_("Bảng tính bị hỏng hoặc bị cắt ngang nên không đọc được. Hãy lưu hoặc chép lại bản gốc.")


class SpreadsheetTooLarge(FileRefused):
    """A workbook that unpacks to more than a catalogue can need."""

    status = 413
    message = N_("Bảng tính bung ra quá lớn nên bị từ chối. Hãy chia thành nhiều tập tin nhỏ hơn.")


class NoTitleColumn(FileRefused):
    """No heading is understood as the title."""

    status = 422
    message = N_(
        "Không thấy cột nhan đề. Các cột trong tập tin: %(found)s. "
        "Các tên cột hiểu được: %(understood)s. Hãy sửa dòng tiêu đề rồi nhập lại."
    )


class NotMarc(FileRefused):
    """Asked for as MARC, but there is no MARC record inside."""

    message = N_("Tập tin này không có biểu ghi MARC nào. Hãy kiểm tra lại tập tin hoặc chọn định dạng khác.")


class DamagedXml(FileRefused):
    """XML that cannot be parsed at all."""

    message = N_("Tập tin XML bị hỏng hoặc không phải MARCXML. Hãy xuất lại từ phần mềm nguồn.")
