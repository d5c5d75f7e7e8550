package io.mirrornet.lab.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every request passes, in Azure's order, before and after it is carried out. */
final class FrontDoor {

  private final Estate estate;
  private final Router router;
  private final Access access;
  private final Throttle throttle;
  private final Faults faults;
  private final Journal journal;

  FrontDoor(
      Estate estate,
      Router router,
      Access access,
      Throttle throttle,
      Faults faults,
      Journal journal) {
    this.estate = estate;
    this.router = router;
    this.access = access;
    this.throttle = throttle;
    this.faults = faults;
    this.journal = journal;
  }

  Answer answer(ArmRequest request) {
    long sequence = journal.next();
    // Taken now: what carries a request out may keep its body and change it.
    String body = request.body().map(Object::toString).orElse("");
    Map<String, String> trace = trace(request);
    String action = "";
    Faults.Met met = Faults.none();
    ArmResponse response;
    try {
      ArmPath path = ArmPath.parse(request.path());
      Route route = route(request, path);
      action = route.action();
      met = faults.meet(request, action);
      if (met.losesRequest()) {
        journal(sequence, request, body, action, 0, "", trace, false);
        return new Answer.Lost(false, met.delay());
      }
      response = carryOut(request, path, route, met);
    } catch (ArmRefusal refusal) {
      response = refusal.error().response();
    }
    boolean lost = met.losesAnswer();
    journal(sequence, request, body, action, response.status(), response.errorCode(), trace, !lost);
    return lost
        ? new Answer.Lost(response.status() < 300, met.delay())
        : new Answer.Delivered(response.with(trace), met.delay());
  }

  private Route route(ArmRequest request, ArmPath path) {
    String version = request.parameter("api-version").orElse("");
    if (version.isEmpty()) {
      throw ResourceErrors.missingApiVersion().refusal();
    }
    requireSubscription(path);
    Route route = router.route(request, path);
    checkVersion(route, version);
    return route;
  }

  private ArmResponse carryOut(ArmRequest request, ArmPath path, Route route, Faults.Met met) {
    Principal who = request.principal();
    if (!route.action().isEmpty() && !access.allows(who, route.action(), route.scope())) {
      throw ResourceErrors.authorizationFailed(who, route.action(), route.scope()).refusal();
    }
    Map<String, String> left = throttle.draw(request, path, route.action(), estate.now());
    Optional<ArmError> injected = met.refusal();
    if (injected.isPresent()) {
      throw injected.get().refusal();
    }
    LinkedAccess linked =
        (action, id) -> {
          if (!access.allows(who, action, id)) {
            throw ResourceErrors.linkedAuthorizationFailed(
                    who, route.action(), route.scope(), action, id)
                .refusal();
          }
        };
    String version = request.parameter("api-version").orElse("");
    return route.handler().handle(new Call(request, path, version, linked, met)).with(left);
  }

  private void requireSubscription(ArmPath path) {
    if (!path.subscription().isEmpty()
        && !path.subscription().equalsIgnoreCase(estate.config().subscriptionId())) {
      throw ResourceErrors.subscriptionNotFound(path.subscription()).refusal();
    }
  }

  private void checkVersion(Route route, String version) {
    List<String> supported = route.versions();
    if (ApiVersions.understands(supported, version, estate.now())) {
      return;
    }
    String action = route.action();
    if (action.isEmpty() || action.startsWith("Microsoft.Resources/")) {
      throw ResourceErrors.invalidApiVersion(version, supported).refusal();
    }
    String type = action.substring(action.indexOf('/') + 1, action.lastIndexOf('/'));
    throw ResourceErrors.noRegisteredProvider(
            estate.config().locations().getFirst(),
            version,
            type,
            supported,
            estate.config().locations())
        .refusal();
  }

  /** The ids by which a request is found again; a client's own are handed back. */
  private Map<String, String> trace(ArmRequest request) {
    String id = estate.identifiers().uuid();
    String correlation = request.header("x-ms-correlation-request-id").orElse(id);
    Map<String, String> trace = new LinkedHashMap<>();
    trace.put("x-ms-request-id", id);
    trace.put("x-ms-correlation-request-id", correlation);
    trace.put(
        "x-ms-routing-request-id",
        "LOCAL:%s:%s".formatted(Timestamps.compact(estate.now()), correlation));
    request
        .header("x-ms-client-request-id")
        .filter(own -> request.header("x-ms-return-client-request-id").orElse("").equals("true"))
        .ifPresent(own -> trace.put("x-ms-client-request-id", own));
    return trace;
  }

  private void journal(
      long sequence,
      ArmRequest request,
      String body,
      String action,
      int status,
      String code,
      Map<String, String> trace,
      boolean answered) {
    journal.add(
        new JournalEntry(
            sequence,
            estate.now(),
            request.principal(),
            request.method(),
            request.path(),
            body,
            action,
            status,
            code,
            trace.getOrDefault("x-ms-correlation-request-id", ""),
            answered));
  }
}
