"""What there is help about. Printed posters carry the numbers: none is ever given to another topic."""

from typing import NamedTuple


class Topic(NamedTuple):
    """One page of the help; each of `pictures` is a macro of templates/help/pictures.html."""

    number: int
    slug: str
    pictures: tuple[str, ...]
    shown: int = 0
    """The picture that stands for the topic in the index."""


TOPICS = (
    Topic(1, "quet-ma", ("shelf_label", "bar_scan", "aim_at_code", "camera_link")),
    Topic(2, "tim", ("bar_search", "type_words", "one_hit", "where_it_stands"), shown=1),
    Topic(3, "doc", ("press_read", "next_chapter", "larger_letters", "read_on"), shown=3),
    Topic(4, "nghe", ("press_listen", "play", "back", "sleep", "dark_screen"), shown=4),
    Topic(5, "the-thu-vien", ("desk", "card_and_pin", "bar_shelf", "new_pin", "children"), shown=1),
    Topic(6, "khong-co-mang", ("with_network", "download", "downloaded", "without_network"), shown=3),
    Topic(7, "chu-to", ("look_menu", "large_text", "dark_pages", "two_sizes"), shown=3),
    Topic(
        8,
        "quyen-rieng-tu",
        ("unnamed", "little_on_a_card", "yours_alone", "history_off", "your_data", "counts"),
    ),
)
