package io.mirrornet.operator.model.azure;

import java.util.OptionalInt;

/**
 * What a VM size allows, from the resource SKUs of a location.
 *
 * @param maxNetworkInterfaces capability {@code MaxNetworkInterfaces}; some sizes do not say, and
 *     then it is unknown, not two
 */
public record VmSize(SizeName name, OptionalInt maxNetworkInterfaces) {}
