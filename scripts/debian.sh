# shellcheck shell=bash
# What a command needs from Debian and the machine may not have.

# need_debian PACKAGE...: installs those that are missing, as root; otherwise says what to install.
need_debian() {
  local missing
  missing=$(debian_missing "$@")
  [[ -n $missing ]] || return 0
  command -v apt-get >/dev/null || die "missing: $missing (expected: installed; this machine has no apt-get to do it)"
  ((EUID == 0)) || die "missing: $missing (expected: installed; run: sudo apt-get install $missing)"
  say "installing from Debian: $missing ..."
  # shellcheck disable=SC2086 # a list of package names, meant to be split
  debian_install $missing || die "could not install: $missing (see target/debian.log)"
}

debian_missing() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  echo "${missing[*]}"
}

debian_install() {
  mkdir -p "$ROOT/target"
  {
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
  } >"$ROOT/target/debian.log" 2>&1 </dev/null
}
