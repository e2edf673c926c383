"""For the centre: what an administrator's browser sends, and pictures."""

from io import BytesIO

import pytest
from PIL import Image

from elibrary.accounts.models import Account
from tests.conftest import Visitor


@pytest.fixture
def described() -> dict[str, str]:
    """The form as filled in for a ward that was renamed; open on Mondays and Fridays."""
    return {
        "name": "Thư viện Phường Đức Nhuận",
        "organisation": "Trung tâm học tập cộng đồng Đức Nhuận",
        "welcome": "Chào bà con",
        "about": "Mở năm 2009.\nAi cũng vào được.",
        "address": "12 Hồ Văn Huê",
        "directions": "tầng 2",
        "phone": "028 3844 0000",
        "email": "thuvien@phuong.example",
        "hours_note": "Nghỉ lễ",
        "colour": "indigo",
        "version": "0",
        "hours-0-opens": "07:30",
        "hours-0-closes": "11:30",
        "hours-1-opens": "13:30",
        "hours-1-closes": "17:00",
        "hours-8-opens": "08:00",
        "hours-8-closes": "20:00",
    }


@pytest.fixture
def at_the_desk(client: Visitor, administrator: Account) -> Visitor:
    """An administrator's browser."""
    client.sign_in(administrator)
    return client


@pytest.fixture
def picture() -> BytesIO:
    """A PNG of 600 × 400 pixels."""
    out = BytesIO()
    Image.new("RGB", (600, 400), (20, 90, 160)).save(out, "PNG")
    out.seek(0)
    return out
