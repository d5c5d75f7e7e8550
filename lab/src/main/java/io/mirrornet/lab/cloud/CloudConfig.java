package io.mirrornet.lab.cloud;

import java.util.List;

/**
 * What differs between one cloud and another.
 *
 * @param tenantId the directory
 * @param subscriptionId the subscription that exists from the start
 * @param locations the regions; the first is where {@link Elsewhere} puts things
 * @param timing how long things take
 * @param throttling whether requests beyond Azure's published limits are refused with 429
 * @param pageSize most items in one page of a list, above 0
 * @param signatureLength characters of the signed query in operation URLs; Azure's are longer than
 *     4,000
 * @param journalLength entries that the journal keeps, above 0
 */
public record CloudConfig(
    String tenantId,
    String subscriptionId,
    List<String> locations,
    Timing timing,
    boolean throttling,
    int pageSize,
    int signatureLength,
    int journalLength) {

  public CloudConfig {
    locations = List.copyOf(locations);
    if (locations.isEmpty() || pageSize < 1 || journalLength < 1 || signatureLength < 0) {
      throw new IllegalArgumentException(
          "a cloud needs a location, a page size and a journal length of at least 1");
    }
  }

  /** A region of its own, with Azure's times and limits. */
  public static CloudConfig azure() {
    return new CloudConfig(
        "72f988bf-0000-4000-8000-2d7cd011db47",
        "0b1f6471-0000-4000-8000-1234567890ab",
        List.of("westeurope", "northeurope"),
        Timing.azure(),
        true,
        100,
        0,
        1_000_000);
  }

  /** The same with other times. */
  public CloudConfig timing(Timing other) {
    return new CloudConfig(
        tenantId,
        subscriptionId,
        locations,
        other,
        throttling,
        pageSize,
        signatureLength,
        journalLength);
  }

  /** The same in other regions. */
  public CloudConfig locations(List<String> other) {
    return new CloudConfig(
        tenantId,
        subscriptionId,
        other,
        timing,
        throttling,
        pageSize,
        signatureLength,
        journalLength);
  }

  /** The same with throttling on or off. */
  public CloudConfig throttling(boolean on) {
    return new CloudConfig(
        tenantId, subscriptionId, locations, timing, on, pageSize, signatureLength, journalLength);
  }

  /** The same with another page size. */
  public CloudConfig pageSize(int items) {
    return new CloudConfig(
        tenantId,
        subscriptionId,
        locations,
        timing,
        throttling,
        items,
        signatureLength,
        journalLength);
  }

  /** The same with another length of signatures. */
  public CloudConfig signatureLength(int characters) {
    return new CloudConfig(
        tenantId,
        subscriptionId,
        locations,
        timing,
        throttling,
        pageSize,
        characters,
        journalLength);
  }
}
