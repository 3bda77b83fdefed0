-- What a cluster keeps in PostgreSQL (13 or newer): which silos there are, reminders, the state of grains, finished audio.
--
-- Orleans' ADO.NET providers bring no SQL. At a silo's or client's start they read the texts of their queries from orleansquery,
-- and keep them until it ends: what a text here names must stay until no process that read it is left. Their parameters have the
-- types text, integer, bigint, bytea and timestamptz.
--
-- Applied by `TtsOrleans.Silo migrate`, once, inside one transaction. An applied script never changes; what comes next is another file.

CREATE TABLE orleansquery
(
    querykey  text PRIMARY KEY,
    querytext text NOT NULL
);

-- An etag is compared for equality only. One sequence for all: a row deleted and born again is not taken for the old one.
CREATE SEQUENCE row_version AS integer MINVALUE 1 CYCLE;


-- Membership. The version of a cluster is what all changes of its silos compare and raise by exactly one.

CREATE TABLE cluster_version
(
    cluster text PRIMARY KEY,
    version integer NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE cluster_silo
(
    cluster       text        NOT NULL,
    address       text        NOT NULL, -- an IPv6 address may carry a scope, which inet refuses
    port          integer     NOT NULL,
    generation    integer     NOT NULL,
    name          text        NOT NULL,
    host          text        NOT NULL,
    status        integer     NOT NULL, -- 1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead
    client_port   integer     NOT NULL, -- 0: takes no clients
    suspect_times text,
    started_at    timestamptz NOT NULL,
    alive_at      timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
) WITH (fillfactor = 50);

INSERT INTO orleansquery VALUES
('InsertMembershipVersionKey', $$
    WITH added AS (
        INSERT INTO cluster_version (cluster, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*) FROM added
$$),

-- Each step feeds the next: without the expected version no row is written, without the row the version stays.
('InsertMembershipKey', $$
    WITH held AS (
        SELECT cluster FROM cluster_version WHERE cluster = @DeploymentId AND version = @Version FOR UPDATE),
    added AS (
        INSERT INTO cluster_silo (cluster, address, port, generation, name, host, status, client_port, started_at, alive_at)
        SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM held
        ON CONFLICT DO NOTHING
        RETURNING cluster),
    raised AS (
        UPDATE cluster_version SET version = @Version + 1 FROM added WHERE cluster_version.cluster = added.cluster RETURNING 1)
    SELECT count(*) FROM raised
$$),
('UpdateMembershipKey', $$
    WITH held AS (
        SELECT cluster FROM cluster_version WHERE cluster = @DeploymentId AND version = @Version FOR UPDATE),
    changed AS (
        UPDATE cluster_silo SET status = @Status, suspect_times = nullif(@SuspectTimes, ''), alive_at = @IAmAliveTime
        FROM held
        WHERE cluster_silo.cluster = held.cluster AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING held.cluster),
    raised AS (
        UPDATE cluster_version SET version = @Version + 1 FROM changed WHERE cluster_version.cluster = changed.cluster RETURNING 1)
    SELECT count(*) FROM raised
$$),
('UpdateIAmAlivetimeKey', $$
    UPDATE cluster_silo SET alive_at = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),

-- The version comes back even where no silo does.
('MembershipReadAllKey', $$
    SELECT v.version AS Version, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
           s.status AS Status, s.client_port AS ProxyPort, s.suspect_times AS SuspectTimes, s.started_at AS StartTime, s.alive_at AS IAmAliveTime
    FROM cluster_version v LEFT JOIN cluster_silo s ON s.cluster = v.cluster
    WHERE v.cluster = @DeploymentId
$$),
('MembershipReadRowKey', $$
    SELECT v.version AS Version, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
           s.status AS Status, s.client_port AS ProxyPort, s.suspect_times AS SuspectTimes, s.started_at AS StartTime, s.alive_at AS IAmAliveTime
    FROM cluster_version v
    LEFT JOIN cluster_silo s ON s.cluster = v.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE v.cluster = @DeploymentId
$$),
('GatewaysQueryKey', $$
    SELECT address AS Address, client_port AS ProxyPort, generation AS Generation
    FROM cluster_silo
    WHERE cluster = @DeploymentId AND status = @Status AND client_port > 0
$$),
('DeleteMembershipTableEntriesKey', $$
    DELETE FROM cluster_silo WHERE cluster = @DeploymentId;
    DELETE FROM cluster_version WHERE cluster = @DeploymentId
$$),

-- Only the dead are forgotten: the row of a living silo is its membership.
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM cluster_silo
    WHERE cluster = @DeploymentId AND status = 6 AND greatest(started_at, alive_at) < @IAmAliveTime
$$),
('CleanupDefunctSiloEntryKey', $$
    DELETE FROM cluster_silo
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation AND status = 6
      AND coalesce(suspect_times, '') = coalesce(@SuspectTimes, '') AND started_at = @StartTime AND alive_at = @IAmAliveTime
$$);


-- Reminders.

CREATE TABLE reminder
(
    service    text        NOT NULL,
    grain_id   text        NOT NULL,
    name       text        NOT NULL,
    grain_hash integer     NOT NULL, -- signed, as the silos compare it
    starts_at  timestamptz NOT NULL,
    period     bigint      NOT NULL, -- ms
    version    integer     NOT NULL,
    PRIMARY KEY (service, grain_id, name)
);

CREATE INDEX reminder_hash ON reminder (service, grain_hash);

INSERT INTO orleansquery VALUES
('UpsertReminderRowKey', $$
    INSERT INTO reminder (service, grain_id, name, grain_hash, starts_at, period, version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, nextval('row_version')::integer)
    ON CONFLICT (service, grain_id, name) DO UPDATE
    SET grain_hash = excluded.grain_hash, starts_at = excluded.starts_at, period = excluded.period, version = excluded.version
    RETURNING version AS Version
$$),
('ReadReminderRowKey', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period AS Period, version AS Version
    FROM reminder WHERE service = @ServiceId AND grain_id = @GrainId AND name = @ReminderName
$$),
('ReadReminderRowsKey', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period AS Period, version AS Version
    FROM reminder WHERE service = @ServiceId AND grain_id = @GrainId
$$),

-- An arc of the ring of hashes, its begin left out; the second one wraps around.
('ReadRangeRows1Key', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period AS Period, version AS Version
    FROM reminder WHERE service = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$$),
('ReadRangeRows2Key', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period AS Period, version AS Version
    FROM reminder WHERE service = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
    WITH deleted AS (
        DELETE FROM reminder
        WHERE service = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version
        RETURNING 1)
    SELECT count(*) FROM deleted
$$),
('DeleteReminderRowsKey', $$
    DELETE FROM reminder WHERE service = @ServiceId
$$);


-- Grain storage. Finished audio lies apart: it is written once, is large, is not worth compressing, and leaves by age and size.

CREATE TABLE stored_grain
(
    service    text        NOT NULL,
    state      text        NOT NULL, -- the state's name: the provider sends it as "grain type", and never sends the grain's class
    extension  text        NOT NULL, -- a string key; '' for none, so that plain equality finds it and the key's index serves
    n0         bigint      NOT NULL,
    n1         bigint      NOT NULL,
    version    integer     NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(), -- first
    payload    bytea,                -- NULL once cleared; the row stays, and so does its version
    PRIMARY KEY (service, state, extension, n0, n1)
) PARTITION BY LIST (state);

CREATE TABLE stored_state PARTITION OF stored_grain DEFAULT WITH (fillfactor = 80);
CREATE TABLE stored_audio PARTITION OF stored_grain FOR VALUES IN ('audio-1')
    WITH (autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_scale_factor = 0.05);

ALTER TABLE stored_audio ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE INDEX stored_audio_age ON stored_audio (written_at);

-- A first write comes without a version and only inserts; any other only updates the version it names. A conflict is no row.
INSERT INTO orleansquery VALUES
('WriteToStorageKey', $$
    WITH added AS (
        INSERT INTO stored_grain (service, state, extension, n0, n1, version, payload)
        SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''), @GrainIdN0, @GrainIdN1,
               nextval('row_version')::integer, @PayloadBinary
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version),
    changed AS (
        UPDATE stored_grain SET payload = @PayloadBinary, version = nextval('row_version')::integer
        WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '')
          AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion
        RETURNING version)
    SELECT version AS NewGrainStateVersion FROM added UNION ALL SELECT version FROM changed
$$),
('ReadFromStorageKey', $$
    SELECT payload AS PayloadBinary, version AS Version
    FROM stored_grain
    WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '')
      AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
$$),
('ClearStorageKey', $$
    UPDATE stored_grain SET payload = NULL, version = nextval('row_version')::integer
    WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '')
      AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion
    RETURNING version AS NewGrainStateVersion
$$),
('DeleteStorageKey', $$
    DELETE FROM stored_grain
    WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '')
      AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion
    RETURNING nextval('row_version')::integer AS NewGrainStateVersion
$$);
