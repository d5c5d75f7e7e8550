package io.mirrornet.lab.cloud;

/** Asks for permission on what a request's body links to. */
interface LinkedAccess {

  /** Refuses the request unless its principal may do the action on the linked resource. */
  void require(String linkedAction, String linkedId);
}
