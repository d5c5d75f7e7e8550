package io.mirrornet.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Reading;
import io.mirrornet.operator.port.Write;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each oracle notices an operator that does what it must not; each defect sits in one door. */
class OraclesTest {

  /** Enough for each defect to be met; most are met in one of the first. */
  private static final int MOST_WORLDS = 60;

  private static final long SEED = 77;

  @Test
  void aDeallocationWithoutTheGateIsNoticed() {
    assertThat(
            broken(
                onCloud(
                    "virtualMachine",
                    (cloud, arguments) -> {
                      ResourceId id = (ResourceId) arguments[0];
                      cloud.deallocate(id, () -> true);
                      return cloud.virtualMachine(id);
                    })))
        .contains(4);
  }

  @Test
  void aVirtualMachineThatIsNotStartedAgainIsNoticed() {
    assertThat(
            broken(
                onCloud(
                    "start",
                    (_, _) ->
                        new Acceptance.Failed(
                            new CloudError(
                                CloudError.Kind.REFUSED, "Never", "never", Optional.empty(), "")))))
        .contains(3);
  }

  @Test
  void aRecordThatIsClosedWhileItsHostIsDownIsNoticed() {
    assertThat(
            broken(
                onCloud(
                    "powerState",
                    (cloud, arguments) ->
                        cloud.powerState((ResourceId) arguments[0]) instanceof Reading.Found<?>
                            ? new Reading.Found<>(PowerState.RUNNING)
                            : cloud.powerState((ResourceId) arguments[0]))))
        .contains(3);
  }

  @Test
  void anInterfaceThatIsLostFromTheListIsNoticed() {
    assertThat(broken(replacingInterfaces(nics -> List.of(nics.getFirst(), nics.getLast()))))
        .contains(5);
  }

  @Test
  void aDeleteOptionThatIsDroppedIsNoticed() {
    assertThat(
            broken(
                replacingInterfaces(nics ->
                    nics.stream()
                        .map(nic ->
                            new NicReference(
                                nic.id(), nic.primary(), NicReference.DeleteOption.UNSET))
                        .toList())))
        .contains(5);
  }

  @Test
  void aPrimaryFlagThatMovesIsNoticed() {
    assertThat(
            broken(
                replacingInterfaces(nics ->
                    nics.stream()
                        .map(nic ->
                            new NicReference(
                                nic.id(), nic.equals(nics.getLast()), nic.deleteOption()))
                        .toList())))
        .contains(5);
  }

  @Test
  void aRouteThatIsRemovedOnEmptyListsIsNoticed() {
    AtomicInteger lists = new AtomicInteger();

    assertThat(
            broken(
                onCloud(
                    "loadBalancers",
                    (cloud, arguments) ->
                        lists.incrementAndGet() < 10
                            ? cloud.loadBalancers((ResourceGroup) arguments[0])
                            : new Reading.Found<>(List.<LoadBalancer>of())),
                onCloud("loadBalancer", (_, _) -> new Reading.Absent<LoadBalancer>())))
        .contains(7);
  }

  @Test
  void aDestinationThatIsForgottenIsNoticed() {
    assertThat(
            broken(
                onCluster(
                    "applyHostRoute",
                    (cluster, arguments) -> {
                      MirrorHostRouteSpec spec = (MirrorHostRouteSpec) arguments[2];
                      return cluster.applyHostRoute(
                          key(arguments[0]),
                          key(arguments[1]),
                          spec.evidenceRequest() == null ? spec : spec.withDestinations(List.of()),
                          seen(arguments[3]));
                    })))
        .contains(7);
  }

  @Test
  void aRouteToAnAddressThatNobodyDeclaredIsNoticed() {
    assertThat(
            broken(
                onCluster(
                    "applyHostRoute",
                    (cluster, arguments) -> {
                      MirrorHostRouteSpec spec = (MirrorHostRouteSpec) arguments[2];
                      List<Destination> more = new ArrayList<>(spec.destinations());
                      more.add(
                          new Destination(Ipv4Address.parse("169.254.169.254"), List.of(), "x"));
                      return cluster.applyHostRoute(
                          key(arguments[0]),
                          key(arguments[1]),
                          spec.withDestinations(more),
                          seen(arguments[3]));
                    })))
        .contains(9);
  }

  @Test
  void aWriteAtRestIsNoticed() {
    assertThat(
            broken(
                onCluster(
                    "view",
                    (cluster, _) -> {
                      cluster.swapSlot(cluster.view().slot(), cluster.view().slot().holder());
                      return cluster.view();
                    })))
        .contains(6);
  }

  @Test
  void aNetworkThatNeverGoesIsNoticed() {
    assertThat(
            broken(
                onCluster(
                    "setFinalizer",
                    (cluster, arguments) ->
                        (boolean) arguments[1]
                            ? cluster.setFinalizer((Metadata) arguments[0], true)
                            : new Write.Refused("never"))))
        .contains(8);
  }

  /** What a call does instead. */
  @FunctionalInterface
  private interface Defect<D> {
    @Nullable Object call(D door, Object[] arguments);
  }

  @FunctionalInterface
  private interface Edit {
    List<NicReference> of(List<NicReference> nics);
  }

  private static ObjectKey key(Object argument) {
    return (ObjectKey) argument;
  }

  private static Optional<Metadata> seen(Object argument) {
    return ((Optional<?>) argument).map(Metadata.class::cast);
  }

  @SuppressWarnings("unchecked") // the argument of the method that is replaced
  private static OperatorProcess.Doors replacingInterfaces(Edit edit) {
    return onCloud(
        "replaceInterfaces",
        (cloud, arguments) ->
            cloud.replaceInterfaces(
                (ResourceId) arguments[0],
                edit.of((List<NicReference>) arguments[1]),
                (Optional<String>) arguments[2]));
  }

  private static OperatorProcess.Doors onCloud(String method, Defect<Cloud> defect) {
    return new OperatorProcess.Doors() {
      @Override
      public Cloud cloud(Cloud door) {
        return with(Cloud.class, door, method, defect);
      }

      @Override
      public Cluster cluster(Cluster door) {
        return door;
      }
    };
  }

  private static OperatorProcess.Doors onCluster(String method, Defect<Cluster> defect) {
    return new OperatorProcess.Doors() {
      @Override
      public Cloud cloud(Cloud door) {
        return door;
      }

      @Override
      public Cluster cluster(Cluster door) {
        return with(Cluster.class, door, method, defect);
      }
    };
  }

  private static <D> D with(Class<D> type, D door, String name, Defect<D> defect) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              if (method.getName().equals(name)) {
                return defect.call(door, given);
              }
              try {
                return method.invoke(door, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** The laws that an operator with these defects breaks, until the first world that shows one. */
  private static Set<Integer> broken(OperatorProcess.Doors... defects) {
    OperatorProcess.Doors all =
        new OperatorProcess.Doors() {
          @Override
          public Cloud cloud(Cloud door) {
            Cloud changed = door;
            for (OperatorProcess.Doors defect : defects) {
              changed = defect.cloud(changed);
            }
            return changed;
          }

          @Override
          public Cluster cluster(Cluster door) {
            Cluster changed = door;
            for (OperatorProcess.Doors defect : defects) {
              changed = defect.cluster(changed);
            }
            return changed;
          }
        };
    Set<Integer> laws = new TreeSet<>();
    for (int i = 0; i < MOST_WORLDS && laws.isEmpty(); i++) {
      try {
        new World(SEED + i, all).run();
      } catch (LawBroken broken) {
        laws.add(broken.law());
      }
    }
    return laws;
  }
}
