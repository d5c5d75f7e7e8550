package io.mirrornet.operator.azure;

import com.azure.core.management.exception.ManagementError;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * The little that is read of a body besides the SDK's models. Whatever is no JSON says nothing.
 *
 * @param status of an operation
 * @param error of an operation or of a refusal
 * @param provisioningState of a resource
 */
record Document(
    Optional<String> status, Optional<ManagementError> error, Optional<String> provisioningState) {

  private static final Document EMPTY =
      new Document(Optional.empty(), Optional.empty(), Optional.empty());

  static Document read(String body) {
    if (body.isBlank()) {
      return EMPTY;
    }
    try (JsonReader reader = JsonProviders.createReader(body)) {
      return reader.nextToken() == JsonToken.START_OBJECT ? object(reader) : EMPTY;
    } catch (IOException | IllegalStateException _) {
      // A proxy's page in place of an answer: the HTTP status tells the rest.
      return EMPTY;
    }
  }

  boolean isProvisioned() {
    return provisioningState.filter("Succeeded"::equalsIgnoreCase).isPresent();
  }

  private static Document object(JsonReader reader) throws IOException {
    Document document = EMPTY;
    while (reader.nextToken() != JsonToken.END_OBJECT) {
      String field = reader.getFieldName();
      JsonToken token = reader.nextToken();
      if (field.equals("status") && token == JsonToken.STRING) {
        document = document.withStatus(reader.getString());
      } else if (field.equals("error") && token == JsonToken.START_OBJECT) {
        document = document.withError(ManagementError.fromJson(reader));
      } else if (field.equals("properties") && token == JsonToken.START_OBJECT) {
        document = document.withProvisioningState(provisioningState(reader));
      } else {
        reader.skipChildren();
      }
    }
    return document;
  }

  private Document withStatus(String value) {
    return new Document(Optional.of(value), error, provisioningState);
  }

  private Document withError(ManagementError value) {
    return new Document(status, Optional.of(value), provisioningState);
  }

  private Document withProvisioningState(Optional<String> value) {
    return new Document(status, error, value);
  }

  private static Optional<String> provisioningState(JsonReader reader) throws IOException {
    Optional<String> state = Optional.empty();
    while (reader.nextToken() != JsonToken.END_OBJECT) {
      String field = reader.getFieldName();
      JsonToken token = reader.nextToken();
      if (field.equals("provisioningState") && token == JsonToken.STRING) {
        state = Optional.of(reader.getString());
      } else {
        reader.skipChildren();
      }
    }
    return state;
  }
}
