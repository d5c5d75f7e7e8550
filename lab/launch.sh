# Sourced by the launchers lab/*: finds a JDK, builds what is missing or stale, and runs commands outside of a lab or in
# namespaces of a new one.
set -euo pipefail
LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
HOME_OF_MIRRORNET=$(dirname "$LAB")
. "$HOME_OF_MIRRORNET/.mvn/jdk.sh"

# The comment at the head of the launcher is its help; what kubectl, helm and exec run has its own.
case ${0##*/}:${1:-} in
  kubectl:* | helm:* | exec:*) ;;
  *:-h | *:--help)
    sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"
    exit 0
    ;;
esac

# What a lab's first process and its parent have on their command lines.
MARK=mirrornet-lab:

say() { echo "$*" >&2; }
die() { say "${0##*/}: $1"; exit "${2:-70}"; }

need_root() {
  [ "$(uname -s)" = Linux ] || die "needs Linux: the lab is made of the kernel's namespaces" 69
  [ "$(id -u)" = 0 ] || die "needs root, for network namespaces and mounts. Try: sudo $0 ${ARGUMENTS:-}" 77
  local tool
  for tool in unshare nsenter setpriv flock; do
    command -v $tool >/dev/null || die "no $tool on PATH. Install util-linux." 69
  done
}

# ---- build ----

# build all|lab: what has changed since the last build of that kind.
build() {
  local kind=$1 stamp="$LAB/target/launch.$1.stamp" log="$LAB/target/launch.log" modules=(-pl lab -am)
  mkdir -p "$LAB/target"
  exec {lock}>"$LAB/target/launch.lock"
  flock "$lock"
  if ! is_fresh "$stamp" "$kind"; then
    command -v mvn >/dev/null || die "no mvn on PATH. Install Maven 3.8 or newer (for example the package maven)." 69
    say "building what has changed ($kind); the log: $log"
    [ "$kind" = lab ] || modules=(-pl lab,agent,operator -am)
    touch "$stamp.new"
    if ! (cd "$HOME_OF_MIRRORNET" && MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
        mvn -B package -DskipTests "${modules[@]}" </dev/null 2>&1) | tee "$log" | told_modules; then
      tail -n 40 "$log" >&2
      die "the build failed; all of it: $log"
    fi
    mv "$stamp.new" "$stamp"
  fi
  exec {lock}>&-
}

told_modules() { sed -un 's/^\[INFO\] Building \(.*\) [0-9].*\[\(.*\)\]$/  \2 \1/p' >&2; }

is_fresh() {
  local stamp=$1 roots=(pom.xml crds lab)
  [ "$2" = lab ] || roots+=(agent operator image helm)
  [ -e "$stamp" ] && [ -e "$LAB/target/launch.classpath" ] || return 1
  (cd "$HOME_OF_MIRRORNET" &&
    for root in "${roots[@]}"; do
      [ ! -e "$root" ] ||
        find "$root" -name target -prune -o -type f \( -path '*/src/main/*' -o -name pom.xml -o -path 'image/*' \) -newer "$stamp" -print -quit
    done) | { ! grep -q .; }
}

# ---- commands ----

# java_command ARGUMENT...: sets COMMAND to a Java command line.
java_command() {
  COMMAND=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.net.preferIPv4Stack=true
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto
    "-Dmirrornet.home=$HOME_OF_MIRRORNET" "-Dmirrornet.trace=${MIRRORNET_TRACE:-false}"
    "-Dlogback.configurationFile=$LAB/logback.xml" "$@")
}

class_path() { echo "$LAB/target/classes:$(cat "$LAB/target/launch.classpath")"; }

# ask COMMAND ARGUMENT...: a command to the lab that runs. Takes the place of this shell.
ask() {
  need_root
  find_lab
  # What runs was built; a build now might not speak its language.
  [ -e "$LAB/target/launch.classpath" ] || build lab
  java_command "-Dmirrornet.init=$INIT" -cp "$(class_path)" io.mirrornet.lab.command.Main "$@"
  exec "${COMMAND[@]}"
}

# visible FILE...: a lab has its own /run and /dev/shm, so files of the machine's are not seen there.
visible() {
  local file
  for file; do
    case $(realpath -m -- "$file") in
      /run/* | /dev/shm/*) die "$file cannot be seen from inside a lab; choose another directory" 73 ;;
    esac
  done
}

# prepare SCENARIO: all that needs the way out. Sets IP to the program ip.
prepare() {
  build all
  java_command -cp "$(class_path)" io.mirrornet.lab.command.Main prepare "$1"
  IP=$("${COMMAND[@]}") || exit $?
}

# enter SCENARIO COMMAND ARGUMENT...: a lab in namespaces of its own. It dies with this shell's child, and that one with
# this shell unless DETACHED is set.
enter() {
  local name=${1##*/}
  shift
  # inside.sh copies what is built here, so that a later build does not change a lab under its feet.
  java_command -Djava.io.tmpdir=/dev/shm/tmp -cp "/dev/shm/built/lab:/dev/shm/built/crds:/dev/shm/built/image:$(cat "$LAB/target/launch.classpath")" io.mirrornet.lab.command.Main "$@"
  within "${name%.y*ml}" "$IP" "${COMMAND[@]}"
}

# within NAME IP COMMAND...: any command in a lab's namespaces. Takes the place of this shell.
within() {
  local name=$1 ip=$2
  shift 2
  local space=(unshare --net --mount --pid --uts --ipc --fork --kill-child --mount-proc --propagation private
    -- /bin/bash "$LAB/inside.sh" "$MARK$name" "$ip" "$@")
  [ -n "${DETACHED:-}" ] || space=(setpriv --pdeathsig KILL -- /bin/sh -c '[ "$PPID" = "$0" ] && exec "$@"' "$PARENT" "${space[@]}")
  exec "${space[@]}"
}

# ---- labs that run ----

# Numbers of the first processes of all labs, as seen from here, with their names.
labs() {
  local process line
  for process in $(grep -lsz "^$MARK" /proc/[0-9]*/cmdline | cut -d/ -f3); do
    line=$(sed -n 's/^NSpid:\t//p' "/proc/$process/status" 2>/dev/null) || continue
    if [[ $line =~ ^$process[[:space:]].*[[:space:]]?1$ && $line != "$process" ]]; then
      echo "$process $(tr '\0' '\n' <"/proc/$process/cmdline" | sed -n "s/^$MARK//p")"
    fi
  done
}

# Sets INIT to the first process of the lab that is meant: the only one, or MIRRORNET_LAB, a number or a name.
find_lab() {
  local all chosen
  all=$(labs)
  chosen=$all
  [ -z "${MIRRORNET_LAB:-}" ] || chosen=$(awk -v wanted="$MIRRORNET_LAB" '$1 == wanted || $2 == wanted' <<<"$all")
  [ -n "$chosen" ] || die "no lab runs${MIRRORNET_LAB:+ as $MIRRORNET_LAB}. Start one: lab/up" 69
  [ "$(wc -l <<<"$chosen")" = 1 ] ||
    die "several labs run; say which one by MIRRORNET_LAB=NUMBER:"$'\n'"$chosen" 64
  INIT=${chosen%% *}
}

# end PROCESS: kills a lab by its first process, and waits until the kernel has taken all of it down.
end() {
  kill -KILL "$1" 2>/dev/null || return 0
  while [ -e "/proc/$1" ]; do sleep 0.05; done
}

# first_of HOLDER: the first process of the lab that this one holds; nothing before there is one.
first_of() { cut -d' ' -f1 "/proc/$1/task/$1/children" 2>/dev/null || :; }

# end_of HOLDER: as end. The holder ends after all processes of its lab.
end_of() {
  local first
  first=$(first_of "$1")
  if [ -n "$first" ]; then end "$first"; else kill -KILL "$1" 2>/dev/null || :; fi
}

# Removes the cgroups of labs that are gone: the only thing of them that outlives their processes. Their names begin
# with the number of the lab's PID namespace.
sweep() {
  local alive group number try
  for try in 1 2 3 4 5 6 7 8 9 10; do
    local left=
    alive=" $( (readlink /proc/[0-9]*/ns/pid 2>/dev/null || :) | sort -u | tr -dc '0-9\n' | tr '\n' ' ') "
    for group in /sys/fs/cgroup/mirrornet-* /sys/fs/cgroup/*/mirrornet-*; do
      [ -d "$group" ] || continue
      number=${group##*/mirrornet-}
      number=${number%%-*}
      [[ $alive != *" $number "* ]] || continue
      find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || left=1
    done
    [ -n "$left" ] || return 0
    sleep 0.2
  done
}
