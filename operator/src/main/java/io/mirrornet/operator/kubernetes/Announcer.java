package io.mirrornet.operator.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.operator.model.cluster.Metadata;
import java.net.HttpURLConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events ({@code events.k8s.io/v1}). The name of an Event follows from what it tells, so
 * that the same is never told twice, whoever leads. An Event that cannot be written is logged:
 * nothing depends on it.
 */
final class Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private static final String CONTROLLER = "mirrornet.io/operator";
  private static final String API_VERSION = "mirrornet.io/v1alpha1";
  private static final int LONGEST_NOTE = 1024;
  private static final int LONGEST_INSTANCE = 128;
  private static final int LONGEST_PREFIX = 200;
  private static final int HASH_BYTES = 8;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final String instance;
  private final InstantSource clock;

  Announcer(KubernetesClient client, String instance, InstantSource clock) {
    this.client = client;
    this.instance = cut(instance, LONGEST_INSTANCE);
    this.clock = clock;
  }

  void announce(List<Announcement> announcements) {
    announcements.forEach(this::announce);
  }

  private void announce(Announcement announcement) {
    try {
      client.resource(event(announcement)).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.atInfo()
            .addKeyValue("object", announcement.regarding().key())
            .addKeyValue("reason", announcement.reason())
            .addKeyValue("cause", Answers.words(e))
            .log("an Event was not written");
      }
    }
  }

  private Event event(Announcement announcement) {
    Metadata regarding = announcement.regarding();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(regarding.key().namespace())
        .withName(name(announcement))
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(clock.instant())))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withType(announcement.warning() ? "Warning" : "Normal")
        .withReason(announcement.reason())
        .withAction("Report")
        .withNote(cut(announcement.note(), LONGEST_NOTE))
        .withNewRegarding()
        .withApiVersion(API_VERSION)
        .withKind(announcement.kind())
        .withNamespace(regarding.key().namespace())
        .withName(regarding.key().name())
        .withUid(regarding.uid())
        .endRegarding()
        .build();
  }

  private static String name(Announcement announcement) {
    byte[] what =
        (announcement.regarding().uid() + "/" + announcement.occurrence()).getBytes(UTF_8);
    return cut(announcement.regarding().key().name(), LONGEST_PREFIX)
        + "."
        + HexFormat.of().formatHex(sha256(what), 0, HASH_BYTES);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
