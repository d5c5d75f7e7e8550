package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Application security groups: names that NICs and rules refer to. */
final class ApplicationSecurityGroups implements ResourceType {

  static final TypeName NAME = ApiVersions.network("applicationSecurityGroups");

  private final Estate estate;
  private final NetworkWrites writes;
  private final NetworkReferences references;

  ApplicationSecurityGroups(Estate estate, NetworkWrites writes, NetworkReferences references) {
    this.estate = estate;
    this.writes = writes;
    this.references = references;
  }

  @Override
  public TypeName name() {
    return NAME;
  }

  @Override
  public ArmResponse put(Call call, ArmId id, ObjectNode body) {
    var there = estate.store().find(id);
    return writes.commit(call, this, id, writes.draft(call, id, NAME, body, there), there);
  }

  @Override
  public ArmResponse patch(Call call, Resource resource, ObjectNode body) {
    return writes.tags(call, this, resource, body);
  }

  @Override
  public ArmResponse delete(Call call, Resource resource) {
    references.to(resource.id().toString()).stream()
        .findFirst()
        .ifPresent(user -> {
          throw NetworkErrors.applicationGroupInUse(resource.id(), user).refusal();
        });
    return writes.remove(call, this, resource, () -> {});
  }
}
