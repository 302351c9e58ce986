# Shared by ./wanderscope and the scripts of offline-trainer: find Java, build a module when its sources changed, start it.
# Sourced, with `home` set to the project's folder.

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Sets `java` to a Java of version 17 or later.
find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail "no Java found; install a JDK 17 or later, or set JAVA_HOME to one"
}

# Builds a module of the reactor and what it needs, without tests, unless nothing changed since it was built last.
#   build FOLDER ARTIFACT
build() {
  local module=$1 stamp=$home/$1/target/built
  if [ -e "$stamp" ] && [ -z "$(find "$home/pom.xml" "$home/schemas" "$home/src" "$home/$module" \
      \( -name target -prune \) -o -type f \( -name '*.java' -o -name '*.avsc' -o -name '*.xml' \) -newer "$stamp" -print -quit)" ]; then
    return
  fi
  command -v mvn >/dev/null || fail "no Maven found, which builds the program on first use; install Maven 3.8 or later"
  echo "$(basename "$0"): building $module (the first time, downloads take some minutes)" >&2
  rm -rf "$home/$module/target/lib" "$stamp"
  local log
  log=$(mktemp)
  if ! (cd "$home" && mvn -q -B -pl "$module" -am package -Dmaven.test.skip.exec=true) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "the build failed; what Maven said is above"
  fi
  rm -f "$log"
  touch "$stamp"
}

# Replaces this process by a program of a module.
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
