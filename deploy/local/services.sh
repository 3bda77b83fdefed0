# shellcheck shell=bash
# How each service is started, stopped and asked; sourced after common.sh. Variables come from $cluster/settings.
# shellcheck disable=SC2154

# Replaces this shell by the service; the caller chose the working folder and the log.
launch() {
  case $1 in
    postgres) launch_postgres ;;
    prometheus) launch_prometheus ;;
    silo-*) launch_silo "$1" ;;
    gateway-*) launch_gateway "$1" ;;
  esac
}

# The signal that lets a service finish what it does: PostgreSQL would wait for its clients at TERM.
stop_signal() { if [ "$1" = postgres ]; then echo INT; else echo TERM; fi; }

is_ready() {
  case $1 in
    postgres) "$(postgres_programs)/pg_isready" -q -h 127.0.0.1 -p "$(postgres_port)" -t 2 ;;
    prometheus) curl -fs -m 2 -o /dev/null "http://127.0.0.1:$(http_port prometheus)/-/ready" ;;
    *) curl -fs -m 2 -o /dev/null "http://127.0.0.1:$(http_port "$1")/health/ready" ;;
  esac
}

# An executable of the product: as published for this service or this cluster, else as built in the source tree.
program() {
  local project=$1 service=$2 from=$publish own
  own=$(folder_of "$service")/publish
  if [ -e "$own" ]; then from=$(<"$own"); fi
  if [ -z "$from" ]; then
    echo "$root/src/TtsOrleans.$project/bin/Release/net10.0/TtsOrleans.$project.dll"
  else
    echo "$from/${project,,}/TtsOrleans.$project.dll"
  fi
}

# Settings given at `up`, then those of this service, one a line.
arguments() {
  local file
  for file in "$cluster/arguments" "$(folder_of "$1")/arguments"; do
    if [ -e "$file" ]; then cat "$file"; fi
  done
}

product() {
  local name=$1 project=$2 given
  shift 2
  mapfile -t given < <(arguments "$name")
  if [ "$mode" = Postgres ]; then
    Cluster__ConnectionString=$(connection_string tts)
    export Cluster__ConnectionString
  fi
  exec dotnet "$(program "$project" "$name")" "--urls=http://127.0.0.1:$(http_port "$name")" "--Cluster:Mode=$mode" "$@" "${given[@]}"
}

launch_silo() {
  local number storage=()
  number=$(number_of "$1")
  if [ "$mode" = Localhost ]; then storage=("--Storage:Path=$(folder_of "$1")/data"); fi
  product "$1" Silo "--Cluster:SiloName=$1" \
    "--Cluster:SiloPort=$(silo_port "$number")" "--Cluster:GatewayPort=$(client_port "$number")" "${storage[@]}"
}

launch_gateway() {
  local silo=()
  if [ "$mode" = Localhost ]; then silo=("--Cluster:GatewayPort=$(client_port 1)"); fi
  product "$1" Gateway "${silo[@]}"
}

# Prometheus reads its targets from a file, and reads it again whenever it changes.
launch_prometheus() {
  exec prometheus "--config.file=$cluster/prometheus/prometheus.yml" "--storage.tsdb.path=$cluster/prometheus/data" \
    "--web.listen-address=127.0.0.1:$(http_port prometheus)" --storage.tsdb.retention.time=7d --log.level=warn
}

write_targets() {
  local name separator=''
  {
    printf '['
    for name in $(services); do
      case $name in
        silo-* | gateway-*)
          printf '%s\n  {"targets": ["127.0.0.1:%s"], "labels": {"job": "%s", "instance": "%s"}}' \
            "$separator" "$(http_port "$name")" "${name%-*}" "$name"
          separator=,
          ;;
      esac
    done
    printf '\n]\n'
  } >"$cluster/prometheus/targets.json.new"
  mv "$cluster/prometheus/targets.json.new" "$cluster/prometheus/targets.json"
}

# With API keys on, gateways ask Prometheus for one as well.
write_prometheus() {
  local key authorization=''
  mkdir -p "$cluster/prometheus"
  key=$(arguments gateway-1 | sed -n 's/^--Api:Keys:0=//p' | tail -n 1)
  key=${key:-${Api__Keys__0:-}}
  if [ -n "$key" ]; then
    printf '%s' "$key" >"$cluster/prometheus/api-key"
    authorization="authorization: {credentials_file: $cluster/prometheus/api-key}"
  fi
  write_targets
  cat >"$cluster/prometheus/prometheus.yml" <<YAML
global:
  scrape_interval: 2s
  evaluation_interval: 2s
rule_files:
  - $root/deploy/prometheus/alerts.yml
scrape_configs:
  - job_name: ttsorleans
    $authorization
    file_sd_configs:
      - files: [$cluster/prometheus/targets.json]
YAML
}
