-- Render jobs. The same tables as src/TtsOrleans.Hosting/Jobs/JobSchema.sql, with which they share all statements of the program.

CREATE TABLE IF NOT EXISTS tts_job
(
    id          text COLLATE "C" NOT NULL PRIMARY KEY,
    fingerprint text    NOT NULL,                      -- SHA-256 of the order, to know a repeated one
    title       text    NOT NULL,
    voice_name  text    NOT NULL,
    voice_hash  text    NOT NULL,
    sample_rate integer NOT NULL,
    format      text    NOT NULL,
    volume      real    NOT NULL,
    characters  bigint  NOT NULL,                      -- UTF-16 units of all chapters
    state       integer NOT NULL,                      -- 0 waiting, 1 running, 2 paused, 3 done, 4 failed, 5 cancelled: being deleted
    version     bigint  NOT NULL,                      -- counts the changes of state; only the run of the last one may store
    created     bigint  NOT NULL,                      -- milliseconds since 1970
    finished    bigint
);

CREATE INDEX IF NOT EXISTS tts_job_created ON tts_job (created, id);

CREATE TABLE IF NOT EXISTS tts_job_chapter
(
    job        text COLLATE "C" NOT NULL REFERENCES tts_job (id),
    chapter    integer NOT NULL,
    title      text    NOT NULL,
    characters integer NOT NULL,
    paragraphs text    NOT NULL, -- JSON: text and style of each
    sentences  integer,          -- NULL until the text was read
    PRIMARY KEY (job, chapter)
);

-- A row is a rendered sentence, written once. How far a job has come is counted from these rows and stands nowhere else.
CREATE TABLE IF NOT EXISTS tts_job_sentence
(
    job     text COLLATE "C" NOT NULL REFERENCES tts_job (id),
    chapter integer NOT NULL,
    start   integer NOT NULL, -- in the chapter's text, UTF-16 units
    length  integer NOT NULL,
    samples bigint  NOT NULL,
    speech  bigint  NOT NULL, -- samples before the pause at its end
    pcm     bytea   NOT NULL, -- 16-bit little-endian mono
    PRIMARY KEY (job, chapter, start)
);

-- Audio does not shrink by compression of this kind; it lies apart from the rows, so that counting reads none of it.
ALTER TABLE tts_job_sentence ALTER COLUMN pcm SET STORAGE EXTERNAL;

CREATE TABLE IF NOT EXISTS tts_job_error
(
    job     text COLLATE "C" NOT NULL REFERENCES tts_job (id),
    chapter integer NOT NULL,
    start   integer NOT NULL,
    length  integer NOT NULL,
    text    text    NOT NULL,
    message text    NOT NULL,
    PRIMARY KEY (job, chapter, start)
);

-- Whose turn it is to sweep.
CREATE TABLE IF NOT EXISTS tts_job_sweep
(
    id          integer NOT NULL PRIMARY KEY CHECK (id = 1),
    taken_until bigint  NOT NULL -- milliseconds since 1970
);

INSERT INTO tts_job_sweep (id, taken_until) VALUES (1, 0) ON CONFLICT DO NOTHING;
