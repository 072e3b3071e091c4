# shellcheck shell=bash
# How the scripts speak: to stderr, so that what a command prints on stdout stays its own.

say() { printf '%s\n' "$*" >&2; }

die() {
  printf 'maas: %s\n' "$*" >&2
  exit 1
}
