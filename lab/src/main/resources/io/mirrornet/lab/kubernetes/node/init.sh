# PID 1 of a node. It is started in new mount, PID, UTS and IPC namespaces, and the network namespace of its machine;
# what it changes is seen in them alone. Directories that programs write to are the host's own, copied on write to
# DISK, so that nothing need exist on the host and nothing there changes.
set -eu

copy_on_write() {
  mkdir -p "$DISK/changes$1/upper" "$DISK/changes$1/work"
  mount -t overlay overlay -o "lowerdir=$1,upperdir=$DISK/changes$1/upper,workdir=$DISK/changes$1/work" "$1"
}

# The kubelet sets these for the whole machine. It gets files with the same names.
cover_sysctl() {
  mkdir -p "/run/sysctl/${1%/*}"
  cat "/proc/sys/$1" >"/run/sysctl/$1"
  mount --bind "/run/sysctl/$1" "/proc/sys/$1"
}

# As a service manager does.
supervise() {
  while :; do
    "$@" >>"$DISK/log/${1##*/}.log" 2>&1 || :
    sleep 1
  done
}

mount --make-rshared /
mount -t tmpfs -o mode=755 tmpfs /run
copy_on_write /etc
copy_on_write /var/lib
copy_on_write /var/log
for sysctl in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops \
    kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  cover_sysctl "$sysctl"
done
cat /proc/sys/kernel/random/uuid >/run/boot_id
mount --bind /run/boot_id /proc/sys/kernel/random/boot_id
hostname "$NAME"

# The kubelet reports the machine's DMI UUID as systemUUID; where there is no DMI, the machine id.
dmi=/sys/class/dmi/id/product_uuid
if [ -e "$dmi" ]; then
  echo "$VM_ID" >/run/product_uuid
  mount --bind /run/product_uuid "$dmi"
fi
echo "$VM_ID" >/etc/machine-id

"$NFT" -f - <<X
table ip pods {
  chain postrouting {
    type nat hook postrouting priority srcnat
    ip saddr $PODS oifname "eth*" masquerade
  }
}
X

# The kubelet makes sockets in its directory, and the path of a socket has at most 107 characters (unix(7)).
mkdir -p "$DISK/log" "$DISK/imported" "$DISK/kubelet" /run/kubelet
mount --bind "$DISK/kubelet" /run/kubelet
supervise "$CONTAINERD" --config "$DISK/containerd.toml" &
socket=/run/containerd/containerd.sock
until "$CTR" --address "$socket" version >/dev/null 2>&1; do sleep 0.1; done
for image in "$IMAGES"/*.tar; do
  mark="$DISK/imported/${image##*/}"
  if [ ! "$mark" -nt "$image" ]; then
    "$CTR" --address "$socket" --namespace k8s.io images import "$image"
    touch "$mark"
  fi
done
supervise "$KUBE_PROXY" --config "$DISK/kube-proxy.yaml" --hostname-override "$NAME" &
supervise "$KUBELET" --config "$DISK/kubelet.yaml" --kubeconfig "$DISK/kubelet.kubeconfig" --root-dir /run/kubelet \
  --cert-dir /run/kubelet/pki --hostname-override "$NAME" --node-ip "$ADDRESS" --node-labels "$LABELS" &
wait
