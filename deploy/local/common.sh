# shellcheck shell=bash
# Where things lie and how processes are told apart; sourced by local-cluster and supervise.
#
#   $cluster/settings              what `up` was asked for
#   $cluster/environment           settings from the environment of `up`
#   $cluster/services/NAME/        a service: log, wanted (it shall run), pid, supervisor, arguments and publish (its own, if any)
#   $cluster/postgres, prometheus  their data
#
# shellcheck disable=SC2034,SC2154

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

fail() {
  printf 'local-cluster: %s\n' "$*" >&2
  exit 1
}

folder_of() { printf '%s/services/%s' "$cluster" "$1"; }

# When a process began, in clock ticks since boot: together with its number it names one process for ever.
began() {
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  stat=${stat##*) }
  awk '{ print $20 }' <<<"$stat"
}

# Writes the identity of process $2 to file $1.
remember() { printf '%s %s\n' "$2" "$(began "$2")" >"$1.new" && mv "$1.new" "$1"; }

# The process that file $1 remembers, if it still runs.
recall() {
  local pid since
  { read -r pid since <"$1"; } 2>/dev/null && [ "$(began "$pid")" = "$since" ] && printf '%s' "$pid"
}

pid_of() { recall "$(folder_of "$1")/pid"; }
supervisor_of() { recall "$(folder_of "$1")/supervisor"; }

# A process and all that descends from it.
tree() {
  local child
  printf '%s\n' "$1"
  for child in $(ps -o pid= --ppid "$1"); do
    tree "$child"
  done
}

# Sends signal $1 to process $2 and its descendants.
signal_tree() {
  local pid
  for pid in $(tree "$2"); do
    kill "-$1" "$pid" 2>/dev/null || true
  done
}

# All services there are, those that others need first.
services() {
  local name
  for name in postgres silo-{1..40} gateway-{1..8} prometheus; do
    if [ -d "$(folder_of "$name")" ]; then printf '%s\n' "$name"; fi
  done
}

check_name() {
  [[ $1 =~ ^(postgres|prometheus|silo-([1-9]|[1-3][0-9]|40)|gateway-[1-8])$ ]] \
    || fail "'$1' is no service; there are postgres, silo-1 to silo-40, gateway-1 to gateway-8, prometheus"
}

# One block of ports for a cluster, so that several can run beside each other.
number_of() { printf '%s' "${1##*-}"; }
http_port() {
  case $1 in
    gateway-*) echo $((port + $(number_of "$1") - 1)) ;;
    prometheus) echo $((port + 8)) ;;
    silo-*) echo $((port + 9 + $(number_of "$1"))) ;;
  esac
}
postgres_port() { echo $((port + 9)); }
silo_port() { echo $((port + 49 + $1)); }
client_port() { echo $((port + 89 + $1)); }
