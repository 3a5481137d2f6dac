"""The tables of the studio's database, as the list of steps that led to them."""

from __future__ import annotations

from collections.abc import Sequence

APPLICATION_ID = 0x46325354  # "F2ST": tells our file from any other SQLite database

# Which picture of the history was made with which LoRA.
RUNS_FROM_RECIPES = """
    INSERT OR IGNORE INTO lora_run (generation_id, source, at_us)
        SELECT id, source, at_us FROM (
            SELECT
                generation.id AS id,
                generation.created_us AS at_us,
                CASE lora.type WHEN 'object' THEN lora.value ->> '$.source' END AS source,
                CASE lora.type WHEN 'object' THEN lora.value ->> '$.enabled' END AS enabled
            FROM generation, json_each(
                CASE WHEN json_valid(generation.recipe) THEN generation.recipe ELSE '{}' END,
                '$.request.loras'
            ) AS lora
        ) WHERE typeof(source) = 'text' AND coalesce(enabled, 1);
"""

# Never change a step that was released; add one. ``user_version`` counts those that were taken.
MIGRATIONS: Sequence[str] = (
    """
    CREATE TABLE job (
        id         TEXT PRIMARY KEY,
        created_us INTEGER NOT NULL,  -- microseconds since 1970, UTC
        created_at TEXT NOT NULL,
        backend    TEXT NOT NULL,
        folder     TEXT NOT NULL,
        request    TEXT NOT NULL,     -- JSON
        state      TEXT NOT NULL,
        remote     TEXT NOT NULL DEFAULT '{}',
        error      TEXT NOT NULL DEFAULT '',
        hint       TEXT NOT NULL DEFAULT '',
        owner      TEXT NOT NULL,
        dismissed  INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX job_by_state ON job (state, created_us);
    CREATE INDEX job_by_time ON job (dismissed, created_us);

    CREATE TABLE generation (
        number     INTEGER PRIMARY KEY,
        id         TEXT NOT NULL UNIQUE,
        job_id     TEXT NOT NULL,
        idx        INTEGER NOT NULL,
        created_us INTEGER NOT NULL,
        path       TEXT NOT NULL,     -- below the pictures folder, or absolute
        recipe     TEXT NOT NULL,     -- JSON, as in the file
        words      TEXT NOT NULL,     -- what search looks in
        UNIQUE (job_id, idx)
    ) STRICT;
    CREATE INDEX generation_by_time ON generation (created_us, id);

    CREATE VIRTUAL TABLE generation_search USING fts5 (
        words, content = 'generation', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    );
    CREATE TRIGGER generation_added AFTER INSERT ON generation BEGIN
        INSERT INTO generation_search (rowid, words) VALUES (new.number, new.words);
    END;
    CREATE TRIGGER generation_removed AFTER DELETE ON generation BEGIN
        INSERT INTO generation_search (generation_search, rowid, words)
        VALUES ('delete', old.number, old.words);
    END;
    CREATE TRIGGER generation_changed AFTER UPDATE OF number, words ON generation BEGIN
        INSERT INTO generation_search (generation_search, rowid, words)
        VALUES ('delete', old.number, old.words);
        INSERT INTO generation_search (rowid, words) VALUES (new.number, new.words);
    END;

    CREATE TABLE lora (
        id       TEXT PRIMARY KEY,
        source   TEXT NOT NULL UNIQUE,
        added_us INTEGER NOT NULL,
        record   TEXT NOT NULL        -- JSON
    ) STRICT;
    CREATE INDEX lora_by_time ON lora (added_us, id);
    """,
    """
    CREATE TABLE upload (
        service    TEXT NOT NULL,
        sha256     TEXT NOT NULL,
        url        TEXT NOT NULL,
        expires_us INTEGER NOT NULL,  -- microseconds since 1970, UTC
        PRIMARY KEY (service, sha256)
    ) STRICT;

    CREATE TABLE spending (
        job_id       TEXT PRIMARY KEY,
        at_us        INTEGER NOT NULL,
        backend      TEXT NOT NULL,
        estimate_usd REAL,
        actual_usd   REAL,             -- as the service said; null until it does
        billed       INTEGER NOT NULL DEFAULT 1  -- 0 once it is known that nothing was
    ) STRICT;
    CREATE INDEX spending_by_time ON spending (at_us);
    """,
    """
    CREATE TABLE lora_root (
        path     TEXT PRIMARY KEY,    -- a folder of the artist's, read and never written
        added_us INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE lora_file (
        path     TEXT PRIMARY KEY,    -- absolute
        size     INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        sha256   TEXT NOT NULL,       -- empty until it is hashed
        autov3   TEXT NOT NULL,
        facts    TEXT NOT NULL,       -- JSON: what its header says
        problem  TEXT NOT NULL        -- why it is no LoRA, empty when it is one
    ) STRICT;
    CREATE INDEX lora_file_by_hash ON lora_file (sha256);
    CREATE INDEX lora_file_by_data ON lora_file (autov3);

    CREATE TABLE lora_run (
        generation_id TEXT NOT NULL,
        source        TEXT NOT NULL,
        at_us         INTEGER NOT NULL,
        PRIMARY KEY (generation_id, source)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lora_run_by_source ON lora_run (source, at_us);
"""
    + RUNS_FROM_RECIPES
    + """
    CREATE TABLE lora_set (
        id       TEXT PRIMARY KEY,
        added_us INTEGER NOT NULL,
        record   TEXT NOT NULL        -- JSON
    ) STRICT;

    CREATE TABLE lora_removed (
        id         TEXT PRIMARY KEY,
        removed_us INTEGER NOT NULL,
        record     TEXT NOT NULL      -- JSON; kept so that a removal can be undone later, too
    ) STRICT;
    """,
    """
    CREATE TABLE lora_search (
        id       TEXT PRIMARY KEY,
        added_us INTEGER NOT NULL,
        record   TEXT NOT NULL        -- JSON
    ) STRICT;

    CREATE TABLE lora_move (
        batch  TEXT NOT NULL,         -- one step of the artist's
        number INTEGER NOT NULL,
        state  TEXT NOT NULL,
        record TEXT NOT NULL,         -- JSON: the files, from where to where
        PRIMARY KEY (batch, number)
    ) STRICT, WITHOUT ROWID;
    """,
)
