package io.mirrornet.operator.simulation;

import io.mirrornet.lab.cloud.Answer;
import io.mirrornet.lab.cloud.ArmRequest;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.lab.cloud.PowerState;
import io.mirrornet.lab.cloud.Timing;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.simulation.Blueprint.HostPlan;
import io.mirrornet.operator.simulation.Blueprint.NetworkPlan;
import io.mirrornet.operator.simulation.Census.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One site with everybody on it. A seed decides what it is and what happens. */
final class World {

  private static final int MOST_GOOD_STEPS = 900;

  private final VirtualClock clock = new VirtualClock();
  private final Trace trace = new Trace(clock);
  private final Census census = new Census();
  private final Chance chance;
  private final Blueprint plan;
  private final Cloud cloud;
  private final Site site;
  private final ApiServer api = new ApiServer(clock);
  private final Mirrors mirrors;
  private final Guests guests;
  private final Agents agents;
  private final Dba dba;
  private final Approver approver;
  private final Administrator administrator;
  private final AzureFaults faults;
  private final Weather weather;
  private final Oracle oracle;
  private final Election election;
  private final List<OperatorProcess> operators;
  private final Map<String, Machine> machines = new HashMap<>();
  private int depth;
  private int apiWrites;
  private int armWrites;

  World(long seed, OperatorProcess.Doors doors) {
    this.chance = new Chance(seed);
    this.plan = Blueprints.draw(chance.split());
    this.cloud =
        new Cloud(
            new CloudConfig(
                "72f988bf-0000-4000-8000-2d7cd011db47",
                "0b1f6471-0000-4000-8000-1234567890ab",
                List.of("westeurope"),
                chance.oneIn(3) ? Timing.azure() : Timing.brisk(),
                false,
                100,
                0,
                1),
            clock,
            chance.split().generator());
    this.site = new Site(plan, cloud);
    this.mirrors = new Mirrors(plan, clock);
    this.guests = new Guests(this, chance.split());
    this.agents = new Agents(this, chance.split());
    this.dba = new Dba(this, chance.split());
    this.approver = new Approver(this, chance.split());
    this.administrator = new Administrator(this, chance.split());
    this.weather = new Weather(chance.split());
    this.faults = new AzureFaults(this, chance.split());
    this.election = new Election(this, chance.split());
    this.operators =
        List.of(
            new OperatorProcess("operator-0", this, chance.split(), doors),
            new OperatorProcess("operator-1", this, chance.split(), doors));
    site.build();
    cloud.access().grantAll(Arm.OPERATOR);
    for (HostPlan host : plan.hosts()) {
      api.putNode(site.node(host, api.uid(), bootId(host.name())));
    }
    api.putNode(Site.operatorNode());
    for (NetworkPlan network : plan.networks()) {
      api.createNetwork(Site.key(network), site.spec(network));
      clock.advance(Duration.ofSeconds(1));
    }
    this.oracle = new Oracle(this);
    cloud.listen(_ -> machines.clear());
    cloud.listen(guests::hear);
    cloud.listen(oracle::hear);
    api.watch(oracle.ofApi());
  }

  /**
   * Lives through bad times, then good ones, then rest.
   *
   * @throws LawBroken when a law is broken
   */
  void run() {
    int badSteps = chance.oneIn(4) ? chance.between(40, 90) : chance.between(10, 40);
    for (int i = 0; i < badSteps; i++) {
      step(chance.seconds(1, 10));
      turns();
    }
    trace.note("world", "from here on nothing fails");
    weather.calm();
    faults.clear();
    administrator.tidyUp();
    agents.recover();
    Outcome outcome = new Outcome(this);
    for (int i = 0; i < MOST_GOOD_STEPS && !outcome.isSettled(); i++) {
      long seen = api.version();
      for (int j = outcome.isQuiet() ? 12 : 2; j > 0 && api.version() == seen; j--) {
        step(chance.seconds(4, 8));
      }
      turns();
    }
    outcome.check();
    if (outcome.isRest()) {
      rest();
    }
  }

  private void rest() {
    census.count(Event.AT_REST);
    apiWrites = 0;
    armWrites = 0;
    for (int i = 0; i < 6; i++) {
      for (int j = chance.between(1, 12); j > 0; j--) {
        step(chance.seconds(1, 8));
      }
      turns();
      if (apiWrites + armWrites > 0) {
        throw new LawBroken(
            6, "at rest %d writes to the API server, %d to ARM".formatted(apiWrites, armWrites));
      }
    }
  }

  private void turns() {
    for (OperatorProcess operator : operators) {
      if (weather.stalls(chance)) {
        operator.stallInformer();
      }
      operator.turn();
    }
  }

  /** Time passes, and everybody but the operator acts. */
  private void step(Duration time) {
    clock.advance(time);
    cloud.settle();
    machines.clear();
    mirrors.advance();
    guests.step();
    agents.step();
    boolean diligent = weather.isCalm();
    dba.step(diligent);
    approver.step(diligent);
    if (diligent) {
      administrator.look();
    } else {
      administrator.step();
      faults.step();
    }
    election.step(operators);
    oracle.step();
  }

  /** What goes on elsewhere while one process waits. */
  void meanwhile(Duration time) {
    if (depth > 0) {
      clock.advance(Duration.ofSeconds(1));
      return;
    }
    depth++;
    try {
      Instant until = now().plus(time);
      while (now().isBefore(until)) {
        Duration left = Duration.between(now(), until);
        Duration most = chance.seconds(1, 5);
        step(left.compareTo(most) < 0 ? left : most);
        operators.forEach(OperatorProcess::turn);
      }
    } finally {
      depth--;
    }
  }

  /** Carries a request of an operator to Azure. */
  Answer wire(ArmRequest request, OperatorProcess from) {
    boolean write = !request.method().equals("GET");
    return from.arm(
        write,
        request.path(),
        () -> {
          if (!write) {
            Answer answer = faults.read(request);
            machines.clear();
            return answer;
          }
          armWrites++;
          oracle.beforeWrite(request, from.name());
          Answer answer = cloud.handle(request);
          machines.clear();
          trace.note(from.name(), cloud.journal().entries().getLast().toString());
          oracle.afterWrite(cloud.journal().entries().getLast());
          return answer;
        });
  }

  /** A round of evictions. */
  Eviction evict(String node) {
    if (chance.oneIn(3) || weather.isCalm()) {
      return new Eviction.Drained();
    }
    return chance.oneIn(2)
        ? new Eviction.Leaving(List.of("default/web"))
        : new Eviction.Held("default/web", "default/web-pdb");
  }

  List<String> missing(ResourceId vm) {
    return faults.missing();
  }

  void countApiWrite(String what) {
    apiWrites++;
  }

  /** As the guest says it: new with each boot. */
  String bootId(String host) {
    return "boot-%s-%d".formatted(host, machine(host).boots());
  }

  Instant now() {
    return clock.instant();
  }

  PowerState power(String host) {
    return machine(host).power();
  }

  /** As it is; made once for all who look at the same moment. */
  Machine machine(String host) {
    return machines.computeIfAbsent(
        host, name -> cloud.machine(site.machineId(name)).orElseThrow());
  }

  VirtualClock clock() {
    return clock;
  }

  Trace trace() {
    return trace;
  }

  Census census() {
    return census;
  }

  Blueprint plan() {
    return plan;
  }

  /** Whoever asks for it may change it. */
  Cloud cloud() {
    machines.clear();
    return cloud;
  }

  Site site() {
    return site;
  }

  ApiServer api() {
    return api;
  }

  Mirrors mirrors() {
    return mirrors;
  }

  Guests guests() {
    return guests;
  }

  Agents agents() {
    return agents;
  }

  Administrator administrator() {
    return administrator;
  }

  Weather weather() {
    return weather;
  }

  Oracle oracle() {
    return oracle;
  }
}
