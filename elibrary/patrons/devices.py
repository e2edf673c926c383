"""The kind of a device, in words by which its owner knows it again."""

from catalog.errors import N_

OTHER = N_("Thiết bị khác")
_KINDS = (
    ("iphone", N_("iPhone")),
    ("ipad", N_("iPad")),
    ("android mobile", N_("Điện thoại Android")),
    ("android", N_("Máy tính bảng Android")),
    ("windows", N_("Máy tính Windows")),
    ("macintosh", N_("Máy tính Mac")),
    ("cros", N_("Máy tính Chromebook")),
    ("linux", N_("Máy tính Linux")),
)
_LONGEST = 400


def kind_of_device(user_agent: str) -> str:
    """What the browser says of the device it runs on, as a marked phrase."""
    said = user_agent[:_LONGEST].lower()
    return next((words for signs, words in _KINDS if all(sign in said for sign in signs.split())), OTHER)
