package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.util.List;

/** What Azure Resource Manager itself refuses, before a resource provider sees the request. */
final class ResourceErrors {

  private ResourceErrors() {}

  static ArmError missingApiVersion() {
    return ArmError.of(
        400,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.");
  }

  static ArmError invalidApiVersion(String version, List<String> supported) {
    return ArmError.of(
        400,
        "InvalidApiVersionParameter",
        "The api-version '%s' is invalid. The supported versions are '%s'."
            .formatted(version, String.join(",", supported)));
  }

  static ArmError noRegisteredProvider(
      String location, String version, String type, List<String> versions, List<String> locations) {
    return ArmError.of(
        400,
        "NoRegisteredProviderFound",
        ("No registered resource provider found for location '%s' and API version '%s' for type"
                + " '%s'. The supported api-versions are '%s'. The supported locations are '%s'.")
            .formatted(
                location,
                version,
                type,
                String.join(", ", versions),
                String.join(", ", locations)));
  }

  static ArmError locationNotAvailable(String location, String type, List<String> locations) {
    return ArmError.of(
        400,
        "LocationNotAvailableForResourceType",
        ("The provided location '%s' is not available for resource type '%s'. List of available"
                + " regions for the resource type is '%s'.")
            .formatted(location, type, String.join(",", locations)));
  }

  static ArmError invalidNamespace(String namespace) {
    return ArmError.of(
        404,
        "InvalidResourceNamespace",
        "The resource namespace '%s' is invalid.".formatted(namespace));
  }

  static ArmError invalidType(String namespace, String version) {
    return ArmError.of(
        404,
        "InvalidResourceType",
        "The resource type could not be found in the namespace '%s' for api version '%s'."
            .formatted(namespace, version));
  }

  static ArmError subscriptionNotFound(String subscription) {
    return ArmError.of(
        404,
        "SubscriptionNotFound",
        "The subscription '%s' could not be found.".formatted(subscription));
  }

  static ArmError groupNotFound(String group) {
    return ArmError.of(
        404, "ResourceGroupNotFound", "Resource group '%s' could not be found.".formatted(group));
  }

  static ArmError notFound(ArmId id) {
    return ArmError.of(
        404,
        "ResourceNotFound",
        ("The Resource '%s/%s/%s' under resource group '%s' was not found. For more details please"
                + " go to https://aka.ms/ARMResourceNotFoundFix")
            .formatted(id.provider(), id.type(), String.join("/", id.names()), id.resourceGroup()));
  }

  static ArmError operationNotFound(String operation) {
    return ArmError.of(
        404, "NotFound", "The entity was not found: operation '%s'.".formatted(operation));
  }

  static ArmError pathNotFound(String path) {
    return ArmError.of(
        404,
        "NotFound",
        "No HTTP resource was found that matches the request '%s'.".formatted(path));
  }

  static ArmError methodNotAllowed(String method) {
    return ArmError.of(
        405,
        "HttpMethodNotAllowed",
        "The http method '%s' is not supported for this resource.".formatted(method));
  }

  static ArmError invalidContent(String why) {
    return ArmError.of(
        400, "InvalidRequestContent", "The request content was invalid: '%s'.".formatted(why));
  }

  static ArmError invalidFilter(String filter) {
    return ArmError.of(
        400, "InvalidFilterInQueryString", "Invalid $filter '%s' specified.".formatted(filter));
  }

  static ArmError locationRequired() {
    return ArmError.of(
        400, "LocationRequired", "The location property is required for this definition.");
  }

  static ArmError locationDiffers(ArmId id, String there, String asked) {
    return ArmError.of(
        409,
        "InvalidResourceLocation",
        ("The resource '%s' already exists in location '%s' in resource group '%s'. A resource with"
                + " the same name cannot be created in location '%s'. Please select a new resource"
                + " name.")
            .formatted(id.name(), there, id.resourceGroup(), asked));
  }

  static ArmError preconditionFailed(ArmId id, String given, String there) {
    return ArmError.of(
        412,
        "PreconditionFailed",
        "The etag %s provided in the request header does not match the etag %s of resource %s."
            .formatted(given, there, id));
  }

  static ArmError authorizationFailed(Principal who, String action, String scope) {
    return ArmError.of(
        403,
        "AuthorizationFailed",
        ("The client '%s' with object id '%s' does not have authorization to perform action '%s'"
                + " over scope '%s' or the scope is invalid. If access was recently granted, please"
                + " refresh your credentials.")
            .formatted(who.clientId(), who.objectId(), action, scope));
  }

  static ArmError linkedAuthorizationFailed(
      Principal who, String action, String scope, String linkedAction, String linkedScope) {
    return ArmError.of(
        403,
        "LinkedAuthorizationFailed",
        ("The client '%s' with object id '%s' has permission to perform action '%s' on scope '%s';"
                + " however, it does not have permission to perform action(s) '%s' on the linked"
                + " scope(s) '%s' (respectively) or the linked scope(s) are invalid.")
            .formatted(who.clientId(), who.objectId(), action, scope, linkedAction, linkedScope));
  }

  static ArmError subscriptionThrottled(String subscription, String kind, Duration wait) {
    return ArmError.of(
            429,
            "SubscriptionRequestsThrottled",
            ("Number of '%s' requests for subscription '%s' exceeded the limit. Please try again"
                    + " after '%d' seconds.")
                .formatted(kind, subscription, ArmError.seconds(wait)))
        .retryAfter(wait);
  }
}
