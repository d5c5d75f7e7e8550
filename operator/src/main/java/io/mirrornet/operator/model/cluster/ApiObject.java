package io.mirrornet.operator.model.cluster;

/**
 * An object of one of our kinds.
 *
 * @param <S> the record of its spec
 * @param <T> the record of its status
 */
public record ApiObject<S, T>(Metadata metadata, S spec, T status) {

  /** Namespace and name. */
  public ObjectKey key() {
    return metadata.key();
  }
}
