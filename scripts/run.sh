# shellcheck shell=bash
# Starts the program. `exec`, so that signals and the exit code are the program's own.

readonly JVM_FLAGS=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
# Servers run for days: all compilers, and the collector that costs least per request (docs/adr/0001).
readonly SERVER_FLAGS=(-XX:+UseParallelGC)
# Commands run for a moment: what starts fastest.
readonly COMMAND_FLAGS=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto)

run_maas() {
  local flags=("${JVM_FLAGS[@]}") given=()
  if is_server "${1:-}"; then flags+=("${SERVER_FLAGS[@]}"); else flags+=("${COMMAND_FLAGS[@]}"); fi
  read -ra given <<<"${MAAS_JAVA_OPTS:-}"
  exec "$JAVA_HOME/bin/java" "${flags[@]}" "${given[@]}" -jar "$JAR" "$@"
}

is_server() { [[ $1 == up || $1 == sim ]]; }
