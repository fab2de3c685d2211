"""Practice examples and hurdles of the network; concepts with their building blocks and how far each is where."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=True),
        sa.Column("organisation", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("figure", sa.String(length=200), nullable=False),
        sa.Column("indicator", sa.String(length=80), nullable=True),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("needed", sa.Text(), nullable=False),
        sa.Column("function", sa.Integer(), nullable=True),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_practice_organisation")),
        sa.ForeignKeyConstraint(["function"], ["function.id"], name=op.f("fk_practice_function")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_index(op.f("ix_practice_area"), "practice", ["area"], unique=False)
    op.create_index(op.f("ix_practice_organisation"), "practice", ["organisation"], unique=False)
    op.create_index(op.f("ix_practice_function"), "practice", ["function"], unique=False)
    op.create_table(
        "hurdle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("changer", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hurdle")),
    )
    op.create_table(
        "concept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
    )
    op.create_table(
        "building_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["concept"], ["concept.id"], name=op.f("fk_building_block_concept")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_building_block")),
    )
    op.create_index(op.f("ix_building_block_concept"), "building_block", ["concept"], unique=False)
    op.create_table(
        "block_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("function", sa.Integer(), nullable=True),
        sa.Column("practice", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["block"], ["building_block.id"], name=op.f("fk_block_state_block")),
        sa.ForeignKeyConstraint(["function"], ["function.id"], name=op.f("fk_block_state_function")),
        sa.ForeignKeyConstraint(["practice"], ["practice.id"], name=op.f("fk_block_state_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block_state")),
    )
    op.create_index(op.f("ix_block_state_area"), "block_state", ["area"], unique=False)
    op.create_index(op.f("ix_block_state_function"), "block_state", ["function"], unique=False)
    op.create_index(op.f("ix_block_state_practice"), "block_state", ["practice"], unique=False)
    op.create_index(op.f("ix_block_state_block_area_id"), "block_state", ["block", "area", "id"], unique=False)
    op.create_index(
        "uq_block_state_current", "block_state", ["block", "area"], unique=True, sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )  # fmt: skip
    op.execute(
        "ALTER TABLE measure ADD COLUMN practice INTEGER CONSTRAINT fk_measure_practice REFERENCES practice (id)"
    )
    op.create_index(op.f("ix_measure_practice"), "measure", ["practice"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a county's data are never migrated backwards; restore a backup instead")
