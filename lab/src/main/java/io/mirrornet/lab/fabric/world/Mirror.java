package io.mirrornet.lab.fabric.world;

import io.mirrornet.net.Ipv4Address;
import java.util.List;

/**
 * A mirror of the pair, with a frontend of its own.
 *
 * @param name also what its members' banners say
 * @param vip the frontend's address
 * @param port where the frontend and each member listen
 * @param statusPort where each member answers the health probe
 */
public record Mirror(String name, Ipv4Address vip, int port, int statusPort) {

  /** The registry's. */
  public static final Mirror REGISTRY =
      new Mirror("REGISTRY", Ipv4Address.parse("10.2.1.100"), 1972, 52773);

  /** The patient index's. */
  public static final Mirror INDEX =
      new Mirror("INDEX", Ipv4Address.parse("10.2.1.101"), 1973, 52774);

  /** All that a pair runs. */
  public static final List<Mirror> ALL = List.of(REGISTRY, INDEX);
}
