# shellcheck shell=bash
# The cluster's own PostgreSQL; sourced after common.sh. Variables come from $cluster/settings.
# shellcheck disable=SC2154

# Folder of initdb and postgres, newest version first.
postgres_programs() {
  local folder
  while read -r folder; do
    if [ -x "$folder/initdb" ]; then
      echo "$folder"
      return
    fi
  done < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV; pg_config --bindir 2>/dev/null; dirname "$(command -v initdb 2>/dev/null)")
  fail "PostgreSQL (13 or newer) is not installed; on Debian: apt-get install postgresql"
}

# PostgreSQL refuses to run as root; it then runs as the user that its package created.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
  else
    "$@"
  fi
}

password_of() { cat "$cluster/secrets/$1"; }

connection_string() {
  printf 'Host=127.0.0.1;Port=%s;Database=tts;Username=%s;Password=%s' "$(postgres_port)" "$1" "$(password_of "$1")"
}

launch_postgres() {
  cd /
  local command=("$(postgres_programs)/postgres" -D "$cluster/postgres/data" -c listen_addresses=127.0.0.1 -c "port=$(postgres_port)"
    -c unix_socket_directories= -c max_connections=300 -c logging_collector=off)
  if [ "$(id -u)" -eq 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "${command[@]}"
  else
    exec "${command[@]}"
  fi
}

# Creates the server's files once, with a password of its own for every role.
create_database_server() {
  local role
  mkdir -p "$cluster/secrets" "$cluster/postgres"
  for role in postgres tts_owner tts; do
    if [ ! -s "$cluster/secrets/$role" ]; then
      head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$cluster/secrets/$role"
    fi
  done

  if [ -e "$cluster/postgres/data/PG_VERSION" ]; then return; fi
  cp "$cluster/secrets/postgres" "$cluster/postgres/password"
  if [ "$(id -u)" -eq 0 ]; then
    chown -R postgres: "$cluster/postgres"
    as_postgres test -w "$cluster/postgres" || fail "user postgres, as which the server runs, cannot get at $cluster; choose another --dir"
  fi
  (cd / && as_postgres "$(postgres_programs)/initdb" -D "$cluster/postgres/data" -U postgres -A scram-sha-256 -E UTF8 --no-locale \
    --pwfile="$cluster/postgres/password") >"$cluster/initdb.log" 2>&1 || fail "initdb failed: $(tail -n 3 "$cluster/initdb.log")"
  rm "$cluster/postgres/password"
}

# Roles, database and tables as this version wants them.
prepare_database() {
  PGPASSWORD=$(password_of postgres) TTS_OWNER_PASSWORD=$(password_of tts_owner) TTS_PASSWORD=$(password_of tts) \
    "$(postgres_programs)/psql" -q -X -h 127.0.0.1 -p "$(postgres_port)" -U postgres -d postgres -f "$root/deploy/postgres/roles.sql" >&2 \
    || fail "the database could not be prepared"
  Cluster__Mode=Postgres Cluster__ConnectionString=$(connection_string tts) Cluster__MigrationConnectionString=$(connection_string tts_owner) \
    dotnet "$(program Silo silo-1)" migrate || fail "the database could not be migrated"
}
