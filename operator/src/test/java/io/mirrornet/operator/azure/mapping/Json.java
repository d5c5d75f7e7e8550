package io.mirrornet.operator.azure.mapping;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Documents as Azure writes them. */
final class Json {

  private Json() {}

  static <T> T read(String json, ReadValueCallback<JsonReader, T> model) {
    try (JsonReader reader = JsonProviders.createReader(json)) {
      return model.read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
