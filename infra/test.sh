#!/usr/bin/env bash
# Every test there is, against real servers of our own. The last line counts them: N passed, N failed[, N skipped].
#
#   infra/test.sh [Desk|Unit|Integration|EndToEnd]…    what CI runs, or some of it
#   infra/test.sh soak                                 the long ones instead, of which CI runs one of each kind
#
# What takes long and waits for others is begun first; what fails soonest is run first, and what fails there ends the run.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly web=services/AgentDesk/web results=$PWD/artifacts/test-results
passed=0 failed=0 skipped=0 lane='Lane!=Soak'
# Programs here live for seconds: what the runtime would learn of them for later costs more than it brings.
export DOTNET_TieredPGO=0

# count CODE PASSED FAILED SKIPPED: a build, or a runner, that fails without naming a test counts as one failure.
count() {
  local red=$3
  if (($1 != 0 && red == 0)); then red=1; fi
  passed=$((passed + $2)) failed=$((failed + red)) skipped=$((skipped + $4))
}

wanted() { [[ ${#only[@]} == 0 || " ${only[*]} " == *" $1 "* ]]; }

title() { echo "── $1 ($((SECONDS / 60)) min $((SECONDS % 60)) s)"; }

# --- servers, beside everything else ---

begin_servers() {
  servers=$(mktemp -d /tmp/oc.XXXXXX)
  trap end_servers EXIT
  { infra/install-test-packages.sh && infra/test-servers.sh start "$servers"; } >"$results/servers.log" 2>&1 &
  servers_pid=$!
}

await_servers() {
  local code=0
  wait "$servers_pid" || code=$?
  cat "$results/servers.log"
  ((code == 0)) || return "$code"
  # shellcheck disable=SC1091
  source "$servers/env"
}

end_servers() {
  # A start that is still under way ends first: what it has begun is known only then.
  wait "$servers_pid" 2>/dev/null || true
  infra/test-servers.sh stop "$servers"
  rm -rf "$servers"
}

# --- the desk ---

build_desk() {
  command -v npm >/dev/null || { echo "the desk and its tests need Node.js 20 or later" >&2; exit 1; }
  title "Desk: build"
  make --no-print-directory desk
}

test_desk() {
  (cd "$web" && npm test --silent -- --reporter=default --reporter=json --outputFile="$results/Desk.json") >"$results/Desk.log" 2>&1
}

count_desk() {
  local code=$1 report=$results/Desk.json numbers=(0 0 0)
  title Desk
  tail -n 400 "$results/Desk.log"
  if [[ -s $report ]]; then
    read -ra numbers < <(node -p 'r = require(process.argv[1]);
      [r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests].join(" ")' "$report")
  fi
  count "$code" "${numbers[@]}"
}

# --- the .NET projects ---

build_projects() {
  local name projects=()
  title Build
  if wanted Unit && wanted Integration && wanted EndToEnd; then projects=(Omnichannel.sln); else
    for name in Unit Integration EndToEnd; do
      if wanted "$name"; then projects+=("tests/$name"); fi
    done
  fi
  for name in "${projects[@]}"; do
    compile "$name" || return 1
  done
}

# One compiler for all projects, with a name of its own and ended afterwards: starting one for each, with all its analyzers, takes half of the time.
compile() {
  local code=0 id="omnichannel-$$"
  dotnet build "$1" --configuration Release --nologo --verbosity quiet -p:UseSharedCompilation=true -p:SharedCompilationId="$id" || code=$?
  pgrep -f -- "-pipename:$id" | xargs -r kill || true
  return "$code"
}

test_project() {
  local code=0 report=$results/$1.trx numbers
  title "$1"
  dotnet test "tests/$1" --configuration Release --no-build --nologo --filter "$lane" --results-directory "$results" \
    --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" || code=$?
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

# --- the end ---

slowest() {
  local reports=("$results"/*.trx)
  [[ -e ${reports[0]} ]] || return 0
  title "the ten slowest"
  grep --no-filename -o '<UnitTestResult [^>]*' "${reports[@]}" |
    sed -nE 's/.* testName="([^"]*)".* duration="([0-9]+):([0-9]+):([0-9.]+)".*/\2 \3 \4 \1/p' |
    awk '{ seconds = $1 * 3600 + $2 * 60 + $3; $1 = $2 = $3 = ""; printf "%7.1f s %s\n", seconds, $0 }' |
    sort -rn | sed -e 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' -e 10q || true
}

summary() {
  slowest
  if ((passed + failed == 0)); then echo "no test ran" >&2; fi
  title "$([[ $lane == 'Lane=Soak' ]] && echo "soak" || echo "done")"
  echo "$passed passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
  ((failed == 0 && passed > 0))
}

# What is left would only repeat, slowly, what is already known.
give_up() {
  ((failed > 0)) || return 0
  local name left=()
  for name in "$@"; do
    if wanted "$name"; then left+=("$name"); fi
  done
  ((${#left[@]} == 0)) || echo "NOT RUN, for what is above failed first: ${left[*]}" >&2
  summary || true
  exit 1
}

main() {
  if [[ ${1:-} == soak ]]; then
    lane='Lane=Soak'
    set -- EndToEnd
  fi
  only=("$@")
  local name desk='' code=0
  for name in "$@"; do
    [[ $name =~ ^(Desk|Unit|Integration|EndToEnd)$ ]] || { echo "no such tests: $name (Desk, Unit, Integration, EndToEnd)" >&2; exit 2; }
  done
  rm -rf "$results" && mkdir -p "$results"
  trap 'exit 130' INT
  trap 'exit 143' TERM

  if wanted Integration || wanted EndToEnd; then begin_servers; fi
  # The program's build takes the built desk along.
  if wanted Desk || wanted EndToEnd; then build_desk; fi
  if wanted Desk; then test_desk & desk=$!; fi
  if wanted Unit || wanted Integration || wanted EndToEnd; then build_projects || count 1 0 0 0; fi
  if [[ -n $desk ]]; then
    wait "$desk" || code=$?
    count_desk "$code"
  fi
  give_up Unit Integration EndToEnd
  if wanted Unit; then test_project Unit; fi
  give_up Integration EndToEnd
  if wanted Integration || wanted EndToEnd; then await_servers || count 1 0 0 0; fi
  give_up Integration EndToEnd
  for name in Integration EndToEnd; do
    if wanted "$name"; then test_project "$name"; fi
  done
  # No package has this server: its tests are skipped, and that must not go unnoticed.
  if wanted Integration && [[ -z ${OMNICHANNEL_TEST_EVENTSTOREDB:-} ]]; then
    echo "NOT TESTED: the log in a real EventStoreDB, for OMNICHANNEL_TEST_EVENTSTOREDB names none" >&2
  fi
  summary
}

main "$@"
