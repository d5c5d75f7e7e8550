package io.mirrornet.lab.cloud;

/**
 * An application that may ask for things, as its token names it.
 *
 * @param clientId the application's id
 * @param objectId the id of its service principal; permissions belong to it
 * @param tenantId the directory that issued its token
 */
public record Principal(String clientId, String objectId, String tenantId) {}
