package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.local.GuestSoftware.PowerLoss;
import io.mirrornet.lab.mirror.Member;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.pki.CertificateAuthority;
import io.mirrornet.lab.pki.CertificateRequest;
import io.mirrornet.lab.pki.SubjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes the sockets of instances as their state says, where their machine has power. Not
 * safe for threads: {@link Mirrors} holds its lock around it.
 */
final class InstanceServers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceServers.class);

  private record Machine(NetworkNamespace network, List<NetworkInterface> nics) {}

  private final CertificateAuthority authority;
  private final Map<String, Machine> machines = new HashMap<>();
  private final Map<Member, InstanceServer> servers = new LinkedHashMap<>();

  /**
   * @param authority who issues the certificates of web servers that speak https
   */
  InstanceServers(CertificateAuthority authority) {
    this.authority = authority;
  }

  void connect(String host, NetworkNamespace network, List<NetworkInterface> nics) {
    machines.put(host, new Machine(network, List.copyOf(nics)));
  }

  /** Whether the host has the address at which the others look for the instance. */
  boolean isReachable(Instance instance) {
    Machine machine = machines.get(instance.member().host());
    return machine != null
        && machine.nics().stream()
            .anyMatch(nic -> nic.privateIpAddress().equals(instance.address()));
  }

  /** Opens or closes an instance's sockets and lets its pages say what is so now. */
  void follow(Instance instance, MemberView view) {
    Optional<Machine> machine =
        Optional.ofNullable(machines.get(instance.member().host())).filter(_ -> view.running());
    InstanceServer server = servers.get(view.member());
    if (server == null) {
      machine.ifPresent(on -> open(instance, view, on));
    } else if (machine.isPresent()) {
      server.show(view);
    } else {
      servers.remove(view.member());
      server.close();
    }
  }

  private void open(Instance instance, MemberView view, Machine machine) {
    try {
      servers.put(
          view.member(),
          InstanceServer.start(
              machine.network(),
              instance,
              view,
              authority.issue(
                  CertificateRequest.server(
                      instance.member().host(),
                      SubjectName.of(instance.member().host()),
                      SubjectName.of(instance.address())))));
    } catch (RuntimeException e) {
      // Tried again at the next change; the other instances go on.
      LOG.atError().addKeyValue("instance", view.member()).setCause(e).log("it cannot listen");
    }
  }

  /** The host has no power: what runs there is cut. */
  PowerLoss disconnect(String host) {
    machines.remove(host);
    int cut = 0;
    List<String> dirty = new ArrayList<>();
    for (Member member : List.copyOf(servers.keySet())) {
      if (member.host().equals(host)) {
        InstanceServer server = Objects.requireNonNull(servers.remove(member));
        cut += server.connections();
        dirty.add(member.instance());
        server.close();
      }
    }
    return new PowerLoss(cut, dirty);
  }

  @Override
  public void close() {
    servers.values().forEach(InstanceServer::close);
    servers.clear();
  }
}
