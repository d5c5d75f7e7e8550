package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.BannerClient;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.Progress;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The lab in this process: real Kubernetes on machines of a local cloud. Takes root. */
public final class LocalLab implements Lab {

  private static final String CONTROL_PLANE_LABEL = "node-role.kubernetes.io/control-plane=";

  private final Scenario scenario;
  private final LocalCloud cloud;
  private final LocalKubernetes kubernetes;
  private final Runnable end;

  /**
   * What differs between one lab and another of the same scenario.
   *
   * @param images a directory with image archives ({@code *.tar}) that every node imports
   * @param operatorNamespace where the operator's service account will be
   * @param operatorServiceAccount its name; Azure takes its tokens for the operator's application
   * @param startedByBoot whether instances start by themselves when their machine boots again
   */
  public record Options(
      Path images, String operatorNamespace, String operatorServiceAccount, boolean startedByBoot) {

    /** The names that the chart has by default, and instances that the init system starts. */
    public static Options of(Path images) {
      return new Options(images, "mirrornet-system", "mirrornet-operator", true);
    }
  }

  private LocalLab(Scenario scenario, LocalCloud cloud, LocalKubernetes kubernetes, Runnable end) {
    this.scenario = scenario;
    this.cloud = cloud;
    this.kubernetes = kubernetes;
    this.end = end;
  }

  /**
   * Starts the lab and waits until every node is Ready: about half a minute when all programs are
   * there, which else are made first.
   *
   * @param progress told what it does now
   * @throws IllegalArgumentException if the scenario does not fit together
   * @throws IllegalStateException if something does not start; nothing of it is left then
   * @throws io.mirrornet.lab.programs.ProgramUnavailableException if a program cannot be had
   * @throws InterruptedException if the waiting thread is; nothing of it is left then
   */
  public static LocalLab start(
      Scenario scenario, Options options, Programs programs, Progress progress)
      throws InterruptedException {
    Closing closing = new Closing();
    Thread hook = Thread.ofPlatform().name("lab-end").unstarted(closing::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      progress.say("Azure, its network and its mirrors (%d)".formatted(scenario.mirrors().size()));
      NodeImages images = NodeImages.collect(programs, options.images());
      closing.first(images::close);
      LocalCloud cloud =
          new LocalCloud(
              scenario, options.startedByBoot(), Nft.of(programs), InstantSource.system());
      closing.first(cloud::close);
      progress.say("The control plane of Kubernetes");
      LocalKubernetes kubernetes =
          LocalKubernetes.start(
              cloud.management(),
              Addressing.management().privateIpAddress(),
              programs,
              images.path());
      closing.first(kubernetes::close);
      closing.first(cloud::powerOff);
      cloud
          .door()
          .trust(
              LocalKubernetes.ISSUER,
              options.operatorNamespace(),
              options.operatorServiceAccount(),
              kubernetes::keys);
      progress.say("%d machines boot".formatted(scenario.virtualMachines().size() + 1));
      LocalLab lab =
          new LocalLab(
              scenario,
              cloud,
              kubernetes,
              () -> {
                closing.close();
                forget(hook);
              });
      lab.boot();
      return lab;
    } catch (RuntimeException | Error | InterruptedException e) {
      closing.close(e);
      forget(hook);
      throw e;
    }
  }

  private void boot() throws InterruptedException {
    NodeSpecs specs = new NodeSpecs(scenario);
    cloud.boot(machine -> kubernetes.node(specs.of(machine)));
    kubernetes.awaitReady();
    Kubectl kubectl = kubectl();
    for (Scenario.VirtualMachine machine : scenario.virtualMachines()) {
      // A kubelet may not give itself this label.
      if (machine.controlPlane()) {
        kubectl.run("label", "node", machine.name(), CONTROL_PLANE_LABEL);
      }
      if (machine.cordoned()) {
        kubectl.run("cordon", machine.name());
      }
    }
  }

  @Override
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public Kubectl kubectl() {
    return kubernetes.administrator();
  }

  @Override
  public Kubectl kubectl(String user, String... groups) {
    return kubernetes.kubectl(user, groups);
  }

  @Override
  public AzureAccess azure() {
    return cloud.door().access();
  }

  @Override
  public String operatorNode() {
    return cloud.addressing().operatorMachine();
  }

  @Override
  public ArbiterAddress arbiter() {
    return new ArbiterAddress(cloud.addressing().operatorAddress(), Arbiter.PORT);
  }

  @Override
  public URI webServer(String virtualMachine, String instance) {
    return cloud.instances().stream()
        .filter(one -> one.is(virtualMachine, instance))
        .findFirst()
        .map(one ->
            URI.create(
                "%s://%s:%d"
                    .formatted(
                        one.web().tls() ? "https" : "http", one.address(), one.web().port())))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no instance %s on %s".formatted(instance, virtualMachine)));
  }

  @Override
  public List<MirrorState> mirrors() {
    return cloud.mirrors().states();
  }

  @Override
  public Map<String, String> powerStates() {
    return cloud
        .cloud()
        .ask(core ->
            core.machines().stream()
                .collect(
                    Collectors.toMap(
                        machine -> machine.id().name(),
                        machine -> machine.power().word(),
                        (first, _) -> first,
                        LinkedHashMap::new)));
  }

  @Override
  public void failover(String mirror) throws InterruptedException {
    new PlannedFailover(cloud.mirrors()).run(mirror);
  }

  @Override
  public void stop(String virtualMachine, String instance) {
    cloud.mirrors().stop(virtualMachine, instance);
  }

  @Override
  public void start(String virtualMachine, String instance) {
    // Says so if the machine is off: there is nobody to start anything.
    var _ = cloud.network(virtualMachine);
    cloud.mirrors().start(virtualMachine, instance);
  }

  /**
   * The network of a machine until it loses its power, for who opens sockets in it.
   *
   * @throws IllegalStateException if the machine is off
   */
  public NetworkNamespace network(String virtualMachine) {
    return cloud.network(virtualMachine);
  }

  /** The pages of an instance answer nothing from now on, or answer again. */
  public void hang(String virtualMachine, String instance, boolean hung) {
    cloud.mirrors().hang(virtualMachine, instance, hung);
  }

  @Override
  public void inject(Scenario.InjectedFault fault) {
    cloud.cloud().run(core -> core.faults().inject(InjectedFaults.of(fault)));
  }

  @Override
  public Process exec(String virtualMachine, List<String> command) {
    return kubernetes.exec(virtualMachine, command);
  }

  @Override
  public Attempt connect(String virtualMachine, Ipv4Address address, int port, Duration timeout) {
    return BannerClient.in(cloud.network(virtualMachine), timeout).call(address, port);
  }

  @Override
  public List<Happening> happenings() {
    return cloud.timeline().happenings();
  }

  /** Takes the power of everything and removes what it left on this machine. */
  @Override
  public void close() {
    end.run();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is ending already; then the hook is at work or done, and all the same.
    }
  }
}
