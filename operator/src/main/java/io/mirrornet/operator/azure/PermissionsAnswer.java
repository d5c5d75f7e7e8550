package io.mirrornet.operator.azure;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import io.mirrornet.operator.azure.mapping.GrantedActions.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of {@code Microsoft.Authorization/permissions} (2022-04-01), for which the SDK would need
 * one more library.
 */
record PermissionsAnswer(List<Role> roles, Optional<String> nextLink) {

  static PermissionsAnswer read(String body) {
    try (JsonReader reader = JsonProviders.createReader(body)) {
      return reader.readObject(PermissionsAnswer::page);
    } catch (IOException e) {
      throw new UncheckedIOException("Azure's list of permissions is no JSON", e);
    }
  }

  private static PermissionsAnswer page(JsonReader reader) throws IOException {
    List<Role> roles = List.of();
    Optional<String> next = Optional.empty();
    while (reader.nextToken() != JsonToken.END_OBJECT) {
      String field = reader.getFieldName();
      reader.nextToken();
      switch (field) {
        case "value" -> roles = list(reader.readArray(PermissionsAnswer::role));
        case "nextLink" ->
            next = Optional.ofNullable(reader.getString()).filter(link -> !link.isBlank());
        default -> reader.skipChildren();
      }
    }
    return new PermissionsAnswer(roles, next);
  }

  private static Role role(JsonReader reader) throws IOException {
    return reader.readObject(PermissionsAnswer::fields);
  }

  private static Role fields(JsonReader reader) throws IOException {
    List<String> actions = List.of();
    List<String> notActions = List.of();
    while (reader.nextToken() != JsonToken.END_OBJECT) {
      String field = reader.getFieldName();
      reader.nextToken();
      switch (field) {
        case "actions" -> actions = list(reader.readArray(JsonReader::getString));
        case "notActions" -> notActions = list(reader.readArray(JsonReader::getString));
        default -> reader.skipChildren();
      }
    }
    return new Role(actions, notActions);
  }

  /** JSON null becomes an empty list. */
  private static <T> List<T> list(List<T> read) {
    return Optional.ofNullable(read).<List<T>>map(ArrayList::new).orElse(List.of());
  }
}
