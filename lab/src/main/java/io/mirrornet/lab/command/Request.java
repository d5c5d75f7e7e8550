package io.mirrornet.lab.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mirrornet.lab.scenario.Scenario.InjectedFault;

/** What is asked of a running lab. One connection, one request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.PROPERTY, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Status.class, name = "status"),
  @JsonSubTypes.Type(value = Request.Failover.class, name = "failover"),
  @JsonSubTypes.Type(value = Request.Iris.class, name = "iris"),
  @JsonSubTypes.Type(value = Request.Fault.class, name = "fault"),
  @JsonSubTypes.Type(value = Request.EnterCluster.class, name = "enter-cluster"),
  @JsonSubTypes.Type(value = Request.EnterMachine.class, name = "enter-machine")
})
sealed interface Request {

  /** How things stand. */
  record Status() implements Request {}

  /** A planned failover. */
  record Failover(String mirror) implements Request {}

  /** {@code iris stop} or {@code iris start}. */
  record Iris(String machine, String instance, Action action) implements Request {

    enum Action {
      stop,
      start
    }
  }

  /** A failure of Azure. */
  record Fault(InjectedFault fault) implements Request {}

  /** A process at the place from where the API server is reached, until the connection ends. */
  record EnterCluster() implements Request {}

  /** A process inside a virtual machine, until the connection ends. */
  record EnterMachine(String machine) implements Request {}
}
