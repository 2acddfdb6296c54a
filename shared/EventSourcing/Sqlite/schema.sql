CREATE TABLE IF NOT EXISTS events (
    position    INTEGER PRIMARY KEY,
    id          BLOB    NOT NULL UNIQUE,
    stream      TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    type        TEXT    NOT NULL,
    content     TEXT    NOT NULL,
    at          INTEGER NOT NULL, -- microseconds since 1970
    correlation TEXT,
    causation   TEXT,
    actor       TEXT,
    trace       TEXT,
    UNIQUE (stream, version)
);
