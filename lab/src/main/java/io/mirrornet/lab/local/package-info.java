/**
 * The local cloud as it runs: Resource Manager, virtual network, virtual machines that are
 * Kubernetes nodes, and the mirrors on them, held together so that each follows the others. A
 * {@link io.mirrornet.lab.scenario.Scenario} flows in; what a site's people can see and do flows
 * out.
 */
@NullMarked
package io.mirrornet.lab.local;

import org.jspecify.annotations.NullMarked;
