# shellcheck shell=bash
# `maas test`: which tests run, and the line that closes the run.

test_help() {
  cat <<'TEXT'
Usage: ./maas test [--quick | --real | --soak]

Builds everything and runs its tests. The last line says `N passed, N failed`.

  (nothing)   all that can be proved with what Maven, npm and Debian give: at most 20 minutes
  --quick     the inner loop, at most 5 minutes: leaves out tests tagged slow
  --real      tests tagged real: other people's engines, models and clients; needs PyPI and npm,
              and names what it skipped where one is out of reach
  --soak      tests tagged soak: hours

To run one module's tests or one test:
  ./mvnw verify -pl gateway -am
  ./mvnw verify -pl gateway -am -Dtest=ExchangeTest -Dsurefire.failIfNoSpecifiedTests=false
TEXT
}

run_tests() {
  case ${1:-} in
    "") run_tagged '' real,soak ;;
    --quick) run_tagged '' slow,real,soak ;;
    --real) want_pip && run_tagged real soak -pl system-tests -am ;;
    --soak) run_tagged soak '' ;;
    *) die "maas test $1 (expected: --quick, --real, --soak or --help)" ;;
  esac
}

# Where there is no pip the tests that want it are skipped and say so.
want_pip() { python3 -m pip --version >/dev/null 2>&1 || (need_debian python3 python3-pip) || true; }

# run_tagged GROUPS EXCLUDED MAVEN_ARGUMENT...: a test that fails is run once more, and is called flaky if it passes then: whole
# processes on a busy machine may miss a moment. One that fails by a random input fails again, since the input is kept. Runs on after a module with failures, and through those that are built on it,
# so that the sum is of all of them. Maven then calls the build a success; the sum knows better.
run_tagged() {
  local groups=$1 excluded=$2 outcome=0 sum
  shift 2
  # The counters' tests start servers of the one, those of a clock that is set preload the other; without it they are
  # skipped, and say so.
  (need_debian redis-server) || say "maas test: tests that need redis-server are skipped"
  (need_debian zsh fish) || say "maas test: tests that need zsh or fish are skipped"
  (need_debian libfaketime) || say "maas test: tests that need libfaketime are skipped"
  forget_reports
  mkdir -p "$ROOT/target"
  : >"$STAMP.next"
  (cd "$ROOT" && ./mvnw -B -fae -Dmaven.test.failure.ignore=true -Dsurefire.rerunFailingTestsCount=1 "-Dgroups=$groups" "-DexcludedGroups=$excluded" "$@" \
    verify </dev/null) || outcome=$?
  if ((outcome == 0)); then mv "$STAMP.next" "$STAMP"; else say "maas test: Maven says the build failed (exit code $outcome)"; fi
  say_reasons
  sum=$(sum_reports)
  echo "$sum"
  ((outcome != 0)) || [[ $sum == *" 0 failed"* ]] || outcome=1
  return "$outcome"
}

reports() { find "$ROOT" -mindepth 4 -maxdepth 4 -path '*/target/surefire-reports/TEST-*.xml' "$@"; }

# Those of an earlier run would count again.
forget_reports() { reports -delete; }

# A test that was skipped, failed, or failed and then passed gives its reason in its report; a run names them before it closes.
say_reasons() {
  # shellcheck disable=SC2016 # $0 is awk's line
  reports -exec awk '
    /<testcase / { name = attribute("classname") "." attribute("name") }
    /<skipped/ { print "skipped: " name ": " reason() }
    /<(failure|error)[ >]/ { print "failed: " name ": " reason() }
    /<flaky(Failure|Error)[ >]/ { print "flaky: " name ": " reason() }
    function attribute(key) { return match($0, " " key "=\"[^\"]*\"") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 4) : "" }
    # An annotation is an attribute; an assumption is an exception, with its name before its message.
    function reason(  message) {
      message = attribute("message")
      gsub(/(&#10;|&#13;)+/, " ", message)
      gsub(/&quot;/, "\"", message); gsub(/&lt;/, "<", message); gsub(/&gt;/, ">", message); gsub(/&amp;/, "\\&", message)
      if (message == "" && match($0, /CDATA\[[A-Za-z0-9_.$]+: /)) { message = substr($0, RSTART + RLENGTH) }
      sub(/\]\]>.*/, "", message)
      return message == "" ? "no reason given" : substr(message, 1, 400)
    }
  ' {} +
}

sum_reports() {
  reports -exec cat {} + | awk '
    /<testsuite / { tests += count("tests"); failed += count("errors") + count("failures"); skipped += count("skipped") }
    /<flaky(Failure|Error)[ >]/ { flaky++ }
    function count(key) { return match($0, " " key "=\"[0-9]+\"") ? substr($0, RSTART + length(key) + 3) + 0 : 0 }
    END { printf "%d passed, %d failed%s%s\n", tests - failed - skipped, failed, also(skipped, "skipped"), also(flaky, "flaky") }
    function also(number, what) { return number ? ", " number " " what : "" }
  '
}
