"""The first tables."""

from alembic import op
import sqlalchemy as sa


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "librarian",
                "administrator",
                name="staffrole_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("session_stamp", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "daily_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("event", sa.String(length=10), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_daily_count_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_count")),
        sa.UniqueConstraint("day", "event", "record_id", "form", "channel", name=op.f("uq_daily_count_day")),
    )
    with op.batch_alter_table("daily_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_daily_count_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_daily_count_record_id"), ["record_id"], unique=False)

    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("name", name=op.f("uq_location_name")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_file_has_bytes")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=2000), nullable=False),
        sa.Column("subtitle", sa.String(length=2000), nullable=False),
        sa.Column("volume", sa.String(length=100), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "book",
                "newspaper",
                "magazine",
                "map",
                "audiobook",
                "other",
                name="materialtype_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("publisher", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("year_printed", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("extent", sa.String(length=300), nullable=False),
        sa.Column("series", sa.String(length=500), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("ddc", sa.String(length=60), nullable=False),
        sa.Column("call_number", sa.String(length=120), nullable=False),
        sa.Column("cover_sha256", sa.String(length=64), nullable=True),
        sa.Column("popularity", sa.Integer(), nullable=False),
        sa.Column("work_key", sa.String(length=64), nullable=False),
        sa.Column("edition_key", sa.String(length=64), nullable=False),
        sa.Column("sort_title", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_record_has_title")),
        sa.CheckConstraint("year IS NULL OR year BETWEEN 0 AND 9999", name=op.f("ck_record_year_in_range")),
        sa.ForeignKeyConstraint(
            ["cover_sha256"], ["stored_file.sha256"], name=op.f("fk_record_cover_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("ix_record_created_at_id", ["created_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_edition_key"), ["edition_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_sort_title"), ["sort_title"], unique=False)
        batch_op.create_index("ix_record_type_created_at_id", ["type", "created_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_work_key"), ["work_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_year"), ["year"], unique=False)

    op.create_table(
        "shelf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_shelf_location_id_location")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf")),
        sa.UniqueConstraint("location_id", "name", name=op.f("uq_shelf_location_id")),
    )
    op.create_table(
        "audiobook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column(
            "access",
            sa.Enum(
                "public", "staff", name="access_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("duration", sa.Double(), nullable=False),
        sa.Column("narrator", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("duration > 0", name=op.f("ck_audiobook_lasts")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_audiobook_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiobook")),
    )
    with op.batch_alter_table("audiobook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audiobook_record_id"), ["record_id"], unique=False)

    op.create_table(
        "contributor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "author",
                "translator",
                "editor",
                "compiler",
                "illustrator",
                "narrator",
                "contributor",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("folded", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_contributor_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributor")),
        sa.UniqueConstraint("record_id", "position", name=op.f("uq_contributor_record_id")),
    )
    with op.batch_alter_table("contributor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contributor_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_contributor_record_id"), ["record_id"], unique=False)

    op.create_table(
        "copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("accession_number", sa.String(length=60), nullable=False),
        sa.Column("barcode", sa.String(length=60), nullable=True),
        sa.Column("call_number", sa.String(length=120), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("shelf_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "available",
                "on_loan",
                "reference",
                "lost",
                "withdrawn",
                name="copystatus_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_copy_location_id_location")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_copy_record_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["shelf_id"], ["shelf.id"], name=op.f("fk_copy_shelf_id_shelf")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy")),
        sa.UniqueConstraint("barcode", name=op.f("uq_copy_barcode")),
    )
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_copy_accession_number"), ["accession_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_copy_location_id"), ["location_id"], unique=False)
        batch_op.create_index("ix_copy_record_id_status", ["record_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_copy_shelf_id"), ["shelf_id"], unique=False)

    op.create_table(
        "digital_object",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "epub", "pdf", name="digitalkind_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "access",
            sa.Enum(
                "public", "staff", name="access_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_digital_object_record_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_digital_object_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digital_object")),
        sa.UniqueConstraint("record_id", "sha256", name=op.f("uq_digital_object_record_id")),
    )
    with op.batch_alter_table("digital_object", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digital_object_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_digital_object_sha256"), ["sha256"], unique=False)

    op.create_table(
        "identifier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.CheckConstraint("kind IN ('isbn', 'issn')", name=op.f("ck_identifier_kind_known")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_identifier_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
        sa.UniqueConstraint("record_id", "kind", "value", name=op.f("uq_identifier_record_id")),
    )
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identifier_value"), ["value"], unique=False)

    op.create_table(
        "subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_subject_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("record_id", "term", name=op.f("uq_subject_record_id")),
    )
    with op.batch_alter_table("subject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_subject_term"), ["term"], unique=False)

    op.create_table(
        "chapter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audiobook_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("start", sa.Double(), nullable=False),
        sa.Column("end", sa.Double(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_chapter_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["audiobook_id"],
            ["audiobook.id"],
            name=op.f("fk_chapter_audiobook_id_audiobook"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chapter")),
        sa.UniqueConstraint("audiobook_id", "position", name=op.f("uq_chapter_audiobook_id")),
    )
    op.create_table(
        "code",
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column("digital_id", sa.Integer(), nullable=True),
        sa.Column("audiobook_id", sa.Integer(), nullable=True),
        sa.Column("shelf_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "CASE WHEN record_id IS NULL THEN 0 ELSE 1 END + CASE WHEN copy_id IS NULL THEN 0 ELSE 1 END + CASE WHEN digital_id IS NULL THEN 0 ELSE 1 END + CASE WHEN audiobook_id IS NULL THEN 0 ELSE 1 END + CASE WHEN shelf_id IS NULL THEN 0 ELSE 1 END <= 1",
            name=op.f("ck_code_one_target"),
        ),
        sa.ForeignKeyConstraint(
            ["audiobook_id"],
            ["audiobook.id"],
            name=op.f("fk_code_audiobook_id_audiobook"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["copy.id"], name=op.f("fk_code_copy_id_copy"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["digital_id"],
            ["digital_object.id"],
            name=op.f("fk_code_digital_id_digital_object"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_code_record_id_record"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["shelf_id"], ["shelf.id"], name=op.f("fk_code_shelf_id_shelf"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("value", name=op.f("pk_code")),
    )
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_audiobook_id"), ["audiobook_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_copy_id"), ["copy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_digital_id"), ["digital_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_shelf_id"), ["shelf_id"], unique=False)

    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digital_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digital_id"],
            ["digital_object.id"],
            name=op.f("fk_section_digital_id_digital_object"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("digital_id", "position", name=op.f("uq_section_digital_id")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column(
            "format",
            sa.Enum(
                "row",
                "marc",
                "marcxml",
                name="sourceformat_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["copy.id"], name=op.f("fk_source_copy_id_copy"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_source_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_copy_id"), ["copy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_record_id"), ["record_id"], unique=False)

    op.create_table(
        "track",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audiobook_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("duration", sa.Double(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("duration > 0", name=op.f("ck_track_lasts")),
        sa.ForeignKeyConstraint(
            ["audiobook_id"],
            ["audiobook.id"],
            name=op.f("fk_track_audiobook_id_audiobook"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_track_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_track")),
        sa.UniqueConstraint("audiobook_id", "position", name=op.f("uq_track_audiobook_id")),
    )
    with op.batch_alter_table("track", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_track_sha256"), ["sha256"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("track", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_track_sha256"))

    op.drop_table("track")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_record_id"))
        batch_op.drop_index(batch_op.f("ix_source_digest"))
        batch_op.drop_index(batch_op.f("ix_source_copy_id"))

    op.drop_table("source")
    op.drop_table("section")
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_shelf_id"))
        batch_op.drop_index(batch_op.f("ix_code_record_id"))
        batch_op.drop_index(batch_op.f("ix_code_digital_id"))
        batch_op.drop_index(batch_op.f("ix_code_copy_id"))
        batch_op.drop_index(batch_op.f("ix_code_audiobook_id"))

    op.drop_table("code")
    op.drop_table("chapter")
    with op.batch_alter_table("subject", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subject_term"))
        batch_op.drop_index(batch_op.f("ix_subject_record_id"))

    op.drop_table("subject")
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identifier_value"))

    op.drop_table("identifier")
    with op.batch_alter_table("digital_object", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_digital_object_sha256"))
        batch_op.drop_index(batch_op.f("ix_digital_object_record_id"))

    op.drop_table("digital_object")
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_copy_shelf_id"))
        batch_op.drop_index("ix_copy_record_id_status")
        batch_op.drop_index(batch_op.f("ix_copy_location_id"))
        batch_op.drop_index(batch_op.f("ix_copy_accession_number"))

    op.drop_table("copy")
    with op.batch_alter_table("contributor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contributor_record_id"))
        batch_op.drop_index(batch_op.f("ix_contributor_folded"))

    op.drop_table("contributor")
    with op.batch_alter_table("audiobook", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audiobook_record_id"))

    op.drop_table("audiobook")
    op.drop_table("shelf")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_year"))
        batch_op.drop_index(batch_op.f("ix_record_work_key"))
        batch_op.drop_index("ix_record_type_created_at_id")
        batch_op.drop_index(batch_op.f("ix_record_sort_title"))
        batch_op.drop_index(batch_op.f("ix_record_edition_key"))
        batch_op.drop_index("ix_record_created_at_id")

    op.drop_table("record")
    op.drop_table("stored_file")
    op.drop_table("outbox")
    op.drop_table("location")
    with op.batch_alter_table("daily_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_daily_count_record_id"))
        batch_op.drop_index(batch_op.f("ix_daily_count_day"))

    op.drop_table("daily_count")
    op.drop_table("account")
