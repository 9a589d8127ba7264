"""The tables of eval runs, and how older files become newer ones."""

from __future__ import annotations

from vizdesk.common.database_files import Schema
from vizdesk.common.messages import MessageError

# As in the history: each step brings a file to the next version, and is never changed afterwards.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE runs (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        state TEXT NOT NULL,
        title TEXT NOT NULL,
        total INTEGER NOT NULL,
        version TEXT NOT NULL,
        record TEXT NOT NULL
    );
    CREATE INDEX by_fingerprint ON runs (fingerprint);
    CREATE TABLE answers (
        run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
        model TEXT NOT NULL,
        item TEXT NOT NULL,
        repeat INTEGER NOT NULL,
        began TEXT NOT NULL,
        state TEXT NOT NULL,
        record TEXT NOT NULL,
        verdict TEXT,
        judge TEXT,
        person TEXT,
        PRIMARY KEY (run, model, item, repeat)
    );
    """,
    # Items and figures in tables of their own: what is done, and what the results are, is found
    # without parsing a plan or a reply. `size` is the number of items, NULL while they are in the
    # plan's own record; `summed` whether every answer has its figures (see runs/indexing.py).
    """
    ALTER TABLE runs ADD COLUMN size INTEGER;
    ALTER TABLE runs ADD COLUMN summed INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE items (
        run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        id TEXT NOT NULL,
        category TEXT NOT NULL,
        image TEXT NOT NULL,
        cluster INTEGER NOT NULL,
        keyed INTEGER NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (run, place)
    );
    CREATE INDEX item_ids ON items (run, id);
    CREATE TABLE figures (
        run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
        model INTEGER NOT NULL,
        place INTEGER NOT NULL,
        repeat INTEGER NOT NULL,
        state INTEGER NOT NULL,
        finished INTEGER NOT NULL,
        right INTEGER,
        strict INTEGER NOT NULL,
        verdict TEXT,
        lenient INTEGER,
        judged INTEGER,
        person INTEGER NOT NULL,
        total_s REAL,
        ttft_s REAL,
        load_s REAL,
        input_tokens INTEGER,
        output_tokens INTEGER,
        cost_usd REAL,
        charged INTEGER NOT NULL,
        judges INTEGER NOT NULL,
        judge_usd REAL,
        served TEXT NOT NULL,
        reply INTEGER NOT NULL,
        PRIMARY KEY (run, model, place, repeat)
    ) WITHOUT ROWID;
    CREATE TABLE totals (
        run INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
        answered INTEGER NOT NULL,
        failed INTEGER NOT NULL
    );
    CREATE TRIGGER figures_added AFTER INSERT ON figures BEGIN
        INSERT INTO totals VALUES (new.run, new.state = 1, new.state = 2)
        ON CONFLICT (run) DO UPDATE SET answered = answered + excluded.answered,
            failed = failed + excluded.failed;
    END;
    CREATE TRIGGER figures_removed AFTER DELETE ON figures BEGIN
        UPDATE totals SET answered = answered - (old.state = 1),
            failed = failed - (old.state = 2) WHERE run = old.run;
    END;
    CREATE TRIGGER figures_changed AFTER UPDATE OF state ON figures BEGIN
        UPDATE totals SET answered = answered + (new.state = 1) - (old.state = 1),
            failed = failed + (new.state = 2) - (old.state = 2) WHERE run = new.run;
    END;
    CREATE INDEX answers_in_order ON answers (run);
    """,
    # Results of large runs are kept until an answer changes; `changes` counts how often one did.
    """
    ALTER TABLE totals ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE snapshots (
        run INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
        key TEXT NOT NULL,
        record TEXT NOT NULL
    );
    DROP TRIGGER figures_added;
    DROP TRIGGER figures_removed;
    DROP TRIGGER figures_changed;
    CREATE TRIGGER figures_added AFTER INSERT ON figures BEGIN
        INSERT INTO totals VALUES (new.run, new.state = 1, new.state = 2, 1)
        ON CONFLICT (run) DO UPDATE SET answered = answered + excluded.answered,
            failed = failed + excluded.failed, changes = changes + 1;
    END;
    CREATE TRIGGER figures_removed AFTER DELETE ON figures BEGIN
        UPDATE totals SET answered = answered - (old.state = 1),
            failed = failed - (old.state = 2), changes = changes + 1 WHERE run = old.run;
    END;
    CREATE TRIGGER figures_changed AFTER UPDATE ON figures BEGIN
        UPDATE totals SET answered = answered + (new.state = 1) - (old.state = 1),
            failed = failed + (new.state = 2) - (old.state = 2), changes = changes + 1
            WHERE run = new.run;
    END;
    """,
)


class RunsError(MessageError):
    """Eval runs cannot be kept or read; what happened, and what to do."""


SCHEMA = Schema(MIGRATIONS, RunsError)
