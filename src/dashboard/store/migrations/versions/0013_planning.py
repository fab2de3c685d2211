"""Planning: quota periods and what was decided for them, intake, planned facilities, scenarios."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "planned_facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("probability", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_facility")),
    )
    op.create_table(
        "quota_intake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_intake")),
        sa.UniqueConstraint("area", "first", "last", name=op.f("uq_quota_intake_area_first_last")),
    )
    op.create_table(
        "quota_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("carried_over", sa.Integer(), nullable=True),
        sa.Column("carrying", sa.String(length=20), nullable=False),
        sa.Column("counting", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["previous"], ["quota_period.id"], name=op.f("fk_quota_period_previous")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_period")),
        sa.UniqueConstraint("first", name=op.f("uq_quota_period_first")),
        sa.UniqueConstraint("previous", name=op.f("uq_quota_period_previous")),
    )
    op.create_table(
        "scenario",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_folded", sa.String(length=500), nullable=False),
        sa.Column("assumptions", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sa.UniqueConstraint("name_folded", name=op.f("uq_scenario_name_folded")),
    )
    op.create_table(
        "quota_credit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_period", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["quota_period"], ["quota_period.id"], name=op.f("fk_quota_credit_quota_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_credit")),
    )
    op.create_index(op.f("ix_quota_credit_quota_period"), "quota_credit", ["quota_period"], unique=False)
    op.create_table(
        "quota_official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_period", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["quota_period"], ["quota_period.id"], name=op.f("fk_quota_official_quota_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_official")),
    )
    op.create_index(op.f("ix_quota_official_quota_period"), "quota_official", ["quota_period"], unique=False)
    op.create_table(
        "quota_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_period", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["quota_period"], ["quota_period.id"], name=op.f("fk_quota_rule_quota_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_rule")),
    )
    op.create_index(op.f("ix_quota_rule_quota_period"), "quota_rule", ["quota_period"], unique=False)
    op.create_table(
        "quota_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_period", sa.Integer(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["quota_period"], ["quota_period.id"], name=op.f("fk_quota_term_quota_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_term")),
    )
    op.create_index(op.f("ix_quota_term_quota_period"), "quota_term", ["quota_period"], unique=False)
    op.execute("INSERT INTO data_version (subject, number) VALUES ('planning', 1)")


def downgrade() -> None:
    raise NotImplementedError("a county's data are never migrated backwards; restore a backup instead")
