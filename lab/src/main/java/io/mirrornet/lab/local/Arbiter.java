package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.traffic.BannerServer;
import io.mirrornet.lab.namespace.NetworkNamespace;
import java.util.List;
import java.util.Optional;

/** The arbiter of all mirrors, on the machine that is no host. */
final class Arbiter implements GuestSoftware {

  /** The ISCAgent's, which is an arbiter too. */
  static final int PORT = 2188;

  private final String host;
  private final Mirrors mirrors;
  private Optional<BannerServer> server = Optional.empty();

  Arbiter(String host, Mirrors mirrors) {
    this.host = host;
    this.mirrors = mirrors;
  }

  @Override
  public void booted(NetworkNamespace network, List<NetworkInterface> nics) {
    server = Optional.of(BannerServer.start(network, host, "arbiter", PORT));
    mirrors.arbiter(true);
  }

  @Override
  public PowerLoss lostPower() {
    mirrors.arbiter(false);
    server.ifPresent(BannerServer::close);
    server = Optional.empty();
    return PowerLoss.NOTHING;
  }
}
