"""What meetings resolve, what it is about, and the tasks that follow."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=False),
        sa.Column("addressee", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["addressee"], ["body.id"], name=op.f("fk_resolution_addressee")),
        sa.ForeignKeyConstraint(["answers"], ["resolution.id"], name=op.f("fk_resolution_answers")),
        sa.ForeignKeyConstraint(["item"], ["agenda_item.id"], name=op.f("fk_resolution_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
    )
    op.create_index(op.f("ix_resolution_addressee"), "resolution", ["addressee"], unique=False)
    op.create_index(op.f("ix_resolution_answers"), "resolution", ["answers"], unique=False)
    op.create_index(op.f("ix_resolution_item"), "resolution", ["item"], unique=False)
    op.create_table(
        "resolution_link",
        sa.Column("resolution", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("object_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["resolution"], ["resolution.id"], name=op.f("fk_resolution_link_resolution")),
        sa.PrimaryKeyConstraint("resolution", "kind", "object_id", name=op.f("pk_resolution_link")),
    )
    op.create_index(op.f("ix_resolution_link_kind_object_id"), "resolution_link", ["kind", "object_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=True),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("resolution", sa.Integer(), nullable=True),
        sa.Column("measure", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.Integer(), nullable=True),
        sa.Column("function", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["body"], ["body.id"], name=op.f("fk_task_body")),
        sa.ForeignKeyConstraint(["function"], ["function.id"], name=op.f("fk_task_function")),
        sa.ForeignKeyConstraint(["item"], ["agenda_item.id"], name=op.f("fk_task_item")),
        sa.ForeignKeyConstraint(["measure"], ["measure.id"], name=op.f("fk_task_measure")),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_task_organisation")),
        sa.ForeignKeyConstraint(["resolution"], ["resolution.id"], name=op.f("fk_task_resolution")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_body"), "task", ["body"], unique=False)
    op.create_index(op.f("ix_task_due_on"), "task", ["due_on"], unique=False)
    op.create_index(op.f("ix_task_function"), "task", ["function"], unique=False)
    op.create_index(op.f("ix_task_item"), "task", ["item"], unique=False)
    op.create_index(op.f("ix_task_measure"), "task", ["measure"], unique=False)
    op.create_index(op.f("ix_task_organisation"), "task", ["organisation"], unique=False)
    op.create_index(op.f("ix_task_resolution"), "task", ["resolution"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a county's data are never migrated backwards; restore a backup instead")
