# SPDX-License-Identifier: Apache-2.0
# Shared by ./run, ./test and .ci/run: packages, build, tests.  Sourced by bash with `program`, the name to speak by, and `root`,
# the repository, set.  Speaks on standard error only; what apt, cmake and ninja say goes to build/setup.log.

log=$root/build/setup.log

say() { printf '%s: %s\n' "$program" "$*" >&2; }

# Ends with what the log says last and one clear line.
give_up() {
  tail -n 30 "$log" >&2 || true
  say "$1 failed; see $log"
  exit 1
}

# One at a time: two builds in one folder would spoil each other.
begin_setup() {
  if ! mkdir -p "$root/build" || ! exec 9>"$root/build/.lock"; then
    say "set-up failed; cannot write to $root/build"
    exit 1
  fi
  flock 9
  : >"$log"
}
end_setup() { exec 9>&-; }

# packages GROUP...: the Debian packages of these groups of tools/packages.txt.
packages() {
  local wanted=" $* " group package
  while read -r group package; do
    if [[ $wanted == *" $group "* ]]; then echo "$package"; fi
  done <"$root/tools/packages.txt"
}

install_with_apt() {
  say "installing $*"
  apt-get -o DPkg::Lock::Timeout=600 update >>"$log" 2>&1 </dev/null || true  # the lists that are there may do
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install --yes --no-install-recommends "$@" \
    >>"$log" 2>&1 </dev/null
}

# install_missing GROUP...: nothing where nothing is missing and where there is no dpkg.  Without root ends with what to ask for.
install_missing() {
  command -v dpkg-query >/dev/null || return 0
  local present package
  local -a missing=() essential=() wanted
  mapfile -t wanted < <(packages "$@")
  present=" $(dpkg-query --show --showformat='${Package}/${db:Status-Status} ' "${wanted[@]}" 2>/dev/null || true)"
  for package in "${wanted[@]}"; do
    if [[ $present == *" $package/installed "* ]]; then continue; fi
    # Any npm will do, not only Debian's; it brings nodejs.
    if [[ $package == npm ]] && command -v npm >/dev/null; then continue; fi
    missing+=("$package")
    if [[ $package != clang-19 ]]; then essential+=("$package"); fi
  done
  if [[ ${#missing[@]} -eq 0 ]]; then return 0; fi
  # No clang, but g++ has built before: it could not be had then.
  if [[ ${#essential[@]} -eq 0 && -e $root/build/gcc/build.ninja ]]; then return 0; fi
  if [[ $(id -u) -ne 0 ]]; then
    if [[ ${#essential[@]} -eq 0 ]]; then return 0; fi  # g++ will build
    say "packages are missing, and only root can install them: apt-get install --no-install-recommends ${missing[*]}"
    exit 2
  fi
  if install_with_apt "${missing[@]}"; then return 0; fi
  if [[ ${#essential[@]} -lt ${#missing[@]} ]]; then
    say "clang-19 cannot be had; g++ will build"
    if [[ ${#essential[@]} -eq 0 ]] || install_with_apt "${essential[@]}"; then return 0; fi
  fi
  give_up "installing ${missing[*]}"
}

# The preset that this machine builds for use.
release_preset() {
  if command -v clang++-19 >/dev/null; then echo release; else echo gcc; fi
}

# Says once that there is something to build, and how far it is where someone is watching.
show_progress() {
  local line said=
  while IFS= read -r line; do
    if [[ ! $line =~ ^\[([0-9]+/[0-9]+)\]\ (Building|Linking) ]]; then continue; fi
    if [[ -z $said ]]; then say "building ($1)" && said=yes; fi
    if [[ -t 2 ]]; then printf '\r%s ' "${BASH_REMATCH[1]}" >&2; fi
  done
  if [[ -n $said && -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# build PRESET with|without TARGET...: brings the targets up to date, with the tests configured or not.
build() {
  local preset=$1 tests=$2
  shift 2
  local folder=$root/build/$preset
  local -a options=()
  if [[ $tests == with ]]; then options=(-DCOEXIST_TESTS=ON); fi
  if [[ -e $folder/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    rm -rf "$folder"  # the repository has moved, and CMake refuses to follow
  fi
  if [[ ! -e $folder/build.ninja ]]; then
    if [[ $tests == without ]]; then options=(-DCOEXIST_TESTS=OFF); fi
    rm -f "$folder/CMakeCache.txt"
  elif [[ $tests == without ]] || grep -qx 'COEXIST_TESTS:BOOL=ON' "$folder/CMakeCache.txt"; then
    options=()
  fi
  if [[ ${#options[@]} -gt 0 ]]; then
    (cd "$root" && cmake --preset "$preset" "${options[@]}") >>"$log" 2>&1 </dev/null || give_up "configuring ($preset)"
  fi
  ninja -C "$folder" "$@" 2>&1 </dev/null | tee -a "$log" | show_progress "$preset" || give_up "building ($preset)"
}

# Every CTest run is counted here.
passed=0
failed=0

# run_tests PRESET [ctest arguments]: runs the tests of a build, showing what CTest shows, and counts them.
run_tests() {
  local preset=$1 status=0 summary skipped lost all
  shift
  local output=$root/build/ctest.log
  (cd "$root" && ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$(nproc)" "$@") |
    tee "$output" || status=$?
  summary=$(grep -oE '[0-9]+ tests failed out of [0-9]+' "$output" | tail -n 1 || true)
  if [[ -n $summary ]]; then
    skipped=$(grep -cE '^ *[0-9]+/[0-9]+ Test.*\*\*\*Skipped' "$output" || true)
    read -r lost _ _ _ _ all <<<"$summary"
    failed=$((failed + lost))
    passed=$((passed + all - lost - skipped))
    if [[ $skipped -gt 0 ]]; then say "$skipped skipped"; fi
  elif [[ $status -ne 0 ]]; then
    say "no test ran: ctest $*"
  fi
  return "$status"
}

closing_line() { printf '%d passed, %d failed\n' "$passed" "$failed"; }
