# shellcheck shell=bash
# Builds the program when what lies in app/target is missing or older than its sources.

readonly LIB="$ROOT/app/target/maas/lib"
readonly JAR="$LIB/maas-app.jar"
# The command line alone, in one file (docs/install.md).
readonly ONE_FILE="$ROOT/cli/target/maas"
readonly STAMP="$ROOT/target/built"
readonly BUILD_LOG="$ROOT/target/build.log"

# What the program is not made of: tests, and the bench around it.
readonly NOT_IN_APP='system-tests|testkit|bench'

# One source, folder or pom that is newer than the last build; a deleted file shows in its folder.
newer_than_build() {
  local sources
  mapfile -t sources < <(printf '%s\n' "$ROOT"/*/pom.xml "$ROOT"/*/src/main | grep -Ev "/($NOT_IN_APP)/")
  find "$ROOT/pom.xml" "$ROOT/.mvn" "$ROOT"/scripts/[Oo]ne* "${sources[@]}" -newer "$STAMP" -print -quit 2>/dev/null
}

is_built() { [[ -e $JAR && -e $ONE_FILE && -e $STAMP && -z $(newer_than_build) ]]; }

# build_if_needed: quick when there is nothing to do. Two commands at once wait for one build.
# MAAS_NO_BUILD is for the tests that Maven runs: they must not start Maven inside Maven.
build_if_needed() {
  if [[ -n ${MAAS_NO_BUILD:-} ]]; then
    [[ -e $JAR ]] || die "MAAS_NO_BUILD is set, and $JAR does not exist (expected: built by Maven before)"
    return
  fi
  is_built && return
  mkdir -p "$ROOT/target"
  (
    flock 9
    is_built || build
  ) 9>"$ROOT/target/build.lock"
}

build() {
  if [[ -e $JAR ]]; then say "building maas (its sources have changed) ..."; else say "building maas (first time: downloads dependencies) ..."; fi
  maven_logged "$BUILD_LOG" -pl app -am -Dmaven.test.skip=true package || build_failed
  one_file
  train
  say "built in $SECONDS s"
}

# What the command line is made of, beside ours: all that cli/pom.xml names, and what that brings.
readonly CLI_JARS=(maas-cli maas-domain picocli jackson-core jackson-databind jackson-annotations jackson-dataformat-yaml snakeyaml)

# one_file [OUT]: puts them into one.
one_file() {
  local out=${1:-$ONE_FILE} jars=() name
  for name in "${CLI_JARS[@]}"; do jars+=("$LIB/$name"-[0-9]*.jar); done
  "$JAVA_HOME/bin/java" "$ROOT/scripts/OneFile.java" "$out" io.maas.cli.start.Main "$ROOT/scripts/one-file.sh" "${jars[@]}" ||
    die "the command line was not put into one file"
}

# Lets the JVM remember what commands load. Only a convenience: without it, or where it does not fit the JVM or the file,
# commands start later.
train() {
  "$JAVA_HOME/bin/java" "${COMMAND_FLAGS[@]}" -XX:AOTCacheOutput="$COMMAND_CACHE" -cp "$ONE_FILE" io.maas.cli.start.Rehearsal \
    >/dev/null 2>&1 </dev/null || true
}

# What Maven says after every failure, whatever failed.
readonly BOILERPLATE='\[Help 1\]|re-run Maven|Re-run Maven|For more information|After correcting|mvn <args>|^\[ERROR\] $'

# A warning of the compiler fails the build as an error does.
build_failed() {
  local causes
  causes=$(grep -E '^\[(WARNING|ERROR)\] ' "$BUILD_LOG" | grep -vE "$BOILERPLATE" | head -n 20)
  say "${causes:-$(tail -n 20 "$BUILD_LOG")}"
  die "the build failed (whole log: $BUILD_LOG)"
}

# maven_logged LOG ARGUMENT...: the log to a file, a line for each module to the reader.
# The stamp bears the time before the build: a source saved meanwhile is newer than it.
maven_logged() {
  local log=$1
  shift
  : >"$STAMP.next"
  (cd "$ROOT" && ./mvnw -B "$@") 2>&1 </dev/null | tee "$log" | build_progress || return
  mv "$STAMP.next" "$STAMP"
}

build_progress() {
  sed -un -e 's/^\[INFO\] Building maas \([a-z-]*\) [0-9].*\(\[[0-9/]*\]\)$/  \2 \1/p' -e '/^fetching Maven\|^installing/s/^/  /p' >&2
}
