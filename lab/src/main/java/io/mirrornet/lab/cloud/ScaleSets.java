package io.mirrornet.lab.cloud;

import java.util.List;

/**
 * Scale sets and, of Uniform ones, the instances and their NICs, which exist nowhere else. They can
 * only be read; an instance of a Flexible set is a virtual machine that refers to its set.
 *
 * @param name the type, one for each level
 */
record ScaleSets(TypeName name) implements ResourceType {

  static final TypeName SETS = ApiVersions.compute("virtualMachineScaleSets");
  static final TypeName INSTANCES = ApiVersions.compute("virtualMachineScaleSets/virtualMachines");

  /** The NICs answer to the network provider's versions below a path of Compute. */
  static final TypeName INTERFACES =
      new TypeName(
          "Microsoft.Compute",
          "virtualMachineScaleSets/virtualMachines/networkInterfaces",
          ApiVersions.network("").apiVersions());

  static List<ResourceType> all() {
    return List.of(new ScaleSets(SETS), new ScaleSets(INSTANCES), new ScaleSets(INTERFACES));
  }
}
