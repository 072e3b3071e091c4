# shellcheck shell=bash
# Starts the program. `exec`, so that signals and the exit code are the program's own.

readonly JVM_FLAGS=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
# Servers run for days: all compilers, and the collector that costs least per request (docs/adr/0001), with a nursery that is
# emptied often rather than large: what a request leaves behind is dead by then, and memory is what people size machines by.
readonly SERVER_FLAGS=("${JVM_FLAGS[@]}" -XX:+UseParallelGC -XX:MaxNewSize=160m -Dvertx.disableTCCL=true)
# Commands run for a moment: what starts fastest. The cache must be made with these flags; the JVM says nothing of one that
# it cannot use.
readonly COMMAND_FLAGS=("${JVM_FLAGS[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djdk.console=java.base -Xlog:disable -Xlog:all=off)
readonly COMMAND_CACHE="$LIB/../commands.aot"

run_maas() {
  local flags=("${COMMAND_FLAGS[@]}") jar=$JAR given=()
  if is_server "${1:-}"; then
    flags=("${SERVER_FLAGS[@]}")
  elif [[ -e $ONE_FILE ]] && ! needs_all "${1:-}"; then
    # The command line alone, which the JVM remembers.
    jar=$ONE_FILE
    flags+=("-XX:AOTCache=$COMMAND_CACHE")
  fi
  read -ra given <<<"${MAAS_JAVA_OPTS:-}"
  exec "$JAVA_HOME/bin/java" "${flags[@]}" "${given[@]}" -jar "$jar" "$@"
}

is_server() { [[ $1 == up || $1 == sim ]]; }

# What only the whole program can do, and what tells of all its commands.
needs_all() { [[ -z $1 || $1 == -h || $1 == --help || $1 == completion || $1 == backup || $1 == restore ]]; }
