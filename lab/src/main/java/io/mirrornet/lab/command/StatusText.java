package io.mirrornet.lab.command;

import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.local.Lab.MemberState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a lab stands, for people. */
final class StatusText {

  private StatusText() {}

  static List<String> of(Lab lab) {
    Map<String, String> power = lab.powerStates();
    Stream<String> head =
        Stream.of(
            "scenario " + lab.scenario().name(),
            "Azure    %s, subscription %s"
                .formatted(lab.azure().resourceManager(), lab.azure().subscriptionId()));
    Stream<String> machines =
        lab.scenario().virtualMachines().stream()
            .map(machine ->
                "machine  %s  %s  %s"
                    .formatted(
                        machine.name(),
                        machine.address(),
                        power.getOrDefault(machine.name(), "not in Azure")));
    Stream<String> mirrors =
        lab.mirrors().stream()
            .map(mirror ->
                "mirror   %s  %s"
                    .formatted(
                        mirror.name(),
                        String.join(", ", mirror.members().stream().map(StatusText::of).toList())));
    return Stream.of(head, machines, mirrors).flatMap(lines -> lines).toList();
  }

  private static String of(MemberState member) {
    return "%s/%s %s%s"
        .formatted(
            member.host(),
            member.instance(),
            member.status(),
            member.failoverReady() ? " (could take over)" : "");
  }
}
