"""Column types that several tables share."""

from enum import StrEnum

from sqlalchemy import Enum


def enumerated(kind: type[StrEnum]) -> Enum:
    """A text column that holds the values of `kind` (not its names), checked by the database."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=20,
        name=f"{kind.__name__.lower()}_known",
    )
