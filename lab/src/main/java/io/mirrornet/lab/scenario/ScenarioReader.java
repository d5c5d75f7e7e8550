package io.mirrornet.lab.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mirrornet.lab.scenario.Scenario.AddressMethod;
import io.mirrornet.lab.scenario.Scenario.Frontend;
import io.mirrornet.lab.scenario.Scenario.InjectedFault;
import io.mirrornet.lab.scenario.Scenario.LoadBalancer;
import io.mirrornet.lab.scenario.Scenario.Member;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import io.mirrornet.lab.scenario.Scenario.Pool;
import io.mirrornet.lab.scenario.Scenario.Probe;
import io.mirrornet.lab.scenario.Scenario.Protocol;
import io.mirrornet.lab.scenario.Scenario.Subnet;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads scenario files. What is left out has a default; what is not known is refused. */
public final class ScenarioReader {

  private static final String LOCATION = "westeurope";
  private static final String RESOURCE_GROUP = "rg-hs";
  private static final String SIZE = "Standard_E8s_v5";
  private static final int LAST_PORT = 65535;
  private static final List<String> OPERATIONS = List.of("start", "deallocate", "attach", "create");

  /** A machine's name is its node's (RFC 1123, without dots) and a directory's. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");

  /** What Azure, and the mirrors' own naming rules, take for names. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][-_.A-Za-z0-9]{0,62}");

  private final String file;

  private ScenarioReader(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidScenarioException if it is not there, is no YAML, or does not make sense
   */
  public static Scenario read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InvalidScenarioException(
          file.toString(), "", "there is no such file", "name one of lab/scenarios, or a path");
    } catch (IOException e) {
      throw new InvalidScenarioException(
          file.toString(), "", "cannot be read: " + e.getMessage(), "make it a readable text file");
    }
  }

  /**
   * Reads a text.
   *
   * @param file what messages call it; its last part without the ending is the scenario's name
   * @throws InvalidScenarioException if it is no YAML, or does not make sense
   */
  public static Scenario parse(String file, String yaml) {
    Scenario scenario = Fields.read(file, "", tree(file, yaml), new ScenarioReader(file)::scenario);
    ScenarioRules.check(file, scenario);
    return scenario;
  }

  private static JsonNode tree(String file, String yaml) {
    ObjectReader reader =
        YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build().reader();
    try {
      return reader.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new InvalidScenarioException(
          file,
          Optional.ofNullable(e.getLocation())
              .map(at -> "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()))
              .orElse(""),
          e.getOriginalMessage(),
          "mend the YAML");
    }
  }

  private Scenario scenario(Fields fields) {
    return new Scenario(
        Path.of(file).getFileName().toString().replaceFirst("\\.ya?ml$", ""),
        fields.optionalText("location").orElse(LOCATION),
        fields.some("subnets", this::subnet),
        fields.some("virtualMachines", this::virtualMachine),
        fields.each("loadBalancers", this::loadBalancer),
        fields.each("mirrors", this::mirror),
        fields.each("faults", this::fault),
        fields.anything("network"));
  }

  private Subnet subnet(Fields fields) {
    return new Subnet(
        word(fields, "name"),
        fields.parsed(
            "prefix", Ipv4Prefix::tryParse, "the first address and the length, as in 10.2.1.0/24"));
  }

  private VirtualMachine virtualMachine(Fields fields) {
    return new VirtualMachine(
        fields.parsed(
            "name",
            text -> Optional.of(text).filter(NAME.asMatchPredicate()),
            "up to 40 small letters, digits and '-', as in hs-vm-a: it names the node too"),
        group(fields),
        fields.optionalText("size").orElse(SIZE),
        fields.optionalText("zone"),
        word(fields, "subnet"),
        address(fields),
        fields.choice("addressMethod", AddressMethod.class, AddressMethod.Static),
        fields.optionalParsed("secondNic", Ipv4Address::tryParse, "an IPv4 address"),
        fields.flag("providerID", true),
        fields.flag("controlPlane", false),
        fields.flag("cordoned", false),
        fields.flag("ephemeralDisk", false));
  }

  private LoadBalancer loadBalancer(Fields fields) {
    return new LoadBalancer(
        word(fields, "name"), group(fields), fields.some("frontends", this::frontend));
  }

  private Frontend frontend(Fields fields) {
    List<Integer> ports = fields.numbers("ports", 1, LAST_PORT);
    return new Frontend(
        word(fields, "name"),
        address(fields),
        word(fields, "subnet"),
        ports,
        fields.texts("backends"),
        fields.choice("pool", Pool.class, Pool.Nic),
        fields
            .mapping("probe", probe -> probe(probe, ports.getFirst()))
            .orElseGet(() -> new Probe(Protocol.Tcp, ports.getFirst(), Optional.empty())),
        fields.flag("floatingIp", false));
  }

  private Probe probe(Fields fields, int port) {
    Probe probe =
        new Probe(
            fields.choice("protocol", Protocol.class, Protocol.Tcp),
            fields.number("port", 1, LAST_PORT, port),
            fields.optionalParsed(
                "path",
                text -> Optional.of(text).filter(path -> path.startsWith("/")),
                "a path that begins with /"));
    if (probe.protocol() == Protocol.Tcp && probe.path().isPresent()) {
      throw fields.invalid(
          "path", "a Tcp probe asks for no page", "set protocol: Http, or drop it");
    }
    if (probe.protocol() != Protocol.Tcp && probe.path().isEmpty()) {
      throw fields.invalid(
          "path",
          "is missing",
          "a probe of " + probe.protocol() + " asks for a page: /csp/bin/mirror_status.cxw");
    }
    return probe;
  }

  private Mirror mirror(Fields fields) {
    List<Member> members =
        fields.some(
            "members", member -> new Member(word(member, "host"), word(member, "instance")));
    return new Mirror(
        word(fields, "name"),
        fields.text("frontend"),
        fields.optionalText("primary").orElse(members.getFirst().host()),
        members);
  }

  private InjectedFault fault(Fields fields) {
    return new InjectedFault(
        fields.parsed(
            "when",
            text -> Optional.of(text).filter(OPERATIONS::contains),
            "one of " + String.join(", ", OPERATIONS)),
        word(fields, "virtualMachine"),
        word(fields, "code"),
        fields.number("times", 1, 1000, 1));
  }

  private static String group(Fields fields) {
    return fields.optionalText("resourceGroup").orElse(RESOURCE_GROUP);
  }

  private static Ipv4Address address(Fields fields) {
    return fields.parsed("address", Ipv4Address::tryParse, "an IPv4 address, as in 10.2.1.4");
  }

  private static String word(Fields fields, String name) {
    return fields.parsed(
        name,
        text -> Optional.of(text).filter(WORD.asMatchPredicate()),
        "up to 63 letters, digits, '-', '_' and '.'");
  }
}
