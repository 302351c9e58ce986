# Functions for ./wanderscope and the scripts of offline-trainer: find Java, build a module if its sources changed, start it.
# To be sourced with `home` set to the project's folder or to that of a distribution, which has lib/ and runtime/ and is
# never built. wanderscope.cmd and launcher.ps1 do the same on Windows.

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

is_distribution() {
  [ -d "$home/lib" ]
}

# Sets `java` to Java 17 or later: that of the distribution, or from JAVA_HOME if set, or from the PATH.
find_java() {
  java=$home/runtime/bin/java
  if [ -x "$java" ]; then
    return
  fi
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  java=$(command -v "$java") || fail "no Java found; install a JDK 17 or later, or set JAVA_HOME to one"
  local version
  version=$(java_version)
  [ "${version:-0}" -ge 17 ] \
    || fail "$java is Java ${version:-of an unknown version}; install a JDK 17 or later, or set JAVA_HOME to one"
}

# The major version of `java`, from its release file where there is one: starting Java would take 50 ms.
java_version() {
  local release
  release=$(dirname "$(dirname "$(readlink -f "$java")")")/release
  if [ -r "$release" ]; then
    sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$release"
  else
    { "$java" -version 2>&1 || true; } | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p'
  fi
}

# Java can name only the files that the locale's encoding can, so it gets a locale of UTF-8 in place of one of ASCII.
set_locale() {
  if ! command -v locale >/dev/null; then
    return
  fi
  case $(locale charmap 2>/dev/null) in
    ANSI_X3.4-1968 | US-ASCII | 646) ;;
    *) return ;;
  esac
  local candidate
  for candidate in C.UTF-8 en_US.UTF-8 $(locale -a 2>/dev/null | grep -i 'utf-\{0,1\}8$' | head -n 1); do
    if [ "$(LC_ALL=$candidate locale charmap 2>/dev/null)" = UTF-8 ]; then
      export LC_ALL=$candidate
      return
    fi
  done
  if [ -n "$(printf %s "$home" | LC_ALL=C tr -d '\001-\177')" ]; then
    fail "Java cannot read $home under the locale ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}; set LC_ALL to a locale of UTF-8, or move the folder"
  fi
}

# Whether this is a container, or the unit of a service, with less than 1 GB of memory.
is_small_container() {
  local own limit
  own=$(sed -n 's/^0:://p' /proc/self/cgroup 2>/dev/null || true)
  limit=$(cat "/sys/fs/cgroup${own%/}/memory.max" 2>/dev/null || cat /sys/fs/cgroup/memory.max 2>/dev/null \
    || cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null || true)
  [[ $limit =~ ^[0-9]+$ ]] && [ "$limit" -lt $((1 << 30)) ]
}

# Whether a source of the module or of its dependencies is newer than the file. Deleting a file makes its folder newer.
changed_since() {
  local module=$1 stamp=$2
  [ -n "$(find "$home/pom.xml" "$home/schemas" "$home/src" "$home/$module" \
    \( -name target -o -path '*/src/test' \) -prune \
    -o -newer "$stamp" \( -path '*/src/main/*' -o -name '*.avsc' -o -name pom.xml \) -print -quit)" ]
}

is_built() {
  local module=$1 stamp=$home/$1/target/built
  [ -e "$stamp" ] && ! changed_since "$module" "$stamp"
}

# Builds a module and its dependencies without running tests, if anything changed since the last build.
#   build FOLDER
build() {
  local module=$1
  if is_distribution || is_built "$module"; then
    return
  fi
  local jdk
  jdk=$(dirname "$(dirname "$(readlink -f "$java")")")
  [ -x "$jdk/bin/javac" ] || fail "$jdk has no compiler, which is needed to build the program on first use; install a JDK 17 or later"
  command -v mvn >/dev/null || fail "no Maven found, which is needed to build the program on first use; install Maven 3.8 or later"
  lock_builds
  trap 'unlock_builds' EXIT
  # The launcher that this one waited for may have built it.
  if ! is_built "$module"; then
    run_maven "$module" "$jdk"
  fi
  unlock_builds
  trap - EXIT
}

# Maven in the background, with a line that shows how far it is.
run_maven() {
  local module=$1 jdk=$2 stamp=$home/$1/target/built started log maven
  echo "$(basename "$0"): building $module (a few minutes, and the first time as long again for downloads)" >&2
  rm -rf "$home/$module/target/lib" "$stamp"
  log=$(mktemp)
  # Of the time before the build, so that a source that changes during the build is built again.
  started=$(mktemp)
  (cd "$home" && JAVA_HOME=$jdk exec mvn -B -Dstyle.color=never -pl "$module" -am package \
    -Dmaven.test.skip.exec=true -Dspotless.check.skip=true) >"$log" 2>&1 &
  maven=$!
  echo "$maven" >>"$build_lock/owner"
  # A process in the background does not get Ctrl-C.
  trap 'kill "$maven" 2>/dev/null; rm -f "$log" "$started"; exit 130' INT TERM HUP
  while kill -0 "$maven" 2>/dev/null; do
    show_progress "$log"
    sleep 1
  done
  end_progress
  local code=0
  wait "$maven" || code=$?
  trap - INT TERM HUP
  if [ "$code" != 0 ]; then
    sed -n '/^\[ERROR\]/,$p' "$log" >&2
    grep -q '^\[ERROR\]' "$log" || cat "$log" >&2
    rm -f "$log" "$started"
    fail "the build failed; see the output of Maven above"
  fi
  mv "$started" "$stamp"
  rm -f "$log"
}

# At a terminal, one line that changes: the module, its number, and how many files were downloaded.
show_progress() {
  if [ ! -t 2 ]; then
    return
  fi
  local at downloads
  at=$(sed -n 's/^\[INFO\] Building \(Wanderscope.*\) [0-9][^ ]* *\(\[[0-9]*\/[0-9]*\]\)$/\2 \1/p' "$1" | tail -n 1)
  downloads=$(grep -c '^\(\[INFO\] \)\{0,1\}Downloaded from' "$1" || true)
  printf '\r\033[K  %s, %s s%s' "${at:-starting Maven}" "$((SECONDS - build_began))" \
    "$([ "$downloads" = 0 ] || echo ", files downloaded: $downloads")" >&2
}

end_progress() {
  if [ -t 2 ]; then
    printf '\r\033[K' >&2
  fi
}

# Modules share what they depend on, so one launcher builds at a time in this checkout. The lock is a folder, with a file
# that names the processes that have it. If they have died, the first that leaves a mark in the folder inherits it.
lock_builds() {
  local announced=false missing=0 refusal
  refusal=$(mkdir -p "$home/target" 2>&1) || fail_to_lock "$refusal"
  build_lock=$home/target/building
  until refusal=$(mkdir "$build_lock" 2>&1); do
    if [ ! -d "$build_lock" ]; then
      # Another build may just have ended, but not three times in a row.
      missing=$((missing + 1))
      [ "$missing" -lt 3 ] || fail_to_lock "$refusal"
      sleep 1
      continue
    fi
    missing=0
    if inherit_lock; then
      break
    fi
    if [ "$announced" = false ]; then
      echo "$(basename "$0"): waiting for another build in $home; if there is none, delete $build_lock" >&2
      announced=true
    fi
    sleep 1
  done
  printf '%s\n' "$(uname -n)" "$$" >"$build_lock/owner.$$"
  mv "$build_lock/owner.$$" "$build_lock/owner"
  build_began=$SECONDS
}

fail_to_lock() {
  fail "cannot build in $home (${1#mkdir: }); make $home/target writable, or copy the project to a folder that is"
}

unlock_builds() {
  rm -rf "$build_lock"
}

# Whether this process now has the lock of processes that have died. Names nobody for a moment after it was made.
inherit_lock() {
  local owner mark
  owner=$(lock_owner)
  if [ -z "$owner" ]; then
    sleep 2
    [ -d "$build_lock" ] && [ -z "$(lock_owner)" ] || return 1
  elif is_alive $owner; then
    return 1
  fi
  mark=$build_lock/inherited-from-${owner// /-}
  mkdir "$mark" 2>/dev/null && [ "$(lock_owner)" = "$owner" ]
}

lock_owner() {
  tr '\n' ' ' 2>/dev/null <"$build_lock/owner" || true
}

# Whether one of the processes may be alive: those of another machine may.
#   is_alive MACHINE PID...
is_alive() {
  [ "$1" = "$(uname -n)" ] || return 0
  shift
  local pid
  for pid in "$@"; do
    # kill is not allowed to ask about another user's process.
    if kill -0 "$pid" 2>/dev/null || ps -p "$pid" >/dev/null 2>&1; then
      return 0
    fi
  done
  return 1
}

# Replaces this process with a program of a module.
#   start FOLDER MAIN_CLASS JVM_OPTION... -- ARGUMENT...
start() {
  local module=$1 main=$2 classes
  shift 2
  local options=()
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  case $home in *:*) fail "Java cannot read a folder with a colon in its name; move or rename $home" ;; esac
  set_locale
  classes="$home/$module/target/classes:$home/$module/target/lib/*"
  if is_distribution; then
    classes="$home/lib/*"
  fi
  exec "$java" "${options[@]}" "-Dwanderscope.home=$home" -cp "$classes" "$main" "$@"
}
