-- The roles and the database of a deployment, for a superuser's psql (14 or newer); repeating it changes nothing but the passwords.
-- Passwords come from the environment: TTS_OWNER_PASSWORD for tts_owner, who owns the tables and migrates them, and TTS_PASSWORD for tts,
-- as which silos and gateways run. What tts may do with the tables is granted by `TtsOrleans.Silo migrate`.
\set ON_ERROR_STOP on
\getenv owner_password TTS_OWNER_PASSWORD
\getenv password TTS_PASSWORD

SELECT 'CREATE ROLE tts_owner LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_owner') \gexec
SELECT 'CREATE ROLE tts LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts') \gexec
ALTER ROLE tts_owner PASSWORD :'owner_password';
ALTER ROLE tts PASSWORD :'password';

SELECT 'CREATE DATABASE tts OWNER tts_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'tts') \gexec
REVOKE ALL ON DATABASE tts FROM PUBLIC;
GRANT CONNECT ON DATABASE tts TO tts;

\connect tts
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO tts_owner;
