package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;

/** Requests for what belongs to a location: operations, their results, sizes and SKUs. */
final class OperationRoutes {

  private final Estate estate;
  private final VmSizes sizes;

  OperationRoutes(Estate estate, VmSizes sizes) {
    this.estate = estate;
    this.sizes = sizes;
  }

  Route route(ArmRequest request, ArmPath path) {
    if (!request.method().equals("GET")) {
      throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    }
    boolean compute = path.provider().equalsIgnoreCase("Microsoft.Compute");
    List<String> versions =
        compute ? VirtualMachines.NAME.apiVersions() : NetworkInterfaces.NAME.apiVersions();
    if (path.tailIs(0, "skus") && path.tail().size() == 1 && compute) {
      return route(path, "skus", ApiVersions.SKUS, this::skus);
    }
    String what = path.tail().size() > 2 ? path.tail().get(2).toLowerCase(Locale.ROOT) : "";
    return switch (what + "/" + path.tail().size()) {
      case "operations/4" -> route(path, "locations/operations", versions, this::status);
      case "operationresults/4" ->
          route(path, "locations/operationResults", versions, this::result);
      case "vmsizes/3" ->
          route(
              path,
              "locations/vmSizes",
              versions,
              call -> ArmResponse.of(200, Documents.list(sizes.sizes())));
      default ->
          throw ResourceErrors.invalidType(
                  path.provider(), request.parameter("api-version").orElse(""))
              .refusal();
    };
  }

  private ArmResponse status(Call call) {
    Operation operation = find(call);
    if (call.request().parameter("monitor").isPresent()) {
      return result(call);
    }
    ArmResponse answer = ArmResponse.of(200, operation.document());
    return operation.underWay() ? answer.with(estate.pollHint()) : answer;
  }

  /**
   * What a client that follows {@code Location} gets: 202 until it has ended, then how it ended.
   */
  private ArmResponse result(Call call) {
    Operation operation = find(call);
    return switch (operation.status()) {
      case InProgress ->
          ArmResponse.empty(202)
              .with(
                  "Location",
                  estate.operationUrl(
                      call,
                      operation.resultPath(),
                      call.request().parameter("monitor").isPresent() ? "&monitor=true" : ""))
              .with(estate.pollHint());
      case Succeeded -> ArmResponse.empty(operation.name().startsWith("Delete") ? 204 : 200);
      case Failed, Canceled ->
          operation.error().map(ArmError::response).orElseGet(() -> ArmResponse.empty(500));
    };
  }

  private Operation find(Call call) {
    String id = call.path().tail().get(3);
    return estate
        .operations()
        .find(id)
        .filter(operation ->
            operation.statusPath().equalsIgnoreCase(call.request().path())
                || operation.resultPath().equalsIgnoreCase(call.request().path()))
        .orElseThrow(() -> ResourceErrors.operationNotFound(id).refusal());
  }

  /** The only filter that Azure takes here is one on the location. */
  private ArmResponse skus(Call call) {
    List<String> locations = estate.config().locations();
    String filter = call.request().parameter("$filter").orElse("");
    if (!filter.isBlank()) {
      String[] words = filter.trim().split(" eq ", 2);
      if (words.length != 2 || !words[0].trim().equalsIgnoreCase("location")) {
        throw ResourceErrors.invalidFilter(filter).refusal();
      }
      String wanted = Locations.normal(words[1].replace("'", ""));
      locations = locations.stream().filter(wanted::equals).toList();
    }
    ArrayNode all = Documents.array();
    locations.forEach(location -> all.addAll(sizes.skus(location)));
    return ArmResponse.of(200, Documents.list(all));
  }

  private static Route route(
      ArmPath path, String what, List<String> versions, Route.Handler handler) {
    return new Route(
        path.provider() + "/" + what + "/read",
        "/subscriptions/" + path.subscription(),
        versions,
        handler);
  }
}
