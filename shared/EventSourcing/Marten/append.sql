-- One statement judges and writes a whole batch; it runs after the lock is held, so its snapshot sees every earlier batch.
-- It is prepared once and planned once, perhaps while the tables are still empty: LATERAL … OFFSET 0 leaves the planner nothing but one
-- index lookup a row. A join it would plan as a scan of the whole table, which is cheap then and 15 ms a batch at 50,000 events.
-- Parameters of requests: ordinal, stream, expected version, stream type.
-- Parameters of events: request ordinal, id, type, data, time, correlation, causation, headers, user.
WITH request AS (
    SELECT * FROM unnest(?::int[], ?::varchar[], ?::bigint[], ?::varchar[]) AS r (ordinal, stream_id, expected, type)
),
event AS (
    SELECT *
    FROM unnest(?::int[], ?::uuid[], ?::varchar[], ?::jsonb[], ?::timestamptz[], ?::varchar[], ?::varchar[], ?::jsonb[],
                ?::varchar[])
        WITH ORDINALITY AS e (request, id, type, data, at, correlation_id, causation_id, headers, user_name, place)
),
known AS (
    SELECT DISTINCT ON (e.request) e.request, m.seq_id, m.version
    FROM event e
    CROSS JOIN LATERAL (SELECT seq_id, version FROM mt_events WHERE mt_events.id = e.id OFFSET 0) m
    ORDER BY e.request, m.seq_id DESC
),
judged AS (
    SELECT r.ordinal, r.stream_id, r.type, r.expected, coalesce(s.version, 0) AS actual, k.seq_id AS known_position,
           k.version AS known_version, s.is_archived AND k.seq_id IS NULL AS archived,
           k.seq_id IS NULL AND coalesce(s.version, 0) = r.expected AND s.is_archived IS NOT TRUE AS accepted
    FROM request r
    LEFT JOIN LATERAL (SELECT version, is_archived FROM mt_streams WHERE mt_streams.id = r.stream_id OFFSET 0) s ON true
    LEFT JOIN known k ON k.request = r.ordinal
),
head AS (
    SELECT coalesce(max(seq_id), 0) AS seq_id FROM mt_events
),
numbered AS (
    SELECT j.ordinal, j.stream_id, e.id, e.type, e.data, e.at, e.correlation_id, e.causation_id, e.headers, e.user_name,
           j.expected + row_number() OVER (PARTITION BY e.request ORDER BY e.place) AS version,
           head.seq_id + row_number() OVER (ORDER BY e.place) AS seq_id
    FROM event e
    JOIN judged j ON j.ordinal = e.request AND j.accepted
    CROSS JOIN head
),
reached AS (
    SELECT ordinal, max(version) AS version, max(seq_id) AS seq_id, max(at) AS at FROM numbered GROUP BY ordinal
),
stream AS (
    INSERT INTO mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
    SELECT j.stream_id, j.type, r.version, r.at, r.at, '*DEFAULT*', false
    FROM judged j
    JOIN reached r USING (ordinal)
    ORDER BY j.stream_id
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, timestamp = excluded.timestamp
),
written AS (
    INSERT INTO mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id,
                           causation_id, headers, user_name, is_archived)
    SELECT seq_id, id, stream_id, version, data, type, at, '*DEFAULT*', '', correlation_id, causation_id, headers, user_name, false
    FROM numbered
    ORDER BY seq_id
)
SELECT j.ordinal,
       CASE WHEN j.known_position IS NOT NULL THEN 1 WHEN j.accepted THEN 0 ELSE 2 END AS outcome,
       CASE WHEN j.known_position IS NOT NULL THEN j.known_version WHEN j.accepted THEN r.version ELSE j.actual END AS version,
       CASE WHEN j.known_position IS NOT NULL THEN j.known_position WHEN j.accepted THEN r.seq_id ELSE 0 END AS position,
       coalesce(j.archived, false) AS archived
FROM judged j
LEFT JOIN reached r USING (ordinal)
ORDER BY j.ordinal;
