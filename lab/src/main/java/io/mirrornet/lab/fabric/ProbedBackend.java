package io.mirrornet.lab.fabric;

import io.mirrornet.net.Ipv4Address;

/**
 * What has one state of health: rules that probe the same backend in the same way share it.
 *
 * @param address the backend's
 * @param probe how it is asked
 */
record ProbedBackend(Ipv4Address address, HealthProbe probe) {}
