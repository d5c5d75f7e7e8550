package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Requests above resource groups: tenants, subscriptions, locations, resource providers. */
final class SubscriptionRoutes {

  private static final String ACTION = "Microsoft.Resources/subscriptions";

  private final Estate estate;
  private final Groups groups;
  private final Access access;
  private final Map<String, List<TypeName>> providers =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  SubscriptionRoutes(Estate estate, Groups groups, Access access, List<ResourceType> types) {
    this.estate = estate;
    this.groups = groups;
    this.access = access;
    for (ResourceType type : types) {
      providers.merge(
          type.name().provider(),
          List.of(type.name()),
          (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }
    providers.put(
        "Microsoft.Resources",
        List.of(
            new TypeName("Microsoft.Resources", "resourceGroups", ApiVersions.RESOURCES),
            new TypeName("Microsoft.Resources", "subscriptions", ApiVersions.RESOURCES)));
  }

  boolean knows(String provider) {
    return providers.containsKey(provider);
  }

  Route route(ArmRequest request, ArmPath path) {
    String what = path.tail().isEmpty() ? "" : path.tail().getFirst().toLowerCase(Locale.ROOT);
    if (!request.method().equals("GET") || path.tail().size() > 1) {
      throw ResourceErrors.pathNotFound(request.path()).refusal();
    }
    if (path.subscription().isEmpty()) {
      return switch (what) {
        case "subscriptions" -> open(call -> Page.of(call, subscriptions(call), 100));
        case "tenants" -> open(call -> Page.of(call, List.of(tenant()), 100));
        case "providers" -> open(call -> Page.of(call, providers(""), 100));
        default -> throw ResourceErrors.pathNotFound(request.path()).refusal();
      };
    }
    return switch (what) {
      case "" -> route(path, "/read", call -> ArmResponse.of(200, subscription()));
      case "locations" -> route(path, "/locations/read", call -> ArmResponse.of(200, locations()));
      case "resourcegroups" -> route(path, "/resourceGroups/read", this::resourceGroups);
      case "resources" -> route(path, "/resources/read", this::resources);
      case "providers" ->
          route(path, "/providers/read", call -> Page.of(call, providers(scope(path)), 100));
      default -> throw ResourceErrors.pathNotFound(request.path()).refusal();
    };
  }

  /** A resource provider itself, and the operations that it has. */
  Route providerRoute(ArmRequest request, ArmPath path) {
    if (path.subscription().isEmpty() && path.tailIs(0, "operations")) {
      return open(call -> ArmResponse.of(200, operations(path.provider())));
    }
    boolean registers = request.method().equals("POST") && path.tailIs(0, "register");
    if (!registers && !(request.method().equals("GET") && path.tail().isEmpty())) {
      throw ResourceErrors.invalidType(path.provider(), request.parameter("api-version").orElse(""))
          .refusal();
    }
    Route.Handler handler = call -> ArmResponse.of(200, provider(path.provider(), scope(path)));
    return path.subscription().isEmpty()
        ? open(handler)
        : new Route(
            registers ? path.provider() + "/register/action" : ACTION + "/providers/read",
            scope(path),
            ApiVersions.RESOURCES,
            handler);
  }

  private ArmResponse resourceGroups(Call call) {
    String prefix = scope(call.path()) + "/";
    Predicate<ObjectNode> inside =
        group -> Documents.text(group, "id").regionMatches(true, 0, prefix, 0, prefix.length());
    return Page.of(call, groups.all().stream().filter(inside).toList(), estate.config().pageSize());
  }

  private ArmResponse resources(Call call) {
    Predicate<Resource> wanted =
        call.request().parameter("$filter").map(SubscriptionRoutes::filter).orElse(one -> true);
    return Page.of(
        call,
        estate
            .store()
            .inSubscription(call.path().subscription())
            .filter(wanted)
            .map(GroupRoutes::summary)
            .toList(),
        estate.config().pageSize());
  }

  /** {@code resourceType eq 'x'} and {@code name eq 'x'}, joined by {@code and}. */
  private static Predicate<Resource> filter(String filter) {
    Predicate<Resource> all = one -> true;
    for (String term : filter.split(" and ", -1)) {
      String[] words = term.trim().split(" eq ", 2);
      if (words.length != 2) {
        throw ResourceErrors.invalidFilter(filter).refusal();
      }
      String value = words[1].replace("'", "");
      all =
          all.and(
              switch (words[0].toLowerCase(Locale.ROOT)) {
                case "resourcetype" ->
                    one -> (one.id().provider() + "/" + one.id().type()).equalsIgnoreCase(value);
                case "name" -> one -> one.id().name().equalsIgnoreCase(value);
                case "resourcegroup" -> one -> one.id().resourceGroup().equalsIgnoreCase(value);
                case "location" -> one -> one.location().equalsIgnoreCase(value);
                default -> throw ResourceErrors.invalidFilter(filter).refusal();
              });
    }
    return all;
  }

  private List<ObjectNode> subscriptions(Call call) {
    return access.sees(call.request().principal(), estate.config().subscriptionId())
        ? List.of(subscription())
        : List.of();
  }

  private ObjectNode subscription() {
    String id = estate.config().subscriptionId();
    ObjectNode subscription = Documents.object();
    subscription.put("id", "/subscriptions/" + id).put("authorizationSource", "RoleBased");
    subscription.putArray("managedByTenants");
    subscription.put("subscriptionId", id).put("tenantId", estate.config().tenantId());
    subscription.put("displayName", "Local cloud").put("state", "Enabled");
    subscription
        .putObject("subscriptionPolicies")
        .put("locationPlacementId", "Public_2014-09-01")
        .put("quotaId", "PayAsYouGo_2014-09-01")
        .put("spendingLimit", "Off");
    return subscription;
  }

  private ObjectNode tenant() {
    String id = estate.config().tenantId();
    return Documents.object()
        .put("id", "/tenants/" + id)
        .put("tenantId", id)
        .put("displayName", "Local cloud")
        .put("tenantCategory", "Home");
  }

  private ObjectNode locations() {
    ArrayNode all = Documents.array();
    for (String location : estate.config().locations()) {
      ObjectNode one = all.addObject();
      one.put(
          "id", "/subscriptions/" + estate.config().subscriptionId() + "/locations/" + location);
      one.put("name", location).put("type", "Region");
      one.put("displayName", location).put("regionalDisplayName", location);
      one.putObject("metadata").put("regionType", "Physical").put("regionCategory", "Recommended");
    }
    return Documents.list(all);
  }

  private List<ObjectNode> providers(String scope) {
    return providers.keySet().stream().map(name -> provider(name, scope)).toList();
  }

  private ObjectNode provider(String name, String scope) {
    List<TypeName> types = providers.getOrDefault(name, List.of());
    String spelled = types.isEmpty() ? name : types.getFirst().provider();
    ObjectNode provider = Documents.object();
    provider.put("id", scope + "/providers/" + spelled).put("namespace", spelled);
    ArrayNode list = provider.putArray("resourceTypes");
    for (TypeName type : types) {
      ObjectNode one = list.addObject().put("resourceType", type.type());
      ArrayNode places = one.putArray("locations");
      estate.config().locations().forEach(places::add);
      ArrayNode versions = one.putArray("apiVersions");
      type.apiVersions().reversed().forEach(versions::add);
    }
    return provider
        .put("registrationState", "Registered")
        .put("registrationPolicy", "RegistrationRequired");
  }

  private ObjectNode operations(String provider) {
    ArrayNode all = Documents.array();
    for (TypeName type : providers.getOrDefault(provider, List.of())) {
      for (String verb : List.of("read", "write", "delete")) {
        ObjectNode one = all.addObject().put("name", type.full() + "/" + verb);
        one.putObject("display")
            .put("provider", type.provider())
            .put("resource", type.type())
            .put("operation", verb);
      }
    }
    return Documents.list(objects(all).toList());
  }

  private static String scope(ArmPath path) {
    return path.subscription().isEmpty() ? "" : "/subscriptions/" + path.subscription();
  }

  private static Route route(ArmPath path, String verb, Route.Handler handler) {
    return new Route(ACTION + verb, scope(path), ApiVersions.RESOURCES, handler);
  }

  /** A route that takes no permission: each answers only what its caller may see. */
  private static Route open(Route.Handler handler) {
    return new Route("", "/", ApiVersions.RESOURCES, handler);
  }
}
