package io.mirrornet.lab.cloud;

/** Who asks in tests. */
public final class TestPrincipals {

  /** May do everything, unless a test takes something away. */
  public static final Principal OPERATOR =
      new Principal(
          "11111111-1111-4111-8111-111111111111",
          "22222222-2222-4222-8222-222222222222",
          CloudConfig.azure().tenantId());

  private TestPrincipals() {}
}
