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
    """
    DROP TRIGGER generation_added;
    DROP TRIGGER generation_removed;
    DROP TRIGGER generation_changed;
    DROP TABLE generation_search;
    DROP INDEX generation_by_time;
    ALTER TABLE generation RENAME TO generation_before;
    CREATE TABLE generation (
        number     INTEGER PRIMARY KEY,  -- created_us, one more where that is taken: the order
        id         TEXT NOT NULL UNIQUE,
        job_id     TEXT NOT NULL,
        idx        INTEGER NOT NULL,
        created_us INTEGER NOT NULL,
        path       TEXT NOT NULL,     -- below the pictures folder, or absolute
        recipe     TEXT NOT NULL,     -- JSON, as in the file
        words      TEXT NOT NULL,     -- what search looks in
        grams      TEXT NOT NULL DEFAULT '',  -- letters of scripts without spaces, and signs
        marks      TEXT NOT NULL DEFAULT '',  -- a token for each facet
        rating     INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
        pick       INTEGER NOT NULL DEFAULT 0 CHECK (pick BETWEEN -1 AND 1),
        label      INTEGER NOT NULL DEFAULT 0 CHECK (label BETWEEN 0 AND 5),
        cost_usd   REAL,
        width      INTEGER NOT NULL DEFAULT 0,
        height     INTEGER NOT NULL DEFAULT 0,
        tool       TEXT NOT NULL DEFAULT '',
        file_state INTEGER NOT NULL DEFAULT 0 CHECK (file_state BETWEEN 0 AND 2),
        file_size  INTEGER NOT NULL DEFAULT 0,
        file_mtime_ns INTEGER NOT NULL DEFAULT 0,
        sidecar_ns INTEGER NOT NULL DEFAULT 0,  -- its mtime when last written or read; 0: none
        dirty      INTEGER NOT NULL DEFAULT 0,  -- marks that are not in the sidecar yet
        stale      INTEGER NOT NULL DEFAULT 1,  -- what search needs is to be made of the recipe
        UNIQUE (job_id, idx)
    ) STRICT;
    INSERT INTO generation (number, id, job_id, idx, created_us, path, recipe, words, marks)
        SELECT
            i + max(at_us - i) OVER (ORDER BY i ROWS UNBOUNDED PRECEDING),  -- rises strictly
            id, job_id, idx, created_us, path, recipe, words, 'x r0 pn c0 f0'
        FROM (
            SELECT *, row_number() OVER (ORDER BY at_us, id) AS i FROM (
                SELECT *, min(max(created_us, -300000000000000000), 300000000000000000) AS at_us
                FROM generation_before
            )
        );
    DROP TABLE generation_before;
    -- All numbers in their order without the rows: false for every picture, then its number.
    CREATE INDEX generation_order ON generation (id = '');
    CREATE INDEX generation_stale ON generation (stale) WHERE stale;
    CREATE INDEX generation_dirty ON generation (dirty) WHERE dirty;
    CREATE INDEX generation_by_path ON generation (path);

    CREATE VIRTUAL TABLE generation_search USING fts5 (
        words, grams, marks, content = 'generation', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    );
    CREATE TRIGGER generation_added AFTER INSERT ON generation BEGIN
        INSERT INTO generation_search (rowid, words, grams, marks)
        VALUES (new.number, new.words, new.grams, new.marks);
    END;
    CREATE TRIGGER generation_removed AFTER DELETE ON generation BEGIN
        INSERT INTO generation_search (generation_search, rowid, words, grams, marks)
        VALUES ('delete', old.number, old.words, old.grams, old.marks);
    END;
    CREATE TRIGGER generation_changed AFTER UPDATE OF number, words, grams, marks ON generation
    BEGIN
        INSERT INTO generation_search (generation_search, rowid, words, grams, marks)
        VALUES ('delete', old.number, old.words, old.grams, old.marks);
        INSERT INTO generation_search (rowid, words, grams, marks)
        VALUES (new.number, new.words, new.grams, new.marks);
    END;
    INSERT INTO generation_search (generation_search) VALUES ('rebuild');

    CREATE TABLE term (
        kind   TEXT NOT NULL,         -- lora, tag, model, backend, ref, sha, tool
        value  TEXT NOT NULL,
        folded TEXT NOT NULL,         -- small letters without accents
        PRIMARY KEY (kind, value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE word (
        text TEXT PRIMARY KEY         -- the words of 4 letters and more, folded
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE picture_tag (
        number INTEGER NOT NULL REFERENCES generation ON DELETE CASCADE ON UPDATE CASCADE,
        tag    TEXT NOT NULL,
        PRIMARY KEY (number, tag)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE album (
        id       TEXT PRIMARY KEY,
        parent   TEXT NOT NULL DEFAULT '',
        name     TEXT NOT NULL,
        query    TEXT NOT NULL DEFAULT '',  -- of a smart album
        position INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE picture_album (
        number INTEGER NOT NULL REFERENCES generation ON DELETE CASCADE ON UPDATE CASCADE,
        album  TEXT NOT NULL,
        PRIMARY KEY (number, album)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX picture_album_by_album ON picture_album (album, number);

    CREATE TABLE family (
        child  TEXT NOT NULL,         -- ids, so that a lost parent keeps its place
        parent TEXT NOT NULL,
        PRIMARY KEY (child, parent)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX family_by_parent ON family (parent, child);

    CREATE TABLE history_root (
        path     TEXT PRIMARY KEY,    -- a folder of pictures of another tool
        tool     TEXT NOT NULL,
        added_us INTEGER NOT NULL
    ) STRICT;

    ALTER TABLE lora_run ADD COLUMN name TEXT NOT NULL DEFAULT '';
    ALTER TABLE lora_run ADD COLUMN scale REAL;
    """,
    """
    ALTER TABLE job ADD COLUMN position INTEGER NOT NULL DEFAULT 0;  -- smaller ones run earlier
    UPDATE job SET position = created_us;

    CREATE TABLE queue (
        hold TEXT NOT NULL            -- why nothing new starts, empty when it does
    ) STRICT;
    INSERT INTO queue (hold) VALUES ('');
    """,
)
