package io.mirrornet.lab.cloud;

import java.util.List;

/**
 * Where a request leads.
 *
 * @param action what it asks for, in the words of Azure RBAC
 * @param scope on what
 * @param versions the api-versions that are understood there
 * @param handler what answers it
 */
record Route(String action, String scope, List<String> versions, Handler handler) {

  /** Answers a request that has passed the front door. */
  interface Handler {
    ArmResponse handle(Call call);
  }
}
