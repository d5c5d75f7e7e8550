/**
 * The cloud over https, for any client that speaks to Azure: Resource Manager, the directory that
 * issues tokens, and the metadata by which clients find both.
 *
 * <p>Bytes come in through {@link io.mirrornet.lab.arm.ArmServer}; a request to Resource Manager
 * has its token checked by {@link io.mirrornet.lab.arm.Tokens} and goes to {@link
 * io.mirrornet.lab.arm.SharedCloud}, which lets one thread at a time into {@link
 * io.mirrornet.lab.cloud.Cloud} and lets its time pass. A request to the directory is answered by
 * {@link io.mirrornet.lab.arm.Directory}, which knows who may log in as what. Nothing in here knows
 * what a virtual machine is.
 */
@NullMarked
package io.mirrornet.lab.arm;

import org.jspecify.annotations.NullMarked;
