package io.mirrornet.lab.story;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.kubernetes.CommandFailedException;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.local.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Installs the product as its users do: a Secret, values, and Helm.
 *
 * @param helm the program
 * @param directory of the chart
 * @param workspace where values are written, as seen inside the lab
 */
record Chart(Path helm, Path directory, Path workspace) {

  static final String RELEASE = "mirrornet";
  static final String NAMESPACE = "mirrornet-system";
  static final String APPROVER = "jane";

  private static final String SECRET = "mirrornet-azure";
  private static final String SECRET_KEY = "client-secret";

  /**
   * Installs it and waits until its pods are ready.
   *
   * @throws CommandFailedException with Helm's words if that fails
   */
  void install(Lab lab, Narrator narrator) {
    Path values = write("values.yaml", NetworkManifest.yaml(values(lab)));
    Path secret =
        write(
            "secret.yaml",
            NetworkManifest.yaml(namespace()) + "---\n" + NetworkManifest.yaml(secret(lab)));
    run(lab.kubectl(), narrator, "lab/kubectl", "create", "--filename=" + secret);
    run(
        lab.kubectl().with(helm),
        narrator,
        "lab/helm",
        "install",
        RELEASE,
        directory.toString(),
        "--namespace=" + NAMESPACE,
        "--values=" + values,
        "--wait",
        "--timeout=5m");
  }

  /** Shown are the chart's and the files' names, as somebody would type them. */
  private void run(Kubectl client, Narrator narrator, String name, String... arguments) {
    String typed =
        String.join(" ", arguments)
            .replace(directory.toString(), "helm/" + directory.getFileName())
            .replace(workspace + "/", "");
    narrator.command("administrator", name + " " + typed, "installs the operator");
    client.run(arguments);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(workspace.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(name), e);
    }
  }

  /** The operator asks for no more than the strictest level allows. */
  private static ObjectNode namespace() {
    ObjectNode namespace = JsonNodeFactory.instance.objectNode();
    namespace.put("apiVersion", "v1").put("kind", "Namespace");
    namespace
        .putObject("metadata")
        .put("name", NAMESPACE)
        .putObject("labels")
        .put("pod-security.kubernetes.io/enforce", "restricted");
    return namespace;
  }

  private static ObjectNode secret(Lab lab) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("name", SECRET).put("namespace", NAMESPACE);
    secret.putObject("stringData").put(SECRET_KEY, lab.azure().clientSecret());
    return secret;
  }

  static ObjectNode values(Lab lab) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.putObject("image").put("pullPolicy", "Never");
    azure(values.putObject("azure"), lab.azure());
    values
        .putObject("operator")
        .putObject("nodeSelector")
        .put("kubernetes.io/hostname", lab.operatorNode());
    values
        .putArray("approvers")
        .addObject()
        .put("kind", "User")
        .put("name", APPROVER)
        .put("apiGroup", "rbac.authorization.k8s.io");
    return values;
  }

  private static void azure(ObjectNode azure, Lab.AzureAccess access) {
    azure.put("cloud", "Custom");
    azure
        .putObject("custom")
        .put("resourceManager", access.resourceManager().toString())
        .put("authority", access.authority().toString())
        .put("audience", access.audience());
    azure.put("tenantId", access.tenantId()).put("clientId", access.clientId());
    azure.put("credential", "ClientSecret");
    azure.putObject("secret").put("name", SECRET).put("key", SECRET_KEY);
    azure.put("caBundle", access.caPem());
  }
}
