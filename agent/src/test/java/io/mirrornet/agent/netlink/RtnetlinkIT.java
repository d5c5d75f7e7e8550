package io.mirrornet.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mirrornet.agent.linux.Errno;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel is told and what it tells, with iproute2 as the witness. */
@RequiresRoot
class RtnetlinkIT {

  private static final int N = 77;
  private static final int TABLE = 0xc0a80104; // more than 31 bits
  private static final Ipv4Address GATEWAY = Ipv4Address.parse("10.1.1.1");
  private static final Ipv4Prefix VIP = Ipv4Prefix.parse("10.1.9.100/32");

  private final NetworkNamespace vm = NetworkNamespace.create("vm");
  private final Rtnetlink kernel = vm.call(Rtnetlink::new);
  private int eth1;

  @BeforeEach
  void plugTwoNics() {
    ip("link add eth0 address 00:0d:3a:34:16:08 type veth peer name far0");
    ip("link add eth1 type veth peer name far1");
    ip("link set eth0 up");
    ip("link set eth1 up");
    ip("link set far0 up");
    ip("address add 10.1.1.4/24 dev eth0");
    ip("address add 10.1.1.14/24 dev eth1");
    eth1 = link("eth1").index();
  }

  @AfterEach
  void close() {
    kernel.close();
    vm.close();
  }

  @Test
  void linksAreWhatIpShows() throws Exception {
    ip("link add bridge0 type bridge");
    ip("link set far1 master bridge0 group 9");

    List<Link> links = kernel.links();

    JsonNode shown = json("-j", "-d", "link", "show");
    assertThat(links).hasSize(shown.size());
    for (JsonNode node : shown) {
      Link link = link(node.get("ifname").asText());
      assertThat(link.index()).isEqualTo(node.get("ifindex").asInt());
      assertThat(link.mac()).contains(MacAddress.parse(node.get("address").asText()));
      assertThat(link.up()).isEqualTo(node.get("flags").toString().contains("\"UP\""));
      assertThat(link.carrier()).isEqualTo(node.get("flags").toString().contains("LOWER_UP"));
      assertThat(link.kind()).isEqualTo(node.at("/linkinfo/info_kind").asText());
    }
    assertThat(link("far1").master()).isEqualTo(link("bridge0").index());
    assertThat(link("far1").group()).isEqualTo(9);
    assertThat(link("far1").isMasterDevice()).isFalse();
    assertThat(link("eth0").isMasterDevice()).isTrue();
  }

  @Test
  void aLinkIsSwitchedOnAndPutIntoAGroup() throws Exception {
    ip("link set eth1 down");

    assertThat(kernel.switchOn(eth1)).isEqualTo(new Answer.Accepted());
    assertThat(kernel.setGroup(eth1, 47100)).isEqualTo(new Answer.Accepted());

    assertThat(json("-j", "link", "show", "eth1").get(0).get("flags").toString())
        .contains("\"UP\"");
    assertThat(link("eth1")).matches(Link::up).extracting(Link::group).isEqualTo(47100);
  }

  @Test
  void anAddressIsAddedAndRemovedAndCarriesItsProtocol() throws Exception {
    Address address = new Address(eth1, Ipv4Address.parse("10.1.1.15"), 32, N);

    assertThat(kernel.add(address)).isEqualTo(new Answer.Accepted());

    assertThat(kernel.addresses()).contains(address);
    assertThat(json("-j", "address", "show", "eth1").at("/0/addr_info/1/local").asText())
        .isEqualTo("10.1.1.15");
    assertThat(kernel.add(address))
        .asInstanceOf(type(Answer.Refused.class))
        .extracting(Answer.Refused::errno)
        .isEqualTo(Errno.EEXIST);

    assertThat(kernel.delete(address)).isEqualTo(new Answer.Accepted());
    assertThat(kernel.addresses()).doesNotContain(address);
  }

  @Test
  void aRouteIsWhatIpShowsAndWhatIpAddsIsRead() throws Exception {
    Route route =
        Route.onLink(TABLE, VIP, GATEWAY, eth1, N).withSource(Ipv4Address.parse("10.1.1.14"));

    assertThat(kernel.replace(route)).isEqualTo(new Answer.Accepted());

    JsonNode shown = json("-j", "route", "show", "table", Integer.toUnsignedString(TABLE)).get(0);
    assertThat(shown.get("dst").asText()).isEqualTo("10.1.9.100");
    assertThat(shown.get("gateway").asText()).isEqualTo("10.1.1.1");
    assertThat(shown.get("dev").asText()).isEqualTo("eth1");
    assertThat(shown.get("prefsrc").asText()).isEqualTo("10.1.1.14");
    assertThat(shown.get("protocol").asText()).isEqualTo("77");
    assertThat(shown.get("flags").toString()).contains("onlink");
    assertThat(kernel.routesOfTable(TABLE)).containsExactly(route);

    ip("route flush table " + Integer.toUnsignedString(TABLE));
    ip(
        "route add 10.1.9.100/32 via 10.1.1.1 dev eth1 onlink src 10.1.1.14 proto 77 table "
            + Integer.toUnsignedString(TABLE));
    assertThat(kernel.routesOfTable(TABLE)).containsExactly(route);

    assertThat(kernel.delete(route)).isEqualTo(new Answer.Accepted());
    assertThat(kernel.routesOfTable(TABLE)).isEmpty();
  }

  @Test
  void aRouteWithMoreToItThanOursIsNotEqualToOurs() {
    ip("route add 10.1.9.100/32 via 10.1.1.1 dev eth1 onlink proto 77 table 1000 mtu 1400");
    ip(
        "route add 10.1.9.101/32 table 1000 nexthop via 10.1.1.1 dev eth1 nexthop via 10.1.1.2 dev"
            + " eth0");

    List<Route> routes = kernel.routesOfTable(1000);

    assertThat(routes).hasSize(2).noneMatch(route -> route.others().isEmpty());
  }

  @Test
  void routesAreListedByTableOrByProtocol() {
    Route ours = Route.onLink(TABLE, VIP, GATEWAY, eth1, N);
    Route elsewhere = Route.onLink(1000, VIP, GATEWAY, eth1, N);
    assertThat(List.of(kernel.replace(ours), kernel.replace(elsewhere)))
        .containsOnly(new Answer.Accepted());
    ip("route add 10.1.8.0/24 via 10.1.1.2 dev eth1 table 1000");

    assertThat(kernel.routesOfProtocol(N)).containsExactlyInAnyOrder(ours, elsewhere);
    assertThat(kernel.routesOfTable(1000)).hasSize(2).contains(elsewhere);
    assertThat(kernel.routesOfTable(1001)).isEmpty();
  }

  @Test
  void aRouteBehindAForeignOneWithTheSameKeyCannotBeReplacedByItself() {
    Route ours = Route.onLink(1000, VIP, GATEWAY, eth1, N);
    Route foreign = Route.onLink(1000, VIP, Ipv4Address.parse("10.1.1.9"), eth1, 3);
    ip("route add 10.1.9.100/32 via 10.1.1.9 dev eth1 onlink proto boot table 1000");
    ip("route append 10.1.9.100/32 via 10.1.1.1 dev eth1 onlink proto 77 table 1000");

    assertThat(kernel.routesOfTable(1000)).containsExactly(foreign, ours);
    assertThat(kernel.replace(ours))
        .asInstanceOf(type(Answer.Refused.class))
        .extracting(Answer.Refused::errno)
        .isEqualTo(Errno.EEXIST);
    assertThat(kernel.delete(foreign)).isEqualTo(new Answer.Accepted());
    assertThat(kernel.routesOfTable(1000)).containsExactly(ours);
  }

  @Test
  void rulesKeepTheirOrderAndAreWhatIpShows() throws Exception {
    Rule pair =
        Rule.lookup(0, TABLE, N)
            .ownPackets()
            .from(Ipv4Prefix.parse("10.1.1.4/32"))
            .to(Ipv4Prefix.parse("10.1.1.14/32"));
    Rule hole =
        Rule.blackhole(0, N)
            .ownPackets()
            .from(Ipv4Prefix.parse("10.1.1.4/32"))
            .to(Ipv4Prefix.parse("10.1.1.14/32"));
    Rule pin =
        Rule.lookup(32700, Route.MAIN_TABLE, N)
            .from(Ipv4Prefix.parse("10.1.1.4/32"))
            .suppressingGroup(47100);
    Rule unbound = Rule.lookup(151, 47100, N).ownPackets().from(Ipv4Prefix.parse("0.0.0.0/32"));

    assertThat(List.of(pair, hole, pin, unbound))
        .allSatisfy(rule -> assertThat(kernel.add(rule)).isEqualTo(new Answer.Accepted()));

    assertThat(kernel.rules())
        .containsExactly(
            Rule.lookup(0, Route.LOCAL_TABLE, Rule.KERNEL_PROTOCOL),
            pair,
            hole,
            unbound,
            pin,
            Rule.lookup(32766, Route.MAIN_TABLE, Rule.KERNEL_PROTOCOL),
            Rule.lookup(32767, 253, Rule.KERNEL_PROTOCOL));
    JsonNode shown = json("-j", "rule", "show");
    assertThat(shown.get(1).get("priority").asInt()).isZero();
    assertThat(shown.get(1).get("src").asText()).isEqualTo("10.1.1.4");
    assertThat(shown.get(1).get("dst").asText()).isEqualTo("10.1.1.14");
    assertThat(shown.get(1).get("iif").asText()).isEqualTo("lo");
    assertThat(shown.get(1).get("protocol").asText()).isEqualTo("77");
    assertThat(shown.get(2).toString()).contains("blackhole");
    assertThat(shown.get(4).toString()).contains("47100");
  }

  @Test
  void aRuleThatIsThereIsAddedOnceMoreAndRemovedFromTheFrontByItsProtocol() {
    Rule local = Rule.lookup(0, Route.LOCAL_TABLE, Rule.KERNEL_PROTOCOL);
    Rule foreign = Rule.lookup(0, Route.LOCAL_TABLE, 3);
    Rule ours = Rule.lookup(0, 1000, N);

    assertThat(List.of(kernel.add(foreign), kernel.add(ours), kernel.add(local)))
        .containsOnly(new Answer.Accepted());
    assertThat(kernel.rules().subList(0, 4)).containsExactly(local, foreign, ours, local);

    assertThat(kernel.delete(foreign)).isEqualTo(new Answer.Accepted());
    assertThat(kernel.delete(local)).isEqualTo(new Answer.Accepted());
    assertThat(kernel.rules().subList(0, 2)).containsExactly(ours, local);
  }

  @Test
  void aRuleWithMoreToItThanOursIsNotEqualToOursAndCanStillBeRemoved() {
    ip("rule add pref 150 from 10.1.1.14 ipproto tcp dport 80 lookup 1000 proto 77");
    ip("rule add pref 150 from 10.1.1.14 lookup 1000 proto 77");
    Rule ours = Rule.lookup(150, 1000, N).from(Ipv4Prefix.parse("10.1.1.14/32"));

    List<Rule> rules = kernel.rules().stream().filter(rule -> rule.priority() == 150).toList();

    assertThat(rules).hasSize(2).element(1).isEqualTo(ours);
    assertThat(rules.getFirst()).isNotEqualTo(ours);
    assertThat(kernel.delete(rules.getFirst())).isEqualTo(new Answer.Accepted());
    assertThat(kernel.rules()).contains(ours).doesNotContain(rules.getFirst());
  }

  @Test
  void aRefusalSaysWhatTheKernelSays() {
    Route nowhere = Route.onLink(1000, VIP, GATEWAY, 4711, N);
    Rule never = Rule.lookup(150, 1000, N);

    assertThat(kernel.replace(nowhere))
        .asInstanceOf(type(Answer.Refused.class))
        .extracting(Answer.Refused::errno)
        .isEqualTo(Errno.ENODEV);
    assertThat(kernel.delete(never))
        .asInstanceOf(type(Answer.Refused.class))
        .extracting(Answer.Refused::errno)
        .isEqualTo(Errno.ENOENT);
    ip("link set eth1 down");
    assertThat(kernel.replace(Route.onLink(1000, VIP, GATEWAY, eth1, N)))
        .isEqualTo(new Answer.Refused(Errno.ENETDOWN, "Nexthop device is not up"));
  }

  @Test
  void listsOfManyDatagramsAreWhole(@TempDir Path directory) throws Exception {
    List<String> commands =
        IntStream.range(0, 5000)
            .mapToObj(
                i -> "route add 10.9.%d.%d/32 dev eth1 table 1000".formatted(i / 250, i % 250))
            .toList();
    Path batch = Files.write(directory.resolve("batch"), commands);
    vm.exec("ip", "-batch", batch.toString());

    assertThat(kernel.routesOfTable(1000)).hasSize(5000).doesNotHaveDuplicates();
    assertThat(kernel.routesOfTable(Route.MAIN_TABLE)).hasSizeLessThan(10);
  }

  private Link link(String name) {
    Optional<Link> link =
        kernel.links().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    assertThat(link).as(name).isPresent();
    return link.orElseThrow();
  }

  private void ip(String arguments) {
    vm.exec(("ip " + arguments).split(" "));
  }

  private JsonNode json(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "ip";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return new ObjectMapper().readTree(vm.exec(command));
  }
}
