package io.mirrornet.operator.model;

import io.mirrornet.operator.model.azure.ResourceGroup;
import java.util.Set;

/**
 * What the operator was told about itself when it was installed.
 *
 * @param name the installation's name: with it, NICs in Azure are told apart from those of others
 * @param ownNode the node that this process runs on
 * @param resourceGroups the only groups in which anything may be written; empty allows all
 */
public record Installation(String name, String ownNode, Set<ResourceGroup> resourceGroups) {

  public Installation {
    resourceGroups = Set.copyOf(resourceGroups);
  }

  /** Whether anything may be written to the group. */
  public boolean allows(ResourceGroup group) {
    return resourceGroups.isEmpty() || resourceGroups.contains(group);
  }
}
