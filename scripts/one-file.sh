#!/bin/sh
# maas, the command line: this script, and behind it the jar that it runs. It needs a Java of 25 or newer, and nothing else.
#
# JAVA_HOME        the Java to use (default: the one on the PATH)
# MAAS_JAVA_OPTS   more options for it
# MAAS_CACHE       a folder for what Java remembers of this program (default: ~/.cache/maas); `off` for none
#
# What is remembered makes commands start in half of the time. It is made once, beside the first command, and again for
# another Java or another version of this file; without it everything works.

build=@BUILD@
case $0 in */*) self=$0 ;; *) self=$(command -v -- "$0") ;; esac
# The same however it is called: what Java remembers is good for one place.
self=$(cd -P -- "${self%/*}" && pwd)/${self##*/}
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=$(command -v java); fi
if [ ! -x "$java" ]; then
  echo "maas: no Java: ${java:-nothing on the PATH} (expected: Java 25 or newer, by JAVA_HOME or on the PATH)" >&2
  exit 1
fi
real=$(readlink -f -- "$java" 2>/dev/null) || real=$java
# What Java says of itself lies beside it: to ask it would take as long as half a command.
version=
if [ -r "${real%/bin/java}/release" ]; then
  while IFS='="' read -r name _ value _; do
    if [ "$name" = JAVA_VERSION ]; then version=$value; fi
  done <"${real%/bin/java}/release"
fi
major=${version%%[!0-9]*}
if [ -n "$major" ] && [ "$major" -lt 25 ]; then
  echo "maas: $java is Java $version (expected: Java 25 or newer, by JAVA_HOME or on the PATH)" >&2
  exit 1
fi
flags='--enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djdk.console=java.base -Xlog:disable -Xlog:all=off'

# remember FILE: lets Java take notes, in a process that nobody waits for.
remember() {
  mkdir -p -- "$folder" && mkdir -- "$1.making" || return
  # shellcheck disable=SC2086 # flags are words
  "$java" $flags "-XX:AOTCacheOutput=$1.making/cache" -cp "$self" io.maas.cli.start.Rehearsal &&
    mv -f -- "$1.making/cache" "$1"
  rm -rf -- "$1.making"
  find "$folder" -name '*.aot' -mtime +60 -exec rm -f -- {} +
}

cache=
folder=${MAAS_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/maas}
if [ "$folder" != off ]; then
  # The cache is good for one Java, and for this file at this place.
  key=$({ ls -lnL -- "$self" "$real" && echo "$build"; } | cksum | tr -d ' ')
  cache=$folder/$key.aot
  if [ ! -f "$cache" ]; then
    [ -d "$cache.making" ] || (remember "$cache" </dev/null >/dev/null 2>&1 &)
    cache=
  fi
fi
# shellcheck disable=SC2086 # flags and the user's options are words
exec "$java" $flags ${cache:+"-XX:AOTCache=$cache"} ${MAAS_JAVA_OPTS:-} -jar "$self" "$@"
exit 1
