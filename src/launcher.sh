# Functions for ./wanderscope and the scripts of offline-trainer: find Java, build a module if its sources changed, start it.
# To be sourced with `home` set to the project's folder.

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Sets `java` to Java 17 or later: from JAVA_HOME if set, otherwise from the PATH.
find_java() {
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

# Whether a source of the module or of its dependencies is newer than the file. Deleting a file makes its folder newer.
changed_since() {
  local module=$1 stamp=$2
  [ -n "$(find "$home/pom.xml" "$home/schemas" "$home/src" "$home/$module" \
    \( -name target -o -path '*/src/test' \) -prune \
    -o -newer "$stamp" \( -path '*/src/main/*' -o -name '*.avsc' -o -name pom.xml \) -print -quit)" ]
}

# Builds a module and its dependencies without running tests, if anything changed since the last build.
#   build FOLDER
build() {
  local module=$1 stamp=$home/$1/target/built
  if [ -e "$stamp" ] && ! changed_since "$module" "$stamp"; then
    return
  fi
  local jdk
  jdk=$(dirname "$(dirname "$(readlink -f "$java")")")
  [ -x "$jdk/bin/javac" ] || fail "$jdk has no compiler, which is needed to build the program on first use; install a JDK 17 or later"
  command -v mvn >/dev/null || fail "no Maven found, which is needed to build the program on first use; install Maven 3.8 or later"
  echo "$(basename "$0"): building $module (half a minute; the first time, downloads take a few minutes more)" >&2
  rm -rf "$home/$module/target/lib" "$stamp"
  local log
  log=$(mktemp)
  if ! (cd "$home" && JAVA_HOME=$jdk mvn -q -B -pl "$module" -am package \
      -Dmaven.test.skip.exec=true -Dspotless.check.skip=true) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "the build failed; see the output of Maven above"
  fi
  rm -f "$log"
  touch "$stamp"
}

# Replaces this process with a program of a module.
#   start FOLDER MAIN_CLASS JVM_OPTION... -- ARGUMENT...
start() {
  local module=$1 main=$2
  shift 2
  local options=()
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  exec "$java" "${options[@]}" "-Dwanderscope.home=$home" -cp "$home/$module/target/classes:$home/$module/target/lib/*" \
    "$main" "$@"
}
