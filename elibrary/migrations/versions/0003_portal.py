"""The portal: patrons and their shelves, reading lists, the centre, notices, ages, posters."""

from alembic import op
import sqlalchemy as sa


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _one_target(*more: str) -> str:
    """At most one of these columns is filled."""
    columns = ("record_id", "copy_id", "digital_id", "audiobook_id", "shelf_id", *more)
    return " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns) + " <= 1"


def upgrade() -> None:
    op.create_table(
        "code_count",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_code_count_counted")),
        sa.PrimaryKeyConstraint("code", "day", name=op.f("pk_code_count")),
    )
    with op.batch_alter_table("code_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_count_day"), ["day"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_notice_ends_after_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "open_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("closes > opens", name=op.f("ck_open_hours_closes_after_opening")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_open_hours_weekday_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_hours")),
        sa.UniqueConstraint("weekday", "opens", name=op.f("uq_open_hours_weekday")),
    )
    op.create_table(
        "patron",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_number", sa.String(length=20), nullable=True),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("pin_is_new", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("reading_age", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("keeps_history", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (card_number IS NOT NULL)", name=op.f("ck_patron_card_or_parent")
        ),
        sa.CheckConstraint(
            "card_number IS NULL OR pin_hash IS NOT NULL", name=op.f("ck_patron_card_has_a_pin")
        ),
        sa.CheckConstraint(
            "parent_id IS NULL OR reading_age IS NOT NULL", name=op.f("ck_patron_child_has_an_age")
        ),
        sa.CheckConstraint(
            "reading_age IS NULL OR reading_age BETWEEN 0 AND 17", name=op.f("ck_patron_reading_age_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["patron.id"], name=op.f("fk_patron_parent_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patron")),
        sa.UniqueConstraint("card_number", name=op.f("uq_patron_card_number")),
    )
    with op.batch_alter_table("patron", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patron_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "reading_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("on_home", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_reading_list_has_title")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_list")),
        sa.UniqueConstraint("slug", name=op.f("uq_reading_list_slug")),
    )
    op.create_table(
        "centre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("welcome", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("directions", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("hours_note", sa.String(length=300), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column("logo_sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_centre_only_one")),
        sa.ForeignKeyConstraint(
            ["logo_sha256"], ["stored_file.sha256"], name=op.f("fk_centre_logo_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
    )
    op.create_table(
        "signed_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("patron_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=100), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["patron.id"], name=op.f("fk_signed_in_holder_id_patron"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_signed_in_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_in")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_signed_in_token_sha256")),
    )
    with op.batch_alter_table("signed_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_in_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signed_in_patron_id"), ["patron_id"], unique=False)

    op.create_table(
        "list_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["reading_list.id"],
            name=op.f("fk_list_entry_list_id_reading_list"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_list_entry_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_entry")),
        sa.UniqueConstraint("list_id", "record_id", name=op.f("uq_list_entry_list_id")),
    )
    with op.batch_alter_table("list_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_entry_record_id"), ["record_id"], unique=False)

    op.create_table(
        "opened",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patron_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "paper",
                "digital",
                "audio",
                name="form_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_opened_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_opened_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened")),
        sa.UniqueConstraint("patron_id", "record_id", "form", name=op.f("uq_opened_patron_id")),
    )
    with op.batch_alter_table("opened", schema=None) as batch_op:
        batch_op.create_index("ix_opened_patron_id_at", ["patron_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_opened_record_id"), ["record_id"], unique=False)

    op.create_table(
        "saved_record",
        sa.Column("patron_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_saved_record_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_saved_record_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("patron_id", "record_id", name=op.f("pk_saved_record")),
    )
    with op.batch_alter_table("saved_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_record_record_id"), ["record_id"], unique=False)

    op.create_table(
        "bookmark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patron_id", sa.Integer(), nullable=False),
        sa.Column("digital_id", sa.Integer(), nullable=True),
        sa.Column("audiobook_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("character", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(digital_id IS NULL) <> (audiobook_id IS NULL)", name=op.f("ck_bookmark_one_book")
        ),
        sa.ForeignKeyConstraint(
            ["audiobook_id"],
            ["audiobook.id"],
            name=op.f("fk_bookmark_audiobook_id_audiobook"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["digital_id"],
            ["digital_object.id"],
            name=op.f("fk_bookmark_digital_id_digital_object"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_bookmark_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookmark")),
    )
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookmark_patron_id"), ["patron_id"], unique=False)

    op.create_table(
        "kept_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patron_id", sa.Integer(), nullable=False),
        sa.Column("digital_id", sa.Integer(), nullable=True),
        sa.Column("audiobook_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("character", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(digital_id IS NULL) <> (audiobook_id IS NULL)", name=op.f("ck_kept_place_one_book")
        ),
        sa.CheckConstraint("share BETWEEN 0 AND 1", name=op.f("ck_kept_place_share_in_range")),
        sa.ForeignKeyConstraint(
            ["audiobook_id"],
            ["audiobook.id"],
            name=op.f("fk_kept_place_audiobook_id_audiobook"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["digital_id"],
            ["digital_object.id"],
            name=op.f("fk_kept_place_digital_id_digital_object"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_kept_place_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_place")),
        sa.UniqueConstraint("patron_id", "audiobook_id", name="uq_kept_place_audiobook"),
        sa.UniqueConstraint("patron_id", "digital_id", name="uq_kept_place_digital"),
    )
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("list_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("poster_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("hung", sa.String(length=100), server_default="", nullable=False))
        batch_op.drop_constraint(batch_op.f("ck_code_one_target"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_code_one_target"), _one_target("list_id"))
        batch_op.create_index(batch_op.f("ix_code_list_id"), ["list_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_poster_id"), ["poster_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_code_poster_id_reading_list"),
            "reading_list",
            ["poster_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_code_list_id_reading_list"),
            "reading_list",
            ["list_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minimum_age", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_record_minimum_age_in_range"), "minimum_age BETWEEN 0 AND 18"
        )
        batch_op.create_index(batch_op.f("ix_record_minimum_age"), ["minimum_age"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_minimum_age"))
        batch_op.drop_constraint(batch_op.f("ck_record_minimum_age_in_range"), type_="check")
        batch_op.drop_column("minimum_age")

    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_code_list_id_reading_list"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_code_poster_id_reading_list"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_code_poster_id"))
        batch_op.drop_index(batch_op.f("ix_code_list_id"))
        batch_op.drop_constraint(batch_op.f("ck_code_one_target"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_code_one_target"), _one_target())
        batch_op.drop_column("hung")
        batch_op.drop_column("poster_id")
        batch_op.drop_column("list_id")

    op.drop_table("kept_place")
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bookmark_patron_id"))

    op.drop_table("bookmark")
    with op.batch_alter_table("saved_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_record_record_id"))

    op.drop_table("saved_record")
    with op.batch_alter_table("opened", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opened_record_id"))
        batch_op.drop_index("ix_opened_patron_id_at")

    op.drop_table("opened")
    with op.batch_alter_table("list_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_entry_record_id"))

    op.drop_table("list_entry")
    with op.batch_alter_table("signed_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_in_patron_id"))
        batch_op.drop_index(batch_op.f("ix_signed_in_holder_id"))

    op.drop_table("signed_in")
    op.drop_table("centre")
    op.drop_table("reading_list")
    with op.batch_alter_table("patron", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patron_parent_id"))

    op.drop_table("patron")
    op.drop_table("open_hours")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_ends_at"))

    op.drop_table("notice")
    with op.batch_alter_table("code_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_count_day"))

    op.drop_table("code_count")
