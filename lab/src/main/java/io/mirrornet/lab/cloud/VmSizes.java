package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The machine sizes of the cloud, as {@code Microsoft.Compute/skus} lists them. */
final class VmSizes {

  /**
   * A size.
   *
   * @param interfaces most NICs; empty where the SKU does not say, which happens on Azure too
   */
  record Size(String name, String family, int cores, int memoryGib, OptionalInt interfaces) {}

  private static final List<Size> KNOWN =
      List.of(
          size("Standard_A2", "standardA0_A7Family", 2, 3, 2),
          size("Standard_B1s", "standardBSFamily", 1, 1, 2),
          size("Standard_B2s", "standardBSFamily", 2, 4, 3),
          size("Standard_B2ms", "standardBSFamily", 2, 8, 3),
          size("Standard_DS1_v2", "standardDSv2Family", 1, 3, 2),
          size("Standard_DS2_v2", "standardDSv2Family", 2, 7, 2),
          size("Standard_DS3_v2", "standardDSv2Family", 4, 14, 4),
          size("Standard_D2s_v3", "standardDSv3Family", 2, 8, 2),
          size("Standard_D4s_v3", "standardDSv3Family", 4, 16, 2),
          size("Standard_D2s_v5", "standardDSv5Family", 2, 8, 2),
          size("Standard_D4s_v5", "standardDSv5Family", 4, 16, 2),
          size("Standard_D8s_v5", "standardDSv5Family", 8, 32, 4),
          size("Standard_D16s_v5", "standardDSv5Family", 16, 64, 8),
          size("Standard_E2s_v5", "standardESv5Family", 2, 16, 2),
          size("Standard_E4s_v5", "standardESv5Family", 4, 32, 2),
          size("Standard_E8s_v5", "standardESv5Family", 8, 64, 4),
          size("Standard_E16s_v5", "standardESv5Family", 16, 128, 8),
          size("Standard_E32s_v5", "standardESv5Family", 32, 256, 8),
          size("Standard_E64s_v5", "standardESv5Family", 64, 512, 8),
          size("Standard_M64s", "standardMSFamily", 64, 1024, 8),
          size("Standard_F2s_v2", "standardFSv2Family", 2, 4, 2),
          size("Standard_DC1s_v3", "standardDCSv3Family", 1, 8, 1),
          new Size(
              "Standard_EC96ads_cc_v5", "standardECADCCV5Family", 96, 672, OptionalInt.empty()));

  private final Map<String, Size> byName = new LinkedHashMap<>();

  VmSizes() {
    KNOWN.forEach(this::add);
  }

  /** Adds a size, or replaces the one of its name. */
  void add(Size size) {
    byName.put(size.name().toLowerCase(Locale.ROOT), size);
  }

  Optional<Size> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The documents of all SKUs in a location, disks included, as Azure mixes them. */
  ArrayNode skus(String location) {
    ArrayNode skus = Documents.array();
    byName.values().forEach(size -> skus.add(sku(size, location)));
    ObjectNode disk = sku("disks", "Premium_LRS", location);
    disk.put("tier", "Premium").put("size", "P10");
    skus.add(disk);
    return skus;
  }

  /** The documents of all sizes in the older form that {@code vmSizes} answers. */
  ArrayNode sizes() {
    ArrayNode sizes = Documents.array();
    for (Size size : byName.values()) {
      sizes
          .addObject()
          .put("name", size.name())
          .put("numberOfCores", size.cores())
          .put("osDiskSizeInMB", 1_047_552)
          .put("resourceDiskSizeInMB", 0)
          .put("memoryInMB", size.memoryGib() * 1024)
          .put("maxDataDiskCount", Math.max(2, size.cores() * 2));
    }
    return sizes;
  }

  private static ObjectNode sku(Size size, String location) {
    ObjectNode sku = sku("virtualMachines", size.name(), location);
    sku.put("tier", "Standard").put("size", size.name().replace("Standard_", ""));
    sku.put("family", size.family());
    ArrayNode capabilities = sku.putArray("capabilities");
    capability(capabilities, "vCPUs", Integer.toString(size.cores()));
    capability(capabilities, "MemoryGB", Integer.toString(size.memoryGib()));
    capability(capabilities, "HyperVGenerations", "V1,V2");
    capability(capabilities, "PremiumIO", "True");
    capability(
        capabilities,
        "AcceleratedNetworkingEnabled",
        size.name().contains("_v5") ? "True" : "False");
    size.interfaces()
        .ifPresent(
            most -> capability(capabilities, "MaxNetworkInterfaces", Integer.toString(most)));
    return sku;
  }

  private static ObjectNode sku(String resourceType, String name, String location) {
    ObjectNode sku = Documents.object();
    sku.put("resourceType", resourceType).put("name", name);
    sku.putArray("locations").add(location);
    ObjectNode info = sku.putArray("locationInfo").addObject().put("location", location);
    info.putArray("zones").add("1").add("2").add("3");
    info.putArray("zoneDetails");
    sku.putArray("restrictions");
    return sku;
  }

  private static void capability(ArrayNode capabilities, String name, String value) {
    capabilities.addObject().put("name", name).put("value", value);
  }

  private static Size size(String name, String family, int cores, int memoryGib, int interfaces) {
    return new Size(name, family, cores, memoryGib, OptionalInt.of(interfaces));
  }
}
