# What the scripts beside this file share: which Java to use, and a build that is up to date. Sourced, never run.

# Sets java_home, java_version and java_feature to the newest Java of at least 17. VARVE_JAVA_HOME names one and ends the search.
find_java() {
  local home
  java_home='' java_version='' java_feature=0 java_rank=0
  if [ -n "${VARVE_JAVA_HOME:-}" ]; then
    consider_java "$VARVE_JAVA_HOME"
    [ -n "$java_home" ] || stop "NO_JAVA: VARVE_JAVA_HOME is $VARVE_JAVA_HOME, which holds no Java of at least 17."
    return
  fi
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
    consider_java "$home"
  done
  home=$(type -P java || true)
  while [ -L "$home" ]; do
    local target
    target=$(readlink "$home")
    case $target in
      /*) home=$target ;;
      *) home=${home%/*}/$target ;;
    esac
  done
  case $home in
    */bin/java) consider_java "${home%/bin/java}" ;;
  esac
  if [ -z "$java_home" ] && [ -x /usr/libexec/java_home ]; then
    home=$(/usr/libexec/java_home -v 17+ 2>/dev/null || true)
    consider_java "$home"
  fi
  [ -n "$java_home" ] || stop "NO_JAVA: no Java of at least 17 was found in JAVA_HOME, on the PATH, or where this system keeps them." \
    "Install a JDK (17 or newer), or set VARVE_JAVA_HOME to one."
}

# Takes this Java when it is newer than the one found so far. Reads its release file: asking `java -version` costs a process each.
consider_java() {
  local line version='' rest part rank=0 count=0
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        version=${line#JAVA_VERSION=}
        version=${version//\"/}
        break
        ;;
    esac
  done <"$1/release"
  rest=${version%%[-+_]*}
  while [ "$count" -lt 4 ]; do
    part=${rest%%.*}
    case $part in
      '' | *[!0-9]*) part=0 ;;
    esac
    rank=$((rank * 1000 + 10#$part))
    case $rest in
      *.*) rest=${rest#*.} ;;
      *) rest= ;;
    esac
    count=$((count + 1))
  done
  if [ "$rank" -gt "$java_rank" ] && [ "$rank" -ge 17000000000 ]; then
    java_home=$1 java_version=$version java_rank=$rank java_feature=$((rank / 1000000000))
  fi
}

stop() {
  printf '%s\n' "$@" >&2
  exit 3
}

# Packages the module and what it needs unless its product is newer than every source. Folders are looked at too: their
# time changes when a file in them is deleted or renamed.
package_when_stale() {
  local module=$1 product=$2 sources=$3
  if is_fresh "$product" "$sources"; then
    return
  fi
  command -v mvn >/dev/null 2>&1 || stop "NO_MAVEN: $product is missing or older than its sources, and there is no mvn on the PATH to build it." \
    "Install Maven 3.8 or newer."
  mkdir -p "$cache"
  lock "$cache/package.lock"
  if ! is_fresh "$product" "$sources"; then
    printf 'Building %s (a minute or two the first time) …\n' "${product#"$root/"}" >&2
    : >"$cache/package.started"
    if ! (cd "$root" && mvn -q -B -Dstyle.color=never -pl "$module" -am -DskipTests -Dmaven.test.skip=true \
      -Dspotless.check.skip=true -Dmdep.analyze.skip=true package) >&2; then
      unlock "$cache/package.lock"
      stop "BUILD_FAILED: Maven could not build Varve itself; its messages stand above."
    fi
    # Whatever is edited while Maven runs must count as newer.
    touch -r "$cache/package.started" "$product"
  fi
  unlock "$cache/package.lock"
}

is_fresh() {
  [ -f "$1" ] || return 1
  # Unquoted: a list of folders.
  # shellcheck disable=SC2086
  [ -z "$(cd "$root" && find pom.xml $2 -newer "$1" 2>/dev/null)" ]
}

# A folder as a lock, with the owner's process id in it; that of an owner that is gone is taken over.
try_lock() {
  local owner
  if ! mkdir "$1" 2>/dev/null; then
    owner=$(cat "$1/owner" 2>/dev/null || true)
    if [ -z "$owner" ] || kill -0 "$owner" 2>/dev/null; then
      return 1
    fi
    rm -rf "$1"
    mkdir "$1" 2>/dev/null || return 1
  fi
  # Not $$: a lock may be taken by a subshell that outlives the script.
  echo "${BASHPID:-$$}" >"$1/owner"
}

lock() {
  until try_lock "$1"; do
    sleep 0.2
  done
}

unlock() { rm -rf "$1"; }
