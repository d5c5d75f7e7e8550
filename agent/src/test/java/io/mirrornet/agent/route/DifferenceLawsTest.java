package io.mirrornet.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for every host, however it was left, and for everything that may be asked of it. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class DifferenceLawsTest {

  private static final Marks MARKS = Worlds.MARKS;
  private static final int TRIES = 1000;

  @Property(tries = TRIES)
  void theChangesLeadToWhatIsAskedAndThereIsNothingLeftToDo(
      @ForAll HostNetwork host, @ForAll HostIntent intent) {
    KernelModel kernel = new KernelModel(host);

    int rounds = settle(kernel, intent);

    assertThat(rounds).as("rounds of looking and changing").isLessThanOrEqualTo(3);
    Assume.that(!isSomebodyInTheWay(kernel, intent));
    Recipe recipe = Recipe.of(intent, kernel.snapshot(), MARKS);
    assertThat(kernel.snapshot().routes()).containsAll(recipe.destinations());
    assertThat(kernel.snapshot().routes()).containsAll(recipe.sources());
    assertThat(kernel.snapshot().rules()).containsAll(recipe.steering());
    assertThat(kernel.snapshot().rules()).containsAll(recipe.selection());
    List<Rule> rules = kernel.snapshot().rules();
    for (Recipe.ReturnPath path : recipe.returnPaths()) {
      assertThat(rules).containsSubsequence(path.lookup(), path.blackhole());
      assertThat(firstLocal(rules)).isGreaterThan(rules.indexOf(path.blackhole()));
    }
  }

  @Property(tries = TRIES)
  void noStepLeavesTheHostWithoutItsLocalRule(@ForAll HostNetwork host, @ForAll HostIntent intent) {
    KernelModel kernel = new KernelModel(host);

    for (Change change : difference(kernel, intent)) {
      kernel.apply(change);
      assertThat(kernel.snapshot().rules()).as("after %s", change).anyMatch(Rule::isLocalLookup);
    }
  }

  @Property(tries = TRIES)
  void whatIsNotOursStaysAsItIs(@ForAll HostNetwork host, @ForAll HostIntent intent) {
    KernelModel kernel = new KernelModel(host);
    List<Rule> before = foreignRules(kernel.snapshot().rules());

    settle(kernel, intent);

    HostNetwork after = kernel.snapshot();
    assertThat(foreignRules(after.rules())).containsExactlyInAnyOrderElementsOf(before);
    Set<Route.Key> places = places(intent, host);
    assertThat(foreignRoutes(after, places)).isEqualTo(foreignRoutes(host, places));
    assertThat(after.addresses()).containsAll(notOurs(host.addresses()));
    assertThat(after.links().getFirst().up()).isEqualTo(host.links().getFirst().up());
    assertThat(after.links().getLast().up()).isEqualTo(host.links().getLast().up());
  }

  @Property(tries = TRIES)
  void nobodyElsesRuleGetsAheadOfTheLocalRuleAtAnyStep(
      @ForAll HostNetwork host, @ForAll HostIntent intent) {
    KernelModel kernel = new KernelModel(host);
    List<Rule> ahead = foreignAheadOfLocal(kernel.snapshot().rules());

    for (Change change : difference(kernel, intent)) {
      kernel.apply(change);
      assertThat(ahead)
          .as("after %s", change)
          .containsAll(foreignAheadOfLocal(kernel.snapshot().rules()));
    }
  }

  @Example
  void somebodysRuleStaysBehindTheLocalRuleWhereOnlyOursAndOneOfAnotherProtocolAreLeft() {
    Rule somebodys = Rule.lookup(0, 1001, 3);
    HostNetwork host =
        new HostNetwork(
            Worlds.FRESH.links(),
            Worlds.FRESH.addresses(),
            List.of(
                Rule.lookup(0, Route.LOCAL_TABLE, MARKS.protocol()),
                somebodys,
                Rule.lookup(0, Route.LOCAL_TABLE, 0)),
            List.of());
    KernelModel kernel = new KernelModel(host);

    settle(kernel, HostIntent.NOTHING);

    assertThat(kernel.snapshot().rules()).contains(somebodys);
    assertThat(foreignAheadOfLocal(kernel.snapshot().rules())).isEmpty();
  }

  @Property(tries = TRIES)
  void whoIsStoppedAfterAnyStepStartsAgainAndArrives(
      @ForAll HostNetwork host,
      @ForAll HostIntent intent,
      @ForAll @IntRange(min = 0, max = 60) int steps) {
    KernelModel kernel = new KernelModel(host);
    difference(kernel, intent).stream().limit(steps).forEach(kernel::apply);

    int rounds = settle(kernel, intent);

    assertThat(rounds).isLessThanOrEqualTo(3);
    assertThat(difference(kernel, intent)).isEmpty();
  }

  @Property(tries = TRIES)
  void whenNothingIsAskedForNothingOfOursIsLeft(@ForAll HostNetwork host) {
    KernelModel kernel = new KernelModel(host);

    settle(kernel, HostIntent.NOTHING);

    Assume.that(!isSomebodyInTheWay(kernel, HostIntent.NOTHING));
    HostNetwork after = kernel.snapshot();
    assertThat(after.rules()).noneMatch(rule -> rule.protocol() == MARKS.protocol());
    assertThat(after.routes()).noneMatch(route -> route.protocol() == MARKS.protocol());
    assertThat(after.addresses()).noneMatch(address -> address.protocol() == MARKS.protocol());
    assertThat(after.links()).noneMatch(link -> link.group() == MARKS.interfaceGroup());
  }

  @Property(tries = TRIES)
  void theRuleThatGivesASourceNeverStandsOnAHostWhoseSourcesHaveNoWayBack(
      @ForAll HostIntent intent, @ForAll @IntRange(min = 0, max = 60) int steps) {
    KernelModel kernel = new KernelModel(Worlds.FRESH);

    for (Change change : difference(kernel, intent)) {
      kernel.apply(change);
      HostNetwork now = kernel.snapshot();
      Recipe recipe = Recipe.of(intent, now, MARKS);
      if (now.routes().stream().anyMatch(recipe.destinations()::contains)) {
        assertThat(now.routes()).containsAll(recipe.sources());
        assertThat(now.rules()).containsAll(recipe.steering()).containsAll(recipe.selection());
        assertThat(firstLocal(now.rules())).isEqualTo(2 * recipe.returnPaths().size());
      }
    }
  }

  @Property(tries = TRIES)
  void whatCarriesOpenConnectionsStaysUntilTheyEnd(
      @ForAll HostIntent former, @ForAll HostIntent intent) {
    KernelModel kernel = new KernelModel(Worlds.FRESH);
    settle(kernel, former);
    HostNetwork carrying = kernel.snapshot();
    Set<Ipv4Address> inUse = Set.of(Worlds.S, Worlds.FORMER_S);

    for (int round = 0; round < 3; round++) {
      differenceKeeping(kernel, intent, inUse).forEach(kernel::apply);
    }

    Recipe recipe = Recipe.of(former, carrying, MARKS);
    assertThat(kernel.snapshot().routes())
        .extracting(Route::key)
        .containsAll(recipe.sources().stream().map(Route::key).toList());
    recipe
        .returnPaths()
        .forEach(path ->
            assertThat(kernel.snapshot().rules())
                .containsSubsequence(path.lookup(), path.blackhole()));
    assertThat(kernel.snapshot().rules())
        .containsAll(
            recipe.steering().stream()
                .filter(rule -> rule.priority() == Recipe.SECOND_PRIORITY)
                .toList());
    settle(kernel, intent);
    assertThat(difference(kernel, intent)).isEmpty();
  }

  private static int settle(KernelModel kernel, HostIntent intent) {
    for (int round = 0; round < 10; round++) {
      List<Change> changes = difference(kernel, intent);
      if (changes.isEmpty()) {
        return round;
      }
      changes.forEach(kernel::apply);
    }
    throw new AssertionError("does not settle: " + difference(kernel, intent));
  }

  private static List<Change> difference(KernelModel kernel, HostIntent intent) {
    return differenceKeeping(kernel, intent, Set.of());
  }

  private static List<Change> differenceKeeping(
      KernelModel kernel, HostIntent intent, Set<Ipv4Address> inUse) {
    HostNetwork host = kernel.snapshot();
    return Difference.between(host, Recipe.of(intent, host, MARKS), inUse, MARKS).changes();
  }

  private static boolean isSomebodyInTheWay(KernelModel kernel, HostIntent intent) {
    HostNetwork host = kernel.snapshot();
    return Difference.between(host, Recipe.of(intent, host, MARKS), Set.of(), MARKS)
        .obstacles()
        .stream()
        .anyMatch(Obstacle.ForeignRuleInTheWay.class::isInstance);
  }

  private static int firstLocal(List<Rule> rules) {
    int at = 0;
    while (at < rules.size() && !rules.get(at).isLocalLookup()) {
      at++;
    }
    return at;
  }

  private static List<Rule> foreignAheadOfLocal(List<Rule> rules) {
    return foreignRules(rules.subList(0, firstLocal(rules)));
  }

  /** Copies of {@code local} at priority 0 are what we move: how many there are is ours to say. */
  private static List<Rule> foreignRules(List<Rule> rules) {
    Predicate<Rule> moved = rule -> rule.priority() == 0 && rule.isLocalLookup();
    return rules.stream()
        .filter(moved.negate())
        .filter(rule -> rule.protocol() != MARKS.protocol())
        .toList();
  }

  private static Set<Route.Key> places(HostIntent intent, HostNetwork host) {
    List<Link> on = new ArrayList<>();
    host.links().forEach(link -> on.add(link.withUp(true)));
    HostNetwork allOn = new HostNetwork(on, host.addresses(), host.rules(), host.routes());
    Recipe recipe = Recipe.of(intent, allOn, MARKS);
    Set<Route.Key> places = recipe.sources().stream().map(Route::key).collect(Collectors.toSet());
    recipe.destinations().forEach(route -> places.add(route.key()));
    return places;
  }

  private static List<Route> foreignRoutes(HostNetwork host, Set<Route.Key> places) {
    return host.routes().stream()
        .filter(route -> route.protocol() != MARKS.protocol())
        .filter(route -> !places.contains(route.key()))
        .toList();
  }

  private static List<Address> notOurs(List<Address> addresses) {
    return addresses.stream().filter(address -> address.protocol() != MARKS.protocol()).toList();
  }
}
