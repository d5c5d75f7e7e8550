package io.mirrornet.lab.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** New keys, by the algorithms that every JDK has. */
public final class Keys {

  private Keys() {}

  /** EC P-256, for certificates. */
  public static KeyPair ec(SecureRandom random) {
    return generate("EC", new ECGenParameterSpec("secp256r1"), random);
  }

  /** RSA of 2048 bits, with which the API server signs tokens of service accounts (RS256). */
  public static KeyPair rsa(SecureRandom random) {
    return generate("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), random);
  }

  static IllegalStateException missing(String what, Exception cause) {
    return new IllegalStateException("this Java runtime does not offer " + what, cause);
  }

  private static KeyPair generate(
      String algorithm, AlgorithmParameterSpec parameters, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw missing(algorithm + " keys", e);
    }
  }
}
