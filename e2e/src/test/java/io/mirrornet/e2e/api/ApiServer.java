package io.mirrornet.e2e.api;

import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.programs.Programs;

/** A real API server with the shipped CRDs. */
final class ApiServer implements AutoCloseable {

  /** The user that kubectl and the client are without further words; past RBAC. */
  static final String ADMINISTRATOR = "lab-administrator";

  private final ControlPlane plane;
  private final Kubectl kubectl;
  private final ApiClient administrator;

  private ApiServer(ControlPlane plane) {
    this.plane = plane;
    this.kubectl = plane.kubectl();
    this.administrator = client(ADMINISTRATOR, "system:masters");
  }

  /** Starts one, some seconds. */
  static ApiServer start() {
    ControlPlane plane =
        ControlPlane.start(Programs.ofUser(), new Site.Loopback(), ControlPlane.Extent.API_SERVER);
    try {
      ApiServer server = new ApiServer(plane);
      server.kubectl.apply(Shipped.crds());
      server.kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
      return server;
    } catch (RuntimeException | Error e) {
      plane.close();
      throw e;
    }
  }

  /** kubectl as an administrator. */
  Kubectl kubectl() {
    return kubectl;
  }

  /** A client as an administrator. */
  ApiClient administrator() {
    return administrator;
  }

  /** A client with a certificate of that user. */
  ApiClient client(String user, String... groups) {
    return ApiClient.of(plane.server(), plane.kubeconfig(user, groups).identity().sslContext());
  }

  /** A client with that token. */
  ApiClient clientWithToken(String token) {
    return ApiClient.of(plane.server(), plane.authority().clientContext()).withToken(token);
  }

  @Override
  public void close() {
    plane.close();
  }
}
