package io.mirrornet.operator.observe;

/** Who answers in Azure; each can fail while the others answer. */
enum ResourceProvider {
  COMPUTE("Microsoft.Compute"),
  NETWORK("Microsoft.Network"),
  AUTHORIZATION("Microsoft.Authorization");

  private final String namespace;

  ResourceProvider(String namespace) {
    this.namespace = namespace;
  }

  /** As Azure calls it. */
  String namespace() {
    return namespace;
  }
}
