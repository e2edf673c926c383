"""The colours that a centre can choose from: measured pairs for light and dark, in static/css/colours.css."""

from catalog.errors import N_

LACQUER = "lacquer"

COLOURS = {
    LACQUER: N_("Đỏ sơn mài"),
    "indigo": N_("Xanh chàm"),
    "plum": N_("Tím mận"),
    "earth": N_("Nâu đất"),
}
"""Value of `data-colour` and name of each; what is not listed here is shown as lacquer."""
