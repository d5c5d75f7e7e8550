package io.mirrornet.lab.story;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.local.Lab;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Does what was decided, and prints the command with which anybody could do the same. */
final class Players {

  /** Time enough for every host's turn, and no approval for ever. */
  private static final Duration VALID = Duration.ofHours(2);

  private static final String DBA = "DBA";

  private final Lab lab;
  private final Narrator narrator;
  private final InstantSource clock;

  Players(Lab lab, Narrator narrator, InstantSource clock) {
    this.lab = lab;
    this.narrator = narrator;
    this.clock = clock;
  }

  /** Does it. What is refused is told, and decided anew with the next scene. */
  void play(Play play) throws InterruptedException {
    try {
      switch (play) {
        case Play.Approve approve -> approve(approve);
        case Play.Failover(var mirror, var why) -> {
          narrator.command(DBA, "lab/failover " + mirror, why);
          lab.failover(mirror);
        }
        case Play.Stop(var host, var instance, var why) -> {
          narrator.command(DBA, "lab/iris %s %s stop".formatted(host, instance), why);
          lab.stop(host, instance);
        }
        case Play.Start(var host, var instance, var why) -> {
          narrator.command(DBA, "lab/iris %s %s start".formatted(host, instance), why);
          lab.start(host, instance);
        }
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      narrator.say("that did not work: " + e.getMessage());
    }
  }

  private void approve(Play.Approve play) {
    String patch = patch(play).toString();
    String why =
        play.acknowledged().entrySet().stream()
            .map(entry -> "; %s is Unknown: %s".formatted(entry.getKey(), entry.getValue()))
            .sorted()
            .collect(Collectors.joining("", play.why(), ""));
    narrator.command(
        "approver " + Chart.APPROVER,
        "lab/kubectl --as=%s --namespace=%s patch hd %s --type=merge --patch '%s'"
            .formatted(Chart.APPROVER, NetworkManifest.NAMESPACE, play.disruption(), patch),
        why);
    Kubectl approver = lab.kubectl(Chart.APPROVER);
    approver.run(
        "--namespace=" + NetworkManifest.NAMESPACE,
        "patch",
        "hostdisruptions.mirrornet.io",
        play.disruption(),
        "--type=merge",
        "--patch=" + patch);
  }

  private ObjectNode patch(Play.Approve play) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode approval = patch.putObject("spec").putObject("approval");
    approval.put("by", Chart.APPROVER).put("ticket", "CHG0042");
    approval.put(
        "notAfter", clock.instant().plus(VALID).truncatedTo(ChronoUnit.SECONDS).toString());
    if (!play.acknowledged().isEmpty()) {
      ArrayNode names = approval.putArray("acknowledge");
      play.acknowledged().keySet().stream().sorted().forEach(name -> names.add(name.name()));
    }
    return patch;
  }
}
