# shellcheck shell=bash
# Finds the JDK that maas is built and run with. It reads each candidate's `release` file instead of starting a JVM,
# since this happens before every command.

readonly JDK_EXPECTED=25
# Where Debian keeps its JVMs. Another folder is named only by the tests of this script.
JDK_FOLDER="${MAAS_JVM_FOLDER:-/usr/lib/jvm}"

# jdk_version HOME: 25.0.3, or "no JDK" where no compiler lies.
jdk_version() {
  if [[ ! -x $1/bin/java || ! -x $1/bin/javac ]]; then
    echo "no JDK"
  elif [[ -r $1/release ]]; then
    sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p'
  fi
}

jdk_is_good() {
  local version
  version=$(jdk_version "$1")
  [[ $version =~ ^([0-9]+) ]] && ((BASH_REMATCH[1] >= JDK_EXPECTED))
}

# The JDK behind `java` on the PATH, through Debian's chain of links; nothing where there is none.
jdk_on_path() {
  local java
  java=$(command -v java) || return 0
  java=$(readlink -f "$java")
  echo "${java%/bin/java}"
}

# find_jdk: prints the first JDK that is new enough; otherwise says what each place held.
find_jdk() {
  local on_path candidate
  on_path=$(jdk_on_path)
  for candidate in "${JAVA_HOME:-}" "$on_path" "$JDK_FOLDER"/*"$JDK_EXPECTED"*; do
    if [[ -n $candidate ]] && jdk_is_good "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done
  die "no JDK $JDK_EXPECTED: $(jdk_found "$on_path") (expected: JDK $JDK_EXPECTED or newer in one of these places)"
}

# One clause for each place that was looked at.
jdk_found() {
  local home="JAVA_HOME is not set" path="no java on the PATH"
  [[ -z ${JAVA_HOME:-} ]] || home="JAVA_HOME=$JAVA_HOME is $(jdk_version "$JAVA_HOME")"
  [[ -z $1 ]] || path="java on the PATH is $(jdk_version "$1") in $1"
  echo "$home, $path, nothing named *$JDK_EXPECTED* in $JDK_FOLDER is a JDK $JDK_EXPECTED"
}
