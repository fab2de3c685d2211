"""Release by table, checks before it, what was released before, and files whose bytes were removed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("release", sa.Column("table", sa.String(length=40), nullable=True))
    # Without foreign keys: SQLite cannot add one to a table that is there already.
    op.add_column("observation", sa.Column("released_before", sa.Integer(), nullable=True))
    op.add_column("accommodation_report", sa.Column("released_before", sa.Integer(), nullable=True))
    op.add_column("upload", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("upload", sa.Column("removed_by", sa.String(length=200), nullable=True))
    op.add_column("upload", sa.Column("removed_why", sa.Text(), nullable=True))
    op.create_table(
        "period_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("table", sa.String(length=40), nullable=False),
        sa.Column("uploads", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_check")),
    )
    op.create_index(op.f("ix_period_check_period"), "period_check", ["period"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a county's data are never migrated backwards; restore a backup instead")
