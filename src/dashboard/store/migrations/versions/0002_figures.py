"""Figures: uploads, values, releases, accommodation, what was decided when reading a file."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "breakdown",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=500), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown")),
        sa.UniqueConstraint("key", name=op.f("uq_breakdown_key")),
    )
    op.create_table(
        "facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("area", "key", name=op.f("uq_facility_area_key")),
    )
    op.create_table(
        "intake_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_answer")),
        sa.UniqueConstraint("supplier", "question", name=op.f("uq_intake_answer_supplier_question")),
    )
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_index(op.f("ix_release_period"), "release", ["period"], unique=False)
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("layout", sa.String(length=20), nullable=False),
        sa.Column("profile", sa.String(length=60), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_sha256"), "upload", ["sha256"], unique=False)
    op.create_index(op.f("ix_upload_state"), "upload", ["state"], unique=False)
    op.create_table(
        "accommodation_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("release", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["release"], ["release.id"], name=op.f("fk_accommodation_report_release")),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_accommodation_report_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accommodation_report")),
    )
    op.create_index(op.f("ix_accommodation_report_upload"), "accommodation_report", ["upload"], unique=False)
    op.create_index(
        "uq_accommodation_report_current",
        "accommodation_report",
        ["area", "period"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "uq_accommodation_report_released",
        "accommodation_report",
        ["area", "period"],
        unique=True,
        sqlite_where=sa.text("release IS NOT NULL"),
        postgresql_where=sa.text("release IS NOT NULL"),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("breakdown", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("sign", sa.String(length=12), nullable=False),
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("release", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["breakdown"], ["breakdown.id"], name=op.f("fk_observation_breakdown")),
        sa.ForeignKeyConstraint(["release"], ["release.id"], name=op.f("fk_observation_release")),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_observation_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_area_indicator"), "observation", ["area", "indicator"], unique=False)
    op.create_index(
        op.f("ix_observation_indicator_period_end"), "observation", ["indicator", "period_end"], unique=False
    )
    op.create_index(op.f("ix_observation_upload"), "observation", ["upload"], unique=False)
    op.create_index(
        "uq_observation_current",
        "observation",
        ["indicator", "area", "period", "breakdown"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "uq_observation_released",
        "observation",
        ["indicator", "area", "period", "breakdown"],
        unique=True,
        sqlite_where=sa.text("release IS NOT NULL"),
        postgresql_where=sa.text("release IS NOT NULL"),
    )
    op.create_table(
        "occupancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("facility", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("responsible", sa.String(length=200), nullable=False),
        sa.Column("operator", sa.String(length=200), nullable=False),
        sa.Column("credited_area", sa.String(length=9), nullable=True),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("lease_until", sa.Date(), nullable=True),
        sa.Column("accessible", sa.Boolean(), nullable=True),
        sa.Column("target_group", sa.String(length=300), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("signs", sa.Text(), nullable=False),
        sa.Column("plaetze", sa.Integer(), nullable=True),
        sa.Column("gesperrt", sa.Integer(), nullable=True),
        sa.Column("nutzbar_frei", sa.Integer(), nullable=True),
        sa.Column("belegt", sa.Integer(), nullable=True),
        sa.Column("zugaenge", sa.Integer(), nullable=True),
        sa.Column("abgaenge", sa.Integer(), nullable=True),
        sa.Column("davon_asylblg", sa.Integer(), nullable=True),
        sa.Column("davon_sgb", sa.Integer(), nullable=True),
        sa.Column("davon_selbstzahler", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["facility"], ["facility.id"], name=op.f("fk_occupancy_facility")),
        sa.ForeignKeyConstraint(["report"], ["accommodation_report.id"], name=op.f("fk_occupancy_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupancy")),
        sa.UniqueConstraint("report", "facility", name=op.f("uq_occupancy_report_facility")),
    )
    op.create_index(op.f("ix_occupancy_facility"), "occupancy", ["facility"], unique=False)
    op.create_index(op.f("ix_occupancy_report"), "occupancy", ["report"], unique=False)
    # ### end Alembic commands ###
    op.execute("INSERT INTO breakdown (id, key, members) VALUES (0, '', '{}')")


def downgrade() -> None:
    raise NotImplementedError("a county's data are never migrated backwards; restore a backup instead")
