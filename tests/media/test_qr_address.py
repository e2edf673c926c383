"""The address in a symbol is the library's own, in upper case, and nothing that could lead elsewhere."""

import pytest

from media.qr import UnusableAddress, symbol_url


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://thuvien.phuong13.gov.vn", "HTTPS://THUVIEN.PHUONG13.GOV.VN/Q/7KM2Q9XA"),
        ("http://192.168.1.20:8000/", "HTTP://192.168.1.20:8000/Q/7KM2Q9XA"),
        ("http://[fe80::1]:80", "HTTP://[FE80::1]:80/Q/7KM2Q9XA"),
        (" HTTP://May-Chu ", "HTTP://MAY-CHU/Q/7KM2Q9XA"),
        ("https://thưviện.vn", "HTTPS://XN--THVIN-GRB5423C.VN/Q/7KM2Q9XA"),
    ],
)
def test_host_and_path_stand_in_upper_case(base, address):
    assert symbol_url(base, "7km2q9xa") == address


@pytest.mark.parametrize(
    "base",
    [
        "",
        "thuvien.vn",
        "ftp://thuvien.vn",
        "javascript:alert(1)",
        "https://",
        "https://ten@thuvien.vn",
        "https://thuvien.vn/thu-vien",
        "https://thuvien.vn?x=1",
        "https://thuvien.vn#x",
        "https://thuvien.vn:99999",
        "https://[",
        "https://thu vien.vn",
        "https://thuvien.vn\\@xau.vn",
        "https://<b>.vn",
        "https://a..b",
        "https://" + "a" * 70 + ".vn",
    ],
)
def test_a_base_that_cannot_be_scanned_is_refused_with_its_name(base):
    with pytest.raises(UnusableAddress) as refusal:
        symbol_url(base, "7KM2Q9XA")
    assert refusal.value.values == {"address": base}
