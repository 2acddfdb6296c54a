-- Marten's event tables (string stream identity, single tenant, all four metadata columns, unique event ids), so that Marten opens
-- the same database. Everything of our own lives in tables of our own: Marten drops columns and indexes it does not know.
CREATE TABLE IF NOT EXISTS mt_streams (
    id               varchar     NOT NULL CONSTRAINT pkey_mt_streams_id PRIMARY KEY,
    type             varchar     NULL,
    version          bigint      NULL,
    timestamp        timestamptz NOT NULL DEFAULT now(),
    snapshot         jsonb       NULL,
    snapshot_version integer     NULL,
    created          timestamptz NOT NULL DEFAULT now(),
    tenant_id        varchar     NULL DEFAULT '*DEFAULT*',
    is_archived      boolean     NULL DEFAULT false
);

CREATE TABLE IF NOT EXISTS mt_events (
    seq_id         bigint       NOT NULL CONSTRAINT pkey_mt_events_seq_id PRIMARY KEY,
    id             uuid         NOT NULL,
    stream_id      varchar      NULL CONSTRAINT fkey_mt_events_stream_id REFERENCES mt_streams (id) ON DELETE CASCADE,
    version        bigint       NOT NULL,
    data           jsonb        NOT NULL,
    type           varchar(500) NOT NULL,
    timestamp      timestamptz  NOT NULL DEFAULT now(),
    tenant_id      varchar      NULL DEFAULT '*DEFAULT*',
    mt_dotnet_type varchar      NULL,
    correlation_id varchar      NULL,
    causation_id   varchar      NULL,
    headers        jsonb        NULL,
    user_name      varchar      NULL,
    is_archived    boolean      NULL DEFAULT false,
    -- A constraint, not an index, of the name Marten expects: a reader with other options fails loudly instead of dropping it.
    CONSTRAINT idx_mt_events_event_id UNIQUE (id)
);

CREATE UNIQUE INDEX IF NOT EXISTS pk_mt_events_stream_and_version ON mt_events (stream_id, version);

CREATE TABLE IF NOT EXISTS mt_event_progression (
    name         varchar     NOT NULL CONSTRAINT pk_mt_event_progression PRIMARY KEY,
    last_seq_id  bigint      NULL,
    last_updated timestamptz NULL DEFAULT transaction_timestamp()
);

CREATE SEQUENCE IF NOT EXISTS mt_events_sequence OWNED BY mt_events.seq_id;
