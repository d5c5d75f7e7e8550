package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** A long-running operation, from its acceptance to the time its result is forgotten. */
final class Operation {

  /** The states that {@code Azure-AsyncOperation} answers with. */
  enum Status {
    InProgress,
    Succeeded,
    Failed,
    Canceled
  }

  /** What the end of an operation does to the resources; exactly one of the two is called, once. */
  interface Completion {
    void succeeded(Instant at);

    void failed(ArmError error, Instant at);
  }

  /**
   * Where an operation will end.
   *
   * @param status what it will be
   * @param error why, unless it succeeds
   */
  record Outcome(Status status, Optional<ArmError> error) {
    static final Outcome SUCCESS = new Outcome(Status.Succeeded, Optional.empty());
  }

  private final String id;
  private final String name;
  private final String subscription;
  private final String provider;
  private final String location;
  private final Instant started;
  private final Instant due;
  private final Completion completion;
  private final Outcome planned;
  private Status status = Status.InProgress;
  private Optional<ArmError> error = Optional.empty();
  private Optional<Instant> ended = Optional.empty();

  Operation(
      String id,
      String name,
      ArmId target,
      String location,
      Instant started,
      Instant due,
      Outcome planned,
      Completion completion) {
    this.id = id;
    this.name = name;
    this.subscription = target.subscription();
    this.provider = target.provider();
    this.location = location;
    this.started = started;
    this.due = due;
    this.planned = planned;
    this.completion = completion;
  }

  String id() {
    return id;
  }

  /** What Azure calls it in messages, such as {@code PutNetworkInterfaceOperation}. */
  String name() {
    return name;
  }

  Instant due() {
    return due;
  }

  Status status() {
    return status;
  }

  Optional<ArmError> error() {
    return error;
  }

  boolean underWay() {
    return status == Status.InProgress;
  }

  /** Ends it as planned. */
  void end() {
    end(planned, due);
  }

  /** Ends it, unless it has ended. */
  void end(Outcome outcome, Instant at) {
    if (!underWay()) {
      return;
    }
    status = outcome.status();
    error = outcome.error();
    ended = Optional.of(at);
    outcome
        .error()
        .ifPresentOrElse(why -> completion.failed(why, at), () -> completion.succeeded(at));
  }

  /** The path where its status is read. */
  String statusPath() {
    return "/subscriptions/%s/providers/%s/locations/%s/operations/%s"
        .formatted(subscription, provider, location, id);
  }

  /** The path where its result is read: Compute and Network each have their own way. */
  String resultPath() {
    return provider.equals("Microsoft.Compute")
        ? statusPath()
        : "/subscriptions/%s/providers/%s/locations/%s/operationResults/%s"
            .formatted(subscription, provider, location, id);
  }

  /** The answer to a GET of {@link #statusPath}. */
  ObjectNode document() {
    ObjectNode document = Documents.object();
    document.put("startTime", Timestamps.text(started));
    ended.ifPresent(at -> document.put("endTime", Timestamps.text(at)));
    document.put("status", status.name());
    error.ifPresent(why -> document.set("error", why.document()));
    document.put("name", id);
    return document;
  }
}
