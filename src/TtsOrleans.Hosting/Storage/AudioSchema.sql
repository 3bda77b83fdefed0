-- Grain storage of finished audio on SQLite, in the shape that Orleans' ADO.NET provider asks for: it reads the texts of its
-- queries from OrleansQuery. Applied at every start inside one transaction, so every statement here can be repeated.

CREATE TABLE IF NOT EXISTS stored_grain
(
    id         INTEGER PRIMARY KEY,
    service    TEXT    NOT NULL,
    state      TEXT    NOT NULL, -- the provider sends the state's name as "grain type", never the grain's class
    extension  TEXT    NOT NULL, -- a string key; '' for none, so that plain equality finds it and the index serves
    n0         INTEGER NOT NULL,
    n1         INTEGER NOT NULL,
    version    INTEGER NOT NULL, -- an opaque etag; starts anywhere, so that a row deleted and born again is not taken for the old one
    written_at INTEGER NOT NULL, -- seconds since 1970
    payload    BLOB              -- NULL once cleared
);

CREATE UNIQUE INDEX IF NOT EXISTS stored_grain_key ON stored_grain (service, state, extension, n0, n1);
CREATE INDEX IF NOT EXISTS stored_grain_age ON stored_grain (written_at);

CREATE TABLE IF NOT EXISTS OrleansQuery
(
    QueryKey  TEXT PRIMARY KEY,
    QueryText TEXT NOT NULL
);

-- A first write comes without a version and only inserts; any other only updates the version it names. A conflict is no row.
INSERT OR REPLACE INTO OrleansQuery VALUES ('WriteToStorageKey', '
    INSERT INTO stored_grain (service, state, extension, n0, n1, version, written_at, payload)
    SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1,
           random() & 0x7fffffff, unixepoch(), @PayloadBinary
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version AS NewGrainStateVersion;

    UPDATE stored_grain
    SET payload = @PayloadBinary, version = (version + 1) & 0x7fffffff, written_at = unixepoch()
    WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '''')
      AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion
    RETURNING version AS NewGrainStateVersion;
');

-- A cleared row comes back without payload, so that its version survives.
INSERT OR REPLACE INTO OrleansQuery VALUES ('ReadFromStorageKey', '
    SELECT payload AS PayloadBinary, version AS Version
    FROM stored_grain
    WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '''')
      AND n0 = @GrainIdN0 AND n1 = @GrainIdN1;
');

INSERT OR REPLACE INTO OrleansQuery VALUES ('ClearStorageKey', '
    UPDATE stored_grain
    SET payload = NULL, version = (version + 1) & 0x7fffffff, written_at = unixepoch()
    WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '''')
      AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion
    RETURNING version AS NewGrainStateVersion;
');

INSERT OR REPLACE INTO OrleansQuery VALUES ('DeleteStorageKey', '
    DELETE FROM stored_grain
    WHERE service = @ServiceId AND state = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '''')
      AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND version = @GrainStateVersion
    RETURNING (version + 1) & 0x7fffffff AS NewGrainStateVersion;
');
