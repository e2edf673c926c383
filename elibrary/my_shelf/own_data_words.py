"""What people call the tables and columns that hold their own data."""

from catalog.errors import N_

PERSON = N_("Hồ sơ")

TABLES = {
    "signed_in": N_("Thiết bị đang đăng nhập"),
    "kept_place": N_("Chỗ đang đọc, đang nghe"),
    "saved_record": N_("Tài liệu đã lưu"),
    "bookmark": N_("Dấu trang"),
    "opened": N_("Lịch sử đã mở"),
}

COLUMNS = {
    "id": N_("Số thứ tự trong máy của thư viện"),
    "patron_id": N_("Của hồ sơ số"),
    "holder_id": N_("Đăng nhập bằng thẻ của hồ sơ số"),
    "parent_id": N_("Thuộc thẻ của hồ sơ số"),
    "card_number": N_("Số thẻ"),
    "pin_hash": N_("Mã PIN"),
    "pin_is_new": N_("Mã PIN mới cấp, chưa đổi"),
    "name": N_("Tên"),
    "reading_age": N_("Tuổi đọc"),
    "active": N_("Đang dùng được"),
    "keeps_history": N_("Có ghi lịch sử"),
    "created_at": N_("Tạo lúc"),
    "seen_at": N_("Dùng lần cuối lúc"),
    "token_sha256": N_("Khoá đăng nhập"),
    "device": N_("Loại thiết bị"),
    "trusted": N_("Máy riêng, luôn đăng nhập"),
    "record_id": N_("Tài liệu"),
    "digital_id": N_("Sách số"),
    "audiobook_id": N_("Sách nói"),
    "position": N_("Chương hoặc trang, đếm từ 0"),
    "character": N_("Số ký tự đã qua trong chương"),
    "seconds": N_("Giây đã nghe đến"),
    "share": N_("Phần đã qua, 1 là hết"),
    "note": N_("Lời ghi"),
    "form": N_("Dạng"),
    "at": N_("Lúc"),
}

SECRETS = frozenset({"pin_hash", "token_sha256"})
SECRET = N_("Chỉ giữ ở dạng đã mã hoá, không ai đọc ngược lại được")
YES, NO = N_("có"), N_("không")
