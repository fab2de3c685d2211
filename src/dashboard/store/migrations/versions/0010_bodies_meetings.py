"""Bodies and their meetings: agenda, presence, frozen figures; snapshots of what is frozen."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_template")),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=True),
        sa.Column("alliance", sa.Integer(), nullable=True),
        sa.Column("chair", sa.Integer(), nullable=True),
        sa.Column("office", sa.Integer(), nullable=True),
        sa.Column("rhythm", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["alliance"], ["alliance.id"], name=op.f("fk_body_alliance")),
        sa.ForeignKeyConstraint(["chair"], ["function.id"], name=op.f("fk_body_chair")),
        sa.ForeignKeyConstraint(["office"], ["function.id"], name=op.f("fk_body_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
    )
    op.create_index(op.f("ix_body_alliance"), "body", ["alliance"], unique=False)
    op.create_index(op.f("ix_body_chair"), "body", ["chair"], unique=False)
    op.create_index(op.f("ix_body_office"), "body", ["office"], unique=False)
    op.create_table(
        "archived_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["body"], ["body.id"], name=op.f("fk_archived_minutes_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archived_minutes")),
    )
    op.create_index(op.f("ix_archived_minutes_body"), "archived_minutes", ["body"], unique=False)
    op.create_index(op.f("ix_archived_minutes_sha256"), "archived_minutes", ["sha256"], unique=False)
    op.create_table(
        "body_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Integer(), nullable=False),
        sa.Column("function", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["body"], ["body.id"], name=op.f("fk_body_member_body")),
        sa.ForeignKeyConstraint(["function"], ["function.id"], name=op.f("fk_body_member_function")),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_body_member_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_member")),
    )
    op.create_index(op.f("ix_body_member_body"), "body_member", ["body"], unique=False)
    op.create_index(op.f("ix_body_member_function"), "body_member", ["function"], unique=False)
    op.create_index(op.f("ix_body_member_organisation"), "body_member", ["organisation"], unique=False)
    op.create_table(
        "body_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["body"], ["body.id"], name=op.f("fk_body_name_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_name")),
    )
    op.create_index(op.f("ix_body_name_body"), "body_name", ["body"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("draft_sent_on", sa.Date(), nullable=True),
        sa.Column("objections_until", sa.Date(), nullable=True),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("uid", sa.String(length=200), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("approval", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["approval"], ["snapshot.id"], name=op.f("fk_meeting_approval")),
        sa.ForeignKeyConstraint(["body"], ["body.id"], name=op.f("fk_meeting_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
    )
    op.create_index(op.f("ix_meeting_body"), "meeting", ["body"], unique=False)
    op.create_index(op.f("ix_meeting_starts_at"), "meeting", ["starts_at"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("presenter", sa.String(length=200), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("consultation", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("carried_from", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["carried_from"], ["agenda_item.id"], name=op.f("fk_agenda_item_carried_from")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_agenda_item_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_carried_from"), "agenda_item", ["carried_from"], unique=False)
    op.create_index(op.f("ix_agenda_item_meeting"), "agenda_item", ["meeting"], unique=False)
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Integer(), nullable=True),
        sa.Column("guest", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("presence", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=200), nullable=True),
        sa.Column("archived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_participation_meeting")),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_participation_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    op.create_index(op.f("ix_participation_meeting"), "participation", ["meeting"], unique=False)
    op.create_index(op.f("ix_participation_organisation"), "participation", ["organisation"], unique=False)
    op.create_table(
        "writing",
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_writing_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_writing")),
    )
    op.create_table(
        "addendum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["agenda_item.id"], name=op.f("fk_addendum_item")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_addendum_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addendum")),
    )
    op.create_index(op.f("ix_addendum_item"), "addendum", ["item"], unique=False)
    op.create_index(op.f("ix_addendum_meeting"), "addendum", ["meeting"], unique=False)
    op.create_table(
        "item_exhibit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["item"], ["agenda_item.id"], name=op.f("fk_item_exhibit_item")),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshot.id"], name=op.f("fk_item_exhibit_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_exhibit")),
    )
    op.create_index(op.f("ix_item_exhibit_item"), "item_exhibit", ["item"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a county's data are never migrated backwards; restore a backup instead")
