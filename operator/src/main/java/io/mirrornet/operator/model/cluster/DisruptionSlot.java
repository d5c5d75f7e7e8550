package io.mirrornet.operator.model.cluster;

import java.util.Optional;

/**
 * The Lease of the installation that admits one disruption at a time.
 *
 * @param holder uid of the HostDisruption that holds it
 * @param resourceVersion what a compare-and-swap has to show; empty while there is no Lease object
 */
public record DisruptionSlot(Optional<String> holder, Optional<String> resourceVersion) {}
