package io.mirrornet.operator.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads lists in which one object of ours cannot be read: that one comes without its spec instead
 * of taking the whole list, and the process with it. The schema refuses what Java refuses, but an
 * object may have been stored before the schema did.
 */
final class Tolerance {

  private static final Logger LOG = LoggerFactory.getLogger(Tolerance.class);

  /** Their status is told again by whoever writes it; a disruption's is its record. */
  private static final Set<Class<?>> STATUS_COMES_AGAIN =
      Set.of(HealthShareMirrorNetwork.class, MirrorHostRoute.class);

  private static final Set<Class<?>> OURS =
      Set.of(HealthShareMirrorNetwork.class, MirrorHostRoute.class, HostDisruption.class);

  private Tolerance() {}

  /** fabric8's serialization with that. */
  static KubernetesSerialization serialization() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.registerModule(new SimpleModule("tolerance").setDeserializerModifier(new Modifier()));
    return new KubernetesSerialization(mapper, true);
  }

  /** Whether what the object says is known. */
  static boolean isReadable(CustomResource<?, ?> object) {
    return Optional.ofNullable(object.getSpec()).isPresent();
  }

  /** The same object; as an answer that was not had, if it is not readable. */
  static <R extends CustomResource<?, ?>> R readable(R object) {
    if (!isReadable(object)) {
      throw new KubernetesClientException(name(object) + " cannot be read");
    }
    return object;
  }

  /** Kind, namespace and name. */
  static String name(CustomResource<?, ?> object) {
    return "%s %s/%s"
        .formatted(
            object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  private static final class Modifier extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      return OURS.contains(bean.getBeanClass()) ? new OneByOne(deserializer) : deserializer;
    }
  }

  private static final class OneByOne extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    OneByOne(JsonDeserializer<?> strict) {
      super(strict);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> strict) {
      return new OneByOne(strict);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode tree = context.readTree(parser);
      try {
        return strictly(tree, parser, context);
      } catch (JsonProcessingException e) {
        if (!(tree instanceof ObjectNode object)) {
          throw e;
        }
        return partly(object, e, parser, context);
      }
    }

    private Object partly(
        ObjectNode object,
        JsonProcessingException cause,
        JsonParser parser,
        DeserializationContext context)
        throws IOException {
      object.remove("status");
      if (STATUS_COMES_AGAIN.contains(handledType())) {
        try {
          Object withoutStatus = strictly(object, parser, context);
          tell(object, "status", cause);
          return withoutStatus;
        } catch (JsonProcessingException _) {
          // Not the status: it is told of the first failure below.
        }
      }
      object.remove("spec");
      Object nameOnly = strictly(object, parser, context);
      tell(object, "spec", cause);
      return nameOnly;
    }

    private Object strictly(JsonNode tree, JsonParser parser, DeserializationContext context)
        throws IOException {
      try (JsonParser again = tree.traverse(parser.getCodec())) {
        again.nextToken();
        return super.deserialize(again, context);
      }
    }

    private static void tell(ObjectNode object, String part, JsonProcessingException cause) {
      LOG.atWarn()
          .addKeyValue("kind", object.path("kind").asText())
          .addKeyValue("namespace", object.path("metadata").path("namespace").asText())
          .addKeyValue("name", object.path("metadata").path("name").asText())
          .addKeyValue("cause", cause.getOriginalMessage())
          .addKeyValue("part", part)
          .log("a part of an object cannot be read; without its spec no host is taken down");
    }
  }
}
