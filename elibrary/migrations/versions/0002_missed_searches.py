"""What people searched and did not find, by month."""

from alembic import op
import sqlalchemy as sa


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "missed_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "times >= 0 AND wishes >= 0 AND times + wishes > 0", name=op.f("ck_missed_search_counted")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_search")),
        sa.UniqueConstraint("month", "folded", name=op.f("uq_missed_search_month")),
    )


def downgrade() -> None:
    op.drop_table("missed_search")
