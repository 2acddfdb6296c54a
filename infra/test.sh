#!/usr/bin/env bash
# Every test there is, against real servers of our own. The last line counts them: N passed, N failed[, N skipped].
#
#   infra/test.sh [Desk|Unit|Integration|EndToEnd]…
set -euo pipefail
cd "$(dirname "$0")/.."

readonly web=services/AgentDesk/web results=$PWD/artifacts/test-results
passed=0 failed=0 skipped=0

# count CODE PASSED FAILED SKIPPED: a build, or a runner, that fails without naming a test counts as one failure.
count() {
  local red=$3
  if (($1 != 0 && red == 0)); then red=1; fi
  passed=$((passed + $2)) failed=$((failed + red)) skipped=$((skipped + $4))
}

wanted() { [[ ${#only[@]} == 0 || " ${only[*]} " == *" $1 "* ]]; }

build_desk() {
  [[ -f $web/package.json ]] || return 0
  command -v npm >/dev/null || { echo "the desk and its tests need Node.js 20 or later" >&2; exit 1; }
  make --no-print-directory desk
}

test_desk() {
  [[ -f $web/package.json ]] || return 0
  local code=0 report=$results/Desk.json numbers=(0 0 0)
  echo "── Desk"
  (cd "$web" && npm test --silent -- --reporter=default --reporter=json --outputFile="$report") || code=$?
  if [[ -s $report ]]; then
    read -ra numbers < <(node -p 'r = require(process.argv[1]);
      [r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests].join(" ")' "$report")
  fi
  count "$code" "${numbers[@]}"
}

start_servers() {
  servers=$(mktemp -d /tmp/oc.XXXXXX)
  trap 'infra/test-servers.sh stop "$servers" && rm -rf "$servers"' EXIT
  infra/test-servers.sh start "$servers"
  # shellcheck disable=SC1091
  source "$servers/env"
}

test_projects() {
  local name
  dotnet build Omnichannel.sln --configuration Release --nologo --verbosity quiet || { count 1 0 0 0; return 0; }
  for name in Unit Integration EndToEnd; do
    if wanted "$name"; then test_project "$name"; fi
  done
  # No package has this server: its tests are skipped, and that must not go unnoticed.
  if wanted Integration && [[ -z ${OMNICHANNEL_TEST_EVENTSTOREDB:-} ]]; then
    echo "NOT TESTED: the log in a real EventStoreDB, for OMNICHANNEL_TEST_EVENTSTOREDB names none" >&2
  fi
}

test_project() {
  local code=0 report=$results/$1.trx numbers
  [[ -d tests/$1 ]] || { echo "── $1: there is no tests/$1"; return 0; }
  echo "── $1"
  dotnet test "tests/$1" --configuration Release --no-build --nologo --results-directory "$results" --logger "trx;LogFileName=$1.trx" \
    --logger "console;verbosity=minimal" || code=$?
  read -ra numbers <<<"$(counters "$report")"
  # The runner calls a project in which it finds no test a success.
  if [[ ${numbers[*]} == "0 0 0" ]]; then echo "$1: no test ran" >&2; code=1; fi
  count "$code" "${numbers[@]}"
}

# Skipped tests appear in a trx only as the difference between total and executed.
counters() {
  local line name
  local -A n=([total]=0 [executed]=0 [passed]=0 [failed]=0 [error]=0 [timeout]=0 [aborted]=0)
  line=$(grep -o '<Counters [^>]*' "$1" 2>/dev/null) || true
  for name in "${!n[@]}"; do
    if [[ $line =~ \ $name=\"([0-9]+)\" ]]; then n[$name]=${BASH_REMATCH[1]}; fi
  done
  echo "${n[passed]} $((n[failed] + n[error] + n[timeout] + n[aborted])) $((n[total] - n[executed]))"
}

summary() {
  if ((passed + failed == 0)); then echo "no test ran" >&2; fi
  echo "$passed passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
  ((failed == 0 && passed > 0))
}

main() {
  only=("$@")
  local name
  for name in "$@"; do
    [[ $name =~ ^(Desk|Unit|Integration|EndToEnd)$ ]] || { echo "no such tests: $name (Desk, Unit, Integration, EndToEnd)" >&2; exit 2; }
  done
  rm -rf "$results" && mkdir -p "$results"
  trap 'exit 130' INT
  trap 'exit 143' TERM

  if wanted Desk || wanted EndToEnd; then build_desk; fi
  if wanted Desk; then test_desk; fi
  if wanted Integration || wanted EndToEnd; then
    infra/install-test-packages.sh
    start_servers
  fi
  if wanted Unit || wanted Integration || wanted EndToEnd; then test_projects; fi
  summary
}

main "$@"
