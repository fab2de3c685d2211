"""Full-text search and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# A circle is one trigram of its own, of characters that no folded text holds.
INDEXED = "char(2) || substr({row}.circle, 1, 1) || char(2) || {row}.folded"
ADD = f"INSERT INTO search_index (rowid, folded) VALUES (new.position, {INDEXED.format(row='new')});"  # noqa: S608
DROP = (
    "INSERT INTO search_index (search_index, rowid, folded) "  # noqa: S608
    f"VALUES ('delete', old.position, {INDEXED.format(row='old')});"
)
SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(folded, content='', tokenize='trigram case_sensitive 1')",
    f"CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN {ADD} END",
    f"CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN {DROP} END",
    f"CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN {DROP} {ADD} END",
    "CREATE INDEX ix_search_text_title_folded ON search_text (title_folded, circle, kind)",
)
# The trigrams of a text as an array under PostgreSQL's own GIN: pg_trgm would need the right to make extensions, and
# finds nothing of „§ 5“. No plan may work the trigrams out again, hence the settings of the second function. Texts lie
# apart and uncompressed, so that rows are read without them. Nobody needs statistics of trigrams.
POSTGRESQL = (
    """
    CREATE FUNCTION search_grams(folded text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(first || second || third), '{}')
        FROM unnest(
            string_to_array(folded, NULL),
            string_to_array(substr(folded, 2), NULL),
            string_to_array(substr(folded, 3), NULL)
        ) AS letters (first, second, third)
        WHERE third IS NOT NULL
    $$
    """,
    "ALTER TABLE search_text ALTER COLUMN folded SET STORAGE EXTERNAL",
    "ALTER TABLE search_text SET (toast_tuple_target = 128)",
    "CREATE INDEX ix_search_text_grams ON search_text USING gin (search_grams(folded)) WITH (fastupdate = off)",
    "ALTER INDEX ix_search_text_grams ALTER COLUMN 1 SET STATISTICS 0",
    """
    CREATE FUNCTION search_candidates(grams text[], circles text[]) RETURNS SETOF bigint LANGUAGE sql STABLE
    SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
        SELECT position FROM search_text WHERE search_grams(folded) @> grams AND circle = ANY (circles)
    $$
    """,
    "ALTER INDEX ix_search_text_grams ALTER COLUMN 1 SET STATISTICS 0",
)


def upgrade() -> None:
    op.create_table(
        "search_text",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.String(length=80), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_folded", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_search_text")),
        sa.UniqueConstraint("kind", "object_id", name=op.f("uq_search_text_kind_object_id")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "account", "kind", "object_id", "field", name=op.f("uq_draft_account_kind_object_id_field")
        ),
    )
    op.create_index(op.f("ix_draft_kind_object_id"), "draft", ["kind", "object_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a county's data are never migrated backwards; restore a backup instead")
