# The first process of a lab, in namespaces of its own: NAME IP COMMAND... It covers what the lab would write to on the
# machine, runs the command, collects the orphans (bash does that), and when it ends the kernel ends all the rest.
set -eu
ip=$2
shift 2

# Directories that every machine has, so that none need be made: what is written there is gone with the namespace.
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/netns /run/lab /run/lock
mount -t tmpfs -o mode=1777,size=90% tmpfs /dev/shm
mkdir /dev/shm/tmp /dev/shm/built
here=$(dirname "${BASH_SOURCE[0]}")
for module in lab crds image; do
  [ ! -d "$here/../$module/target/classes" ] || cp -r "$here/../$module/target/classes" "/dev/shm/built/$module"
done

# These belong to the whole machine. A node gets files of its own in their place; nobody else may write them.
for part in kernel vm fs; do
  mount --bind "/proc/sys/$part" "/proc/sys/$part"
  mount -o remount,bind,ro "/proc/sys/$part"
done

hostname lab
"$ip" link set lo up

"$@" &
trap 'kill -TERM $! 2>/dev/null' TERM INT HUP
status=0
wait $! || status=$?
exit "$status"
