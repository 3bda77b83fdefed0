# shellcheck shell=bash
# What local-cluster can be told to do. Variables come from the command line or $cluster/settings.
# shellcheck disable=SC2154

# A silo hands on its work and finishes its sentences before it ends; a service that has not ended by then is killed.
stop_patience=60
start_patience=120

# One command at a time changes a cluster.
lock() {
  exec 9>"$cluster/lock"
  flock -w 300 9 || fail "another command is still at work on $cluster"
}

say() { printf '%s\n' "$*" >&2; }

up() {
  local name number wanted=()
  if ! [[ $silos =~ ^[1-9]$|^[1-3][0-9]$|^40$ && $gateways =~ ^[1-8]$ && $port =~ ^[0-9]+$ ]]; then
    fail "--silos is 1 to 40, --gateways 1 to 8, --port a number"
  fi

  check_programs
  mkdir -p "$cluster"
  cluster=$(cd "$cluster" && pwd -P)
  chmod 711 "$cluster" # the server's own user passes through; all else is private
  umask 077
  lock
  if [ -e "$cluster/settings" ]; then
    for name in $(services); do
      if supervisor_of "$name" >/dev/null || pid_of "$name" >/dev/null; then fail "$name of this cluster runs already; deploy/local-cluster down first"; fi
    done
  fi

  if [ "$mode" = Postgres ]; then wanted+=(postgres); fi
  for ((number = 1; number <= silos; number++)); do wanted+=("silo-$number"); done
  for ((number = 1; number <= gateways; number++)); do wanted+=("gateway-$number"); done
  if [ -n "$prometheus" ]; then wanted+=(prometheus); fi
  write_settings
  rm -rf "$cluster/services.old"
  if [ -d "$cluster/services" ]; then mv "$cluster/services" "$cluster/services.old"; fi
  for name in "${wanted[@]}"; do mkdir -p "$(folder_of "$name")"; done

  if [ -z "$publish" ] && [ -n "$build" ]; then build_product; fi
  for name in silo-1 gateway-1; do [ -e "$(program "$(project_of "$name")" "$name")" ] || fail "$(program "$(project_of "$name")" "$name") is missing"; done
  write_prometheus

  if [ "$mode" = Postgres ]; then
    create_database_server
    begin postgres
    await postgres || give_up
    (prepare_database) || give_up
  fi
  for name in "${wanted[@]}"; do begin "$name"; done
  for name in "${wanted[@]}"; do await "$name" || give_up; done
  cluster_urls
}

project_of() { if [[ $1 == silo-* ]]; then echo Silo; else echo Gateway; fi; }

check_programs() {
  local program
  for program in dotnet curl flock setsid ps awk; do
    command -v "$program" >/dev/null || fail "$program is not installed"
  done
  if [ "$mode" = Postgres ]; then postgres_programs >/dev/null; fi
  if [ -n "$prometheus" ]; then command -v prometheus >/dev/null || fail "prometheus is not installed; install it, or leave it out with --no-prometheus"; fi
}

write_settings() {
  local variable
  printf '%s=%q\n' mode "$mode" port "$port" publish "$publish" >"$cluster/settings"
  printf '%s\n' "${settings[@]}" | sed '/^$/d' >"$cluster/arguments"
  for variable in $(compgen -e | grep -E '^([A-Za-z]+__|OTEL_)'); do printf 'export %s=%q\n' "$variable" "${!variable}"; done >"$cluster/environment"
}

build_product() {
  say "building …"
  local project
  for project in Silo Gateway; do
    dotnet build -c Release -v q "$root/src/TtsOrleans.$project" >"$cluster/build.log" 2>&1 || fail "the build failed:"$'\n'"$(grep -E 'error' "$cluster/build.log" | sort -u | head)"
  done
}

# Has a service supervised, unless it is.
begin() {
  local folder file
  folder=$(folder_of "$1")
  if supervisor_of "$1" >/dev/null; then return; fi
  mkdir -p "$folder"
  touch "$folder/wanted" "$folder/log"
  (
    # Nothing that the caller holds open, a lock of its own for one, is held by what stays behind.
    for file in /proc/self/fd/*; do
      if [ "${file##*/}" -gt 2 ]; then eval "exec ${file##*/}>&-"; fi
    done
    exec setsid "$here/local/supervise" "$cluster" "$1"
  ) >>"$folder/log" 2>&1 </dev/null &
}

await() {
  local deadline=$((SECONDS + start_patience))
  until is_ready "$1"; do
    if [ $SECONDS -ge $deadline ]; then
      say "$1 is not ready after $start_patience s; the end of its log:"
      tail -n 15 "$(folder_of "$1")/log" >&2
      return 1
    fi
    if [ "$(grep -c -- '^--- .*: died with' "$(folder_of "$1")/log")" -ge 3 ]; then
      say "$1 cannot start; the end of its log:"
      tail -n 15 "$(folder_of "$1")/log" >&2
      return 1
    fi
    sleep 0.3
  done
  say "$1 is ready"
}

give_up() {
  stop_all || true
  fail "the cluster did not start"
}

# Asks a service and its supervisor to end, and sees that they do.
end() {
  local name=$1 folder pid asked='' deadline=$((SECONDS + stop_patience)) result=0
  folder=$(folder_of "$name")
  rm -f "$folder/wanted"
  while supervisor_of "$name" >/dev/null || pid_of "$name" >/dev/null; do
    if pid=$(pid_of "$name"); then
      if [ "$pid" != "$asked" ]; then
        kill -CONT "$pid" 2>/dev/null || true
        kill "-$(stop_signal "$name")" "$pid" 2>/dev/null || true
        asked=$pid
      elif [ $SECONDS -ge $deadline ]; then
        say "$name did not stop in $stop_patience s and was killed"
        signal_tree KILL "$pid"
        result=1
      fi
    elif pid=$(supervisor_of "$name"); then
      kill -TERM "$pid" 2>/dev/null || true
    fi
    sleep 0.1
  done
  rm -f "$folder/pid" "$folder/supervisor"
  return $result
}

# Gateways first: they answer what they took on, for which they need the silos; those need the database.
stop_all() {
  local name result=0
  for name in $(services | grep ^gateway-) $(services | grep ^silo-) $(services | grep -E '^(prometheus|postgres)$' | sort -r); do
    end "$name" || result=1
  done
  return $result
}

cluster_down() {
  lock
  stop_all
}

cluster_stop() {
  lock
  [ -d "$(folder_of "$name")" ] || fail "$name is not part of this cluster"
  end "$name"
}

cluster_start() {
  local folder
  lock
  folder=$(folder_of "$name")
  if [ ! -d "$folder" ] && [[ $name == postgres || $mode == Localhost ]]; then fail "$name is not part of this cluster"; fi
  if supervisor_of "$name" >/dev/null; then fail "$name runs already"; fi
  end "$name" # what its supervisor left behind, had that been killed
  mkdir -p "$folder"
  if [ -e "$folder/log" ]; then mv "$folder/log" "$folder/log.old"; fi
  if [ ${#settings[@]} -gt 0 ]; then printf '%s\n' "${settings[@]}" >"$folder/arguments"; fi
  if [ -n "$own_publish" ]; then printf '%s\n' "$own_publish" >"$folder/publish"; fi
  write_targets
  begin "$name"
  await "$name"
}

cluster_restart() {
  cluster_stop
  exec 9>&-
  cluster_start
}

running() { pid_of "$name" || fail "$name does not run"; }

cluster_kill() {
  local pid
  pid=$(running)
  signal_tree KILL "$pid"
}

cluster_pause() {
  local pid
  pid=$(running)
  signal_tree STOP "$pid"
}

cluster_continue() {
  local pid
  pid=$(running)
  signal_tree CONT "$pid"
}

cluster_logs() { exec tail -n 1000 ${follow:+"$follow"} "$(folder_of "$name")/log"; }

state_of() {
  local pid
  if pid=$(pid_of "$1"); then
    if grep -q '^State:.T' "/proc/$pid/status"; then echo paused; elif is_ready "$1"; then echo ready; else echo starting; fi
  elif [ -e "$(folder_of "$1")/wanted" ]; then
    echo down
  else
    echo stopped
  fi
}

ports_of() {
  case $1 in
    postgres) postgres_port ;;
    silo-*) echo "$(http_port "$1") $(silo_port "$(number_of "$1")") $(client_port "$(number_of "$1")")" ;;
    *) http_port "$1" ;;
  esac
}

cluster_status() {
  local name state result=0
  printf '%-12s %-9s %-8s %s\n' NAME STATE PID PORTS
  for name in $(services); do
    state=$(state_of "$name")
    if [ "$state" != ready ] && [ "$state" != stopped ]; then result=1; fi
    printf '%-12s %-9s %-8s %s\n' "$name" "$state" "$(pid_of "$name" || echo -)" "$(ports_of "$name")"
  done
  return $result
}

cluster_urls() {
  local name
  for name in $(services); do
    case $name in
      gateway-*) printf '%-12s http://127.0.0.1:%s\n' "$name" "$(http_port "$name")" ;;
      prometheus) printf '%-12s http://127.0.0.1:%s\n' "$name" "$(http_port "$name")" ;;
      silo-*) printf '%-12s http://127.0.0.1:%s/health/ready  http://127.0.0.1:%s/metrics\n' "$name" "$(http_port "$name")" "$(http_port "$name")" ;;
      postgres) printf '%-12s 127.0.0.1:%s, database tts; passwords in %s/secrets\n' "$name" "$(postgres_port)" "$cluster" ;;
    esac
  done
}
