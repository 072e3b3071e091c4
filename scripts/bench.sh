# shellcheck shell=bash
# `maas bench`: the load harness, with the servers it compares against.

readonly BENCH_CLASSES="$ROOT/bench/target/classes"
readonly BENCH_LIB="$ROOT/bench/target/lib"
readonly BENCH_MAIN=io.maas.bench.Bench

run_bench() {
  [[ ${1:-} != gateway ]] || need_debian nginx-light wrk
  [[ ${1:-} != quota-valkey ]] || need_debian redis-server
  say "building the bench ..."
  mkdir -p "$ROOT/target"
  maven_logged "$BUILD_LOG" -pl bench -am -Dmaven.test.skip=true package || build_failed
  local heap=("${JVM_FLAGS[@]}" -XX:+UseSerialGC)
  # As the server is run, in the heap that it is said to fit into.
  [[ ${1:-} != quota-memory ]] || heap=("${SERVER_FLAGS[@]}" -Xms2g -Xmx2g)
  exec "$JAVA_HOME/bin/java" "${heap[@]}" "-Dmaas.root=$ROOT" -cp "$BENCH_CLASSES:$BENCH_LIB/*:$LIB/*" "$BENCH_MAIN" "$@"
}
