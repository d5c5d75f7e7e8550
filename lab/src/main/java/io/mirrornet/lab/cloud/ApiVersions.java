package io.mirrornet.lab.cloud;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * The api-versions that Azure lists for the modelled types (azure-rest-api-specs).
 *
 * <p>Azure adds versions faster than clients of this cloud can be told, so one that is younger than
 * its list and not younger than today is understood too. All versions answer alike.
 */
final class ApiVersions {

  private static final List<String> NETWORK =
      List.of(
          "2015-06-15",
          "2016-03-30",
          "2016-06-01",
          "2016-09-01",
          "2016-12-01",
          "2017-03-01",
          "2017-06-01",
          "2017-08-01",
          "2017-09-01",
          "2017-10-01",
          "2017-11-01",
          "2018-01-01",
          "2018-02-01",
          "2018-04-01",
          "2018-06-01",
          "2018-07-01",
          "2018-08-01",
          "2018-10-01",
          "2018-11-01",
          "2018-12-01",
          "2019-02-01",
          "2019-04-01",
          "2019-06-01",
          "2019-07-01",
          "2019-08-01",
          "2019-09-01",
          "2019-11-01",
          "2019-12-01",
          "2020-01-01",
          "2020-03-01",
          "2020-04-01",
          "2020-05-01",
          "2020-06-01",
          "2020-07-01",
          "2020-08-01",
          "2020-11-01",
          "2021-01-01",
          "2021-02-01",
          "2021-03-01",
          "2021-05-01",
          "2021-08-01",
          "2022-01-01",
          "2022-05-01",
          "2022-07-01",
          "2022-09-01",
          "2022-11-01",
          "2023-02-01",
          "2023-04-01",
          "2023-05-01",
          "2023-06-01",
          "2023-09-01",
          "2023-11-01",
          "2024-01-01",
          "2024-03-01",
          "2024-05-01",
          "2024-07-01",
          "2024-10-01",
          "2025-01-01",
          "2025-03-01",
          "2025-05-01");

  private static final List<String> COMPUTE =
      List.of(
          "2015-06-15",
          "2016-03-30",
          "2016-04-30-preview",
          "2017-03-30",
          "2017-12-01",
          "2018-04-01",
          "2018-06-01",
          "2018-10-01",
          "2019-03-01",
          "2019-07-01",
          "2019-12-01",
          "2020-06-01",
          "2020-12-01",
          "2021-03-01",
          "2021-04-01",
          "2021-07-01",
          "2021-11-01",
          "2022-03-01",
          "2022-08-01",
          "2022-11-01",
          "2023-03-01",
          "2023-07-01",
          "2023-09-01",
          "2024-03-01",
          "2024-07-01",
          "2024-11-01",
          "2025-04-01");

  /** {@code Microsoft.Authorization/permissions}. */
  static final List<String> PERMISSIONS = List.of("2015-07-01", "2018-07-01", "2022-04-01");

  /** SKUs have versions of their own. */
  static final List<String> SKUS = List.of("2017-03-30", "2017-09-01", "2019-04-01", "2021-07-01");

  /** {@code Microsoft.Resources} and subscriptions. */
  static final List<String> RESOURCES =
      List.of(
          "2015-01-01",
          "2015-11-01",
          "2016-02-01",
          "2016-06-01",
          "2016-07-01",
          "2016-09-01",
          "2017-05-01",
          "2017-05-10",
          "2018-01-01",
          "2018-02-01",
          "2018-05-01",
          "2018-06-01",
          "2019-03-01",
          "2019-05-01",
          "2019-05-10",
          "2019-06-01",
          "2019-07-01",
          "2019-08-01",
          "2019-09-01",
          "2019-10-01",
          "2019-11-01",
          "2020-01-01",
          "2020-06-01",
          "2020-08-01",
          "2020-10-01",
          "2021-01-01",
          "2021-04-01",
          "2021-10-01",
          "2022-01-01",
          "2022-09-01",
          "2022-12-01",
          "2023-07-01",
          "2024-03-01",
          "2024-07-01",
          "2024-08-01",
          "2024-11-01",
          "2025-03-01",
          "2025-04-01");

  private ApiVersions() {}

  /** Whether a version is one of these, or a younger one of today at the latest. */
  static boolean understands(List<String> listed, String version, Instant now) {
    if (listed.contains(version)) {
      return true;
    }
    try {
      LocalDate date = LocalDate.parse(version.replace("-preview", ""));
      return date.isAfter(LocalDate.parse(listed.getLast()))
          && !date.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  static TypeName network(String type) {
    return new TypeName("Microsoft.Network", type, NETWORK);
  }

  static TypeName compute(String type) {
    return new TypeName("Microsoft.Compute", type, COMPUTE);
  }
}
