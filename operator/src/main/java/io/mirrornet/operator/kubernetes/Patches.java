package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** How the operator patches: as itself, by name. */
final class Patches {

  /** By which the API server knows which fields are the operator's. */
  static final String FIELD_MANAGER = "mirrornet-operator";

  /** Server-side apply; what the operator wants of its own fields holds, whoever wrote them. */
  static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(true)
          .build();

  /** JSON merge patch (RFC 7386): named fields alone; null removes one. */
  static final PatchContext MERGE =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(FIELD_MANAGER)
          .build();

  private Patches() {}
}
