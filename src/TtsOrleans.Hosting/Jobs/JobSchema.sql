-- Render jobs on SQLite; the same tables as deploy/postgres/0002-jobs.sql. Applied at first use inside one transaction, so every statement here can be repeated.

CREATE TABLE IF NOT EXISTS tts_job
(
    id          TEXT    NOT NULL PRIMARY KEY,
    fingerprint TEXT    NOT NULL,             -- SHA-256 of the order, to know a repeated one
    title       TEXT    NOT NULL,
    voice_name  TEXT    NOT NULL,
    voice_hash  TEXT    NOT NULL,
    sample_rate INTEGER NOT NULL,
    format      TEXT    NOT NULL,
    volume      REAL    NOT NULL,
    characters  INTEGER NOT NULL,             -- UTF-16 units of all chapters
    state       INTEGER NOT NULL,             -- 0 waiting, 1 running, 2 paused, 3 done, 4 failed, 5 cancelled: being deleted
    version     INTEGER NOT NULL,             -- counts the changes of state; only the run of the last one may store
    created     INTEGER NOT NULL,             -- milliseconds since 1970
    finished    INTEGER
);

CREATE INDEX IF NOT EXISTS tts_job_created ON tts_job (created, id);

CREATE TABLE IF NOT EXISTS tts_job_chapter
(
    job        TEXT    NOT NULL REFERENCES tts_job (id),
    chapter    INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    characters INTEGER NOT NULL,
    paragraphs TEXT    NOT NULL, -- JSON: text and style of each
    sentences  INTEGER,          -- NULL until the text was read
    PRIMARY KEY (job, chapter)
);

-- A row is a rendered sentence, written once. How far a job has come is counted from these rows and stands nowhere else.
CREATE TABLE IF NOT EXISTS tts_job_sentence
(
    job     TEXT    NOT NULL REFERENCES tts_job (id),
    chapter INTEGER NOT NULL,
    start   INTEGER NOT NULL, -- in the chapter's text, UTF-16 units
    length  INTEGER NOT NULL,
    samples INTEGER NOT NULL,
    speech  INTEGER NOT NULL, -- samples before the pause at its end
    pcm     BLOB    NOT NULL, -- 16-bit little-endian mono
    PRIMARY KEY (job, chapter, start)
);

-- Counting reads this and no audio.
CREATE INDEX IF NOT EXISTS tts_job_sentence_count ON tts_job_sentence (job, chapter, start, length, samples, speech);

CREATE TABLE IF NOT EXISTS tts_job_error
(
    job     TEXT    NOT NULL REFERENCES tts_job (id),
    chapter INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    length  INTEGER NOT NULL,
    text    TEXT    NOT NULL,
    message TEXT    NOT NULL,
    PRIMARY KEY (job, chapter, start)
);

-- Whose turn it is to sweep.
CREATE TABLE IF NOT EXISTS tts_job_sweep
(
    id          INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    taken_until INTEGER NOT NULL -- milliseconds since 1970
);

INSERT OR IGNORE INTO tts_job_sweep (id, taken_until) VALUES (1, 0);
