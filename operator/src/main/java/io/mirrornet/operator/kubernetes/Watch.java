package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An informer of one kind, whose every change wakes the loop itself. The SDK would map a change to
 * the networks that it concerns and reconcile those; but a disruption outlives its network and must
 * be brought to an end all the same, and one turn serves all networks.
 */
final class Watch<R extends HasMetadata> extends InformerEventSource<R, HealthShareMirrorNetwork> {

  private final Runnable wake;

  private Watch(
      InformerEventSourceConfiguration<R> configuration,
      EventSourceContext<HealthShareMirrorNetwork> context,
      Runnable wake) {
    super(configuration, context);
    this.wake = wake;
  }

  /**
   * @param trim takes away what nobody reads
   * @param scope namespaces and selectors
   */
  static <R extends HasMetadata> Watch<R> of(
      Class<R> kind,
      Consumer<R> trim,
      UnaryOperator<InformerEventSourceConfiguration.Builder<R>> scope,
      EventSourceContext<HealthShareMirrorNetwork> context,
      Runnable wake) {
    InformerEventSourceConfiguration.Builder<R> builder =
        InformerEventSourceConfiguration.from(kind, HealthShareMirrorNetwork.class)
            .withSecondaryToPrimaryMapper(_ -> Set.of())
            .withItemStore(new Trim<>(trim));
    return new Watch<>(scope.apply(builder).build(), context, wake);
  }

  /** All that the informer holds. */
  List<R> all() {
    return list(_ -> true).toList();
  }

  @Override
  public void onAdd(R object) {
    super.onAdd(object);
    wake.run();
  }

  @Override
  public void onUpdate(R old, R object) {
    super.onUpdate(old, object);
    wake.run();
  }

  @Override
  public void onDelete(R object, boolean unknownFinalState) {
    super.onDelete(object, unknownFinalState);
    wake.run();
  }
}
