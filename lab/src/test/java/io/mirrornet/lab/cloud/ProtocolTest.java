package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Resource Manager speaks: paths, versions, headers, operations, limits. */
class ProtocolTest {

  private static final String SUBSCRIPTION = CloudConfig.azure().subscriptionId();

  private final TestClock clock = new TestClock();
  private final Cloud cloud =
      new Cloud(CloudConfig.azure().signatureLength(4200), clock, new Random(7));
  private final CoreClient client = new CoreClient(cloud, clock);

  ProtocolTest() {
    cloud.access().grantAll(TestPrincipals.OPERATOR);
    cloud.elsewhere().subnet("hs", "10.2.1.0/24");
    cloud.elsewhere().virtualMachine("vm-a").resourceGroup("Rg-HS").create();
  }

  @ParameterizedTest
  @CsvSource({
    "/subscriptions/S/resourceGroups/rg-hs, '', 400, MissingApiVersionParameter",
    "/subscriptions/S/resourceGroups/rg-hs, 2199-01-01, 400, InvalidApiVersionParameter",
    "/subscriptions/S/resourceGroups/nobody, 2022-09-01, 404, ResourceGroupNotFound",
    "/subscriptions/other/resourceGroups/rg-hs, 2022-09-01, 404, SubscriptionNotFound",
    "/subscriptions/S/resourceGroups/rg-hs/providers/Microsoft.Compute/virtualMachines/vm-a,"
        + " 2199-01-01, 400, NoRegisteredProviderFound",
    "/subscriptions/S/resourceGroups/rg-hs/providers/Microsoft.Compute/virtualMachines/nobody,"
        + " 2025-04-01, 404, ResourceNotFound",
    "/subscriptions/S/resourceGroups/nobody/providers/Microsoft.Compute/virtualMachines/vm-a,"
        + " 2025-04-01, 404, ResourceGroupNotFound",
    "/subscriptions/S/resourceGroups/rg-hs/providers/Microsoft.Compute/teapots/t, 2025-04-01, 404,"
        + " InvalidResourceType",
    "/subscriptions/S/resourceGroups/rg-hs/providers/Contoso.Tea/pots/t, 2025-04-01, 404,"
        + " InvalidResourceNamespace",
    "/subscriptions/S/providers/Microsoft.Compute/locations/westeurope/operations/none, 2025-04-01,"
        + " 404, NotFound"
  })
  void whatAPathDoesNotLeadToIsRefusedWithAzuresCode(
      String path, String version, int status, String code) {
    String target =
        path.replace("/S/", "/" + SUBSCRIPTION + "/")
            + (version.isEmpty() ? "" : "?api-version=" + version);

    ArmResponse response = client.send("GET", target);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.errorCode()).isEqualTo(code);
    assertThat(response.body().orElseThrow().path("error").path("message").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-04-01, 200",
    "2026-02-28, 200",
    "2026-03-02, 400",
    "2024-02-30, 400",
    "2024-04-02, 400",
    "latest, 400"
  })
  void aVersionIsUnderstoodIfItIsListedOrYoungerAndOfTodayAtTheLatest(String version, int status) {
    ArmResponse response =
        client.send("GET", CoreClient.path("Microsoft.Compute/virtualMachines/vm-a", version));

    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void idsAreFoundInAnyCaseAndKeepTheCaseOfTheirCreation() {
    ArmResponse response =
        client.send(
            "GET",
            ("/SUBSCRIPTIONS/%s/RESOURCEGROUPS/RG-hs/PROVIDERS/microsoft.compute/VIRTUALMACHINES/VM-A"
                 + "?API-VERSION=2025-04-01")
                .formatted(SUBSCRIPTION));

    assertThat(text(response.body().orElseThrow(), "id"))
        .isEqualTo(
            "/subscriptions/%s/resourceGroups/Rg-HS/providers/Microsoft.Compute/virtualMachines/vm-a"
                .formatted(SUBSCRIPTION));
  }

  @Test
  void theIdsOfARequestComeBack() {
    ArmRequest request =
        ArmRequest.of("GET", CoreClient.compute("vm-a"), TestPrincipals.OPERATOR)
            .header("x-ms-correlation-request-id", "c0ffee")
            .header("x-ms-client-request-id", "mine")
            .header("x-ms-return-client-request-id", "true");

    ArmResponse response = client.send(request);

    assertThat(response.header("x-ms-correlation-request-id")).contains("c0ffee");
    assertThat(response.header("x-ms-client-request-id")).contains("mine");
    assertThat(response.header("x-ms-request-id")).isPresent();
    assertThat(response.header("ETag")).contains("\"2\"");
    assertThat(cloud.journal().entries().getLast().correlationId()).isEqualTo("c0ffee");
  }

  @Test
  void anOperationIsFollowedByItsStatusOrByItsResult() {
    ArmResponse accepted = client.send("POST", CoreClient.compute("vm-a/deallocate"));
    String status = accepted.header("Azure-AsyncOperation").orElseThrow();
    String result = accepted.header("Location").orElseThrow();

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.body()).isEmpty();
    assertThat(accepted.header("Retry-After")).contains("10");
    assertThat(status).startsWith("https://management.azure.com/").hasSizeGreaterThan(4096);
    assertThat(client.send("GET", result).status()).isEqualTo(202);
    assertThat(text(client.send("GET", status).body().orElseThrow(), "status"))
        .isEqualTo("InProgress");
    clock.advanceTo(cloud.nextDue().orElseThrow());
    assertThat(text(client.send("GET", status).body().orElseThrow(), "status"))
        .isEqualTo("Succeeded");
    assertThat(client.send("GET", result).status()).isEqualTo(200);
  }

  @Test
  void theResultOfAFailedOperationIsItsError() {
    cloud.faults().inject(Fault.allocation("vm-a", "ZonalAllocationFailed", 1));
    client.deallocate("vm-a");
    String result =
        client.send("POST", CoreClient.compute("vm-a/start")).header("Location").orElseThrow();
    clock.advance(Duration.ofMinutes(1));

    ArmResponse response = client.send("GET", result);

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.errorCode()).isEqualTo("ZonalAllocationFailed");
  }

  @Test
  void thePowerStateIsInTheInstanceViewAndNowhereElse() {
    ObjectNode plain = body("GET", CoreClient.compute("vm-a"));
    ObjectNode expanded = body("GET", CoreClient.compute("vm-a?$expand=instanceView"));
    ObjectNode list =
        body("GET", CoreClient.path("Microsoft.Compute/virtualMachines", "2025-04-01"));
    ObjectNode statuses =
        body(
            "GET",
            "/subscriptions/%s/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01&statusOnly=true"
                .formatted(SUBSCRIPTION));

    assertThat(plain.toString()).doesNotContain("PowerState");
    assertThat(expanded.toString()).contains("PowerState/running");
    assertThat(list.toString()).doesNotContain("PowerState");
    assertThat(statuses.toString()).contains("PowerState/running");
  }

  @Test
  void aSecondStopJoinsTheFirstAndAStartOvertakesIt() {
    String first =
        client
            .send("POST", CoreClient.compute("vm-a/deallocate"))
            .header("Azure-AsyncOperation")
            .orElseThrow();
    String second =
        client
            .send("POST", CoreClient.compute("vm-a/deallocate"))
            .header("Azure-AsyncOperation")
            .orElseThrow();

    client.start("vm-a");

    assertThat(second).isEqualTo(first);
    ObjectNode overtaken = body("GET", first);
    assertThat(text(overtaken, "status")).isEqualTo("Canceled");
    assertThat(text(overtaken, "error", "code")).isEqualTo("OperationPreempted");
    assertThat(client.power("vm-a")).isEqualTo("running");
  }

  @Test
  void anUpdateDuringAnotherOperationIsAConflict() {
    client.send("POST", CoreClient.compute("vm-a/deallocate"));

    AzureClient.Outcome outcome =
        client.setInterfaces("vm-a", client.machine("vm-a").interfaces(), Optional.empty());

    assertThat(outcome).isEqualTo(new AzureClient.Outcome.Refused(409, "Conflict"));
  }

  @Test
  void aSecondPutOfAnInterfaceCancelsTheFirst() {
    String nic = CoreClient.nicPath("nic2");
    ObjectNode body = Documents.object().put("location", "westeurope");
    ObjectNode configuration =
        properties(body).putArray("ipConfigurations").addObject().put("name", "ipconfig1");
    properties(configuration).set("subnet", Documents.reference(cloud.elsewhere().subnetId("hs")));
    ArmRequest put = ArmRequest.of("PUT", nic, TestPrincipals.OPERATOR).body(body);

    String first = client.send(put).header("Azure-AsyncOperation").orElseThrow();
    assertThat(text(body("GET", nic), "properties", "provisioningState")).isEqualTo("Updating");
    client.toTheEnd(put);

    assertThat(text(body("GET", first), "error", "code"))
        .isEqualTo("CanceledAndSupersededDueToAnotherOperation");
    assertThat(text(body("GET", nic), "properties", "provisioningState")).isEqualTo("Succeeded");
  }

  @Test
  void anInterfaceIsNotWrittenWhileItsMachineIsBeingSwitched() {
    String nic = CoreClient.nicPath("vm-a-nic");
    ArmRequest put = ArmRequest.of("PUT", nic, TestPrincipals.OPERATOR).body(body("GET", nic));
    client.send("POST", CoreClient.compute("vm-a/deallocate"));

    ArmResponse refused = client.send(put);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(text(refused.body().orElseThrow().path("error").path("details").path(0), "code"))
        .isEqualTo("RetryableErrorDueToAnotherOperation");
    clock.advance(Duration.ofMinutes(1));
    assertThat(client.send(put).status()).isEqualTo(200);
  }

  @Test
  void theInterfacesOfADeletedLoadBalancerAreInNoPoolOfItsAnyMore() {
    cloud
        .elsewhere()
        .loadBalancer("ilb")
        .frontend(
            new LoadBalancerBuilder.Frontend(
                "registry",
                "10.2.1.100",
                "hs",
                List.of(1972),
                List.of("vm-a"),
                LoadBalancerBuilder.Pool.NIC,
                new LoadBalancerBuilder.Probe("Tcp", 1972, Optional.empty()),
                false))
        .create();
    assertThat(client.nic("vm-a-nic").pools()).hasSize(1);

    client.toTheEnd(
        ArmRequest.of(
            "DELETE",
            CoreClient.path("Microsoft.Network/loadBalancers/ilb", "2025-03-01"),
            TestPrincipals.OPERATOR));

    assertThat(client.nic("vm-a-nic").pools()).isEmpty();
    assertThat(client.putNic("nic2", cloud.elsewhere().subnetId("hs"), Optional.of("10.2.1.100")))
        .isEqualTo(new AzureClient.Outcome.Done());
  }

  @Test
  void aMachineTakesWithItTheInterfacesThatItsReferencesSayItTakes() {
    cloud.elsewhere().virtualMachine("vm-b").deleteOption("Delete").create();

    for (String machine : List.of("vm-a", "vm-b")) {
      client.toTheEnd(
          ArmRequest.of("DELETE", CoreClient.compute(machine), TestPrincipals.OPERATOR));
    }

    assertThat(client.lookUpNic("vm-a-nic")).isEqualTo(new AzureClient.Outcome.Done());
    assertThat(client.nic("vm-a-nic").machine()).isEmpty();
    assertThat(client.lookUpNic("vm-b-nic"))
        .isEqualTo(new AzureClient.Outcome.Refused(404, "ResourceNotFound"));
  }

  @Test
  void aPutOfAnInterfaceReplacesItButNotWhatOnlyAzureWrites() {
    ObjectNode body = Documents.object().put("location", "westeurope");
    ObjectNode configuration =
        properties(body).putArray("ipConfigurations").addObject().put("name", "ipconfig1");
    properties(configuration).set("subnet", Documents.reference(cloud.elsewhere().subnetId("hs")));
    AzureClient.Nic before = client.nic("vm-a-nic");

    client.toTheEnd(
        ArmRequest.of("PUT", CoreClient.nicPath("vm-a-nic"), TestPrincipals.OPERATOR).body(body));
    assertThat(client.nic("vm-a-nic")).isEqualTo(before);

    configuration.put("name", "renamed");
    AzureClient.Outcome renamed =
        client.toTheEnd(
            ArmRequest.of("PUT", CoreClient.nicPath("vm-a-nic"), TestPrincipals.OPERATOR)
                .body(body));
    assertThat(renamed)
        .isEqualTo(new AzureClient.Outcome.Refused(400, "IpConfigDeleteNotSupported"));
  }

  @Test
  void aSubnetIsAResourceOfItsOwnAndAPartOfItsNetwork() {
    String subnet = cloud.elsewhere().subnetId("hs");
    String target = subnet + "?api-version=2025-03-01";

    assertThat(text(body("GET", target), "properties", "addressPrefix")).isEqualTo("10.2.1.0/24");
    assertThat(text(body("GET", target), "type"))
        .isEqualTo("Microsoft.Network/virtualNetworks/subnets");
    assertThat(client.send("DELETE", target).errorCode()).isEqualTo("InUseSubnetCannotBeDeleted");
  }

  @Test
  void aMachineMayBeDeallocatedTwelveTimesInARowAndThenOnceInFifteenSeconds() {
    for (int i = 0; i < 12; i++) {
      assertThat(client.send("POST", CoreClient.compute("vm-a/deallocate")).status())
          .isEqualTo(202);
    }

    ArmResponse throttled = client.send("POST", CoreClient.compute("vm-a/deallocate"));

    assertThat(throttled.status()).isEqualTo(429);
    assertThat(throttled.header("Retry-After")).contains("15");
    clock.advance(Duration.ofSeconds(15));
    assertThat(client.send("POST", CoreClient.compute("vm-a/deallocate")).status()).isEqualTo(202);
  }

  @Test
  void eachAnswerTellsHowManyRequestsAreLeft() {
    ArmResponse response = client.send("GET", CoreClient.compute("vm-a"));

    assertThat(response.header("x-ms-ratelimit-remaining-subscription-reads")).contains("249");
    assertThat(response.header("x-ms-ratelimit-remaining-subscription-global-reads"))
        .contains("3749");
    assertThat(response.header("x-ms-ratelimit-remaining-resource"))
        .contains(
            "Microsoft.Compute/LowCostGetSubscriptionMaximum;23999,Microsoft.Compute/LowCostGetResource;35");
  }

  @Test
  void whoHasNoGrantSeesNothingAndMayNothing() {
    Principal stranger = new Principal("client", "object", "tenant");

    ArmResponse refused = client.send(ArmRequest.of("GET", CoreClient.compute("vm-a"), stranger));
    ArmResponse list =
        client.send(ArmRequest.of("GET", "/subscriptions?api-version=2022-12-01", stranger));

    assertThat(refused.errorCode()).isEqualTo("AuthorizationFailed");
    assertThat(list.body().orElseThrow().path("value")).isEmpty();
  }

  @Test
  void whatOneMayDoWithAMachineIsAskedOfTheMachine() {
    String target =
        CoreClient.path(
            "Microsoft.Compute/virtualMachines/vm-a/providers/Microsoft.Authorization/permissions",
            "2022-04-01");
    cloud.access().revoke(TestPrincipals.OPERATOR);
    cloud
        .access()
        .grant(
            TestPrincipals.OPERATOR,
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-hs",
            List.of("Microsoft.Authorization/permissions/read", "Microsoft.Compute/*/read"));
    cloud.access().grant(TestPrincipals.OPERATOR, "/subscriptions/another", List.of("*"));

    ArmResponse response = client.send("GET", target);

    assertThat(response.body().orElseThrow().path("value"))
        .singleElement()
        .satisfies(permission ->
            assertThat(permission.path("actions").toString())
                .isEqualTo(
                    "[\"microsoft.authorization/permissions/read\",\"microsoft.compute/*/read\"]"));
  }

  @Test
  void theJournalHoldsWhatWasAsked() {
    client.send(
        ArmRequest.of("PATCH", CoreClient.compute("vm-a"), TestPrincipals.OPERATOR)
            .body(Documents.object().set("tags", Documents.object().put("a", "b"))));

    assertThat(cloud.journal().entries().getLast().body()).isEqualTo("{\"tags\":{\"a\":\"b\"}}");
  }

  @Test
  void aLostRequestHasNoEffectAndALostAnswerHas() {
    Fault.Match deallocate =
        Fault.Match.action("Microsoft.Compute/virtualMachines/deallocate/action");
    ArmRequest request =
        ArmRequest.of("POST", CoreClient.compute("vm-a/deallocate"), TestPrincipals.OPERATOR);
    cloud.faults().inject(new Fault(deallocate, new Fault.Effect.LoseRequest(), 1));
    cloud.faults().inject(new Fault(deallocate, new Fault.Effect.LoseAnswer(), 1));

    assertThat(cloud.handle(request)).isEqualTo(new Answer.Lost(false, Duration.ZERO));
    assertThat(cloud.machines().getFirst().power()).isEqualTo(PowerState.RUNNING);
    assertThat(cloud.handle(request)).isEqualTo(new Answer.Lost(true, Duration.ZERO));
    assertThat(cloud.machines().getFirst().power()).isEqualTo(PowerState.DEALLOCATING);
    assertThat(cloud.journal().mutations()).hasSize(1);
    assertThat(cloud.journal().entries()).noneMatch(JournalEntry::answered);
  }

  @Test
  void theMachineTellsWhatHappensToIt() {
    List<MachineEvent> events = new ArrayList<>();
    cloud.listen(events::add);

    client.deallocate("vm-a");
    client.start("vm-a");

    assertThat(events)
        .extracting(Object::getClass)
        .containsExactly(
            MachineEvent.Stopping.class, MachineEvent.Stopped.class, MachineEvent.Started.class);
    assertThat(events.getLast().machine().boots()).isEqualTo(2);
  }

  @Test
  void aUniformScaleSetsInstancesAreReadBelowItOnly() {
    cloud.elsewhere().uniformScaleSet("rg-hs", "pool", 2);

    ObjectNode instances =
        body(
            "GET",
            CoreClient.path(
                "Microsoft.Compute/virtualMachineScaleSets/pool/virtualMachines", "2025-04-01"));
    ArmResponse interfaces =
        client.send(
            "GET",
            CoreClient.path(
                "Microsoft.Compute/virtualMachineScaleSets/pool/virtualMachines/1/networkInterfaces",
                "2018-10-01"));

    assertThat(objects(instances.path("value")).map(one -> text(one, "name")))
        .containsExactly("0", "1");
    assertThat(interfaces.body().orElseThrow().path("value")).hasSize(1);
    assertThat(client.machineNames()).containsExactly("vm-a");
  }

  @Test
  void theSameSeedAndTheSameCallsGiveTheSameBytes() {
    assertThat(story(42)).isEqualTo(story(42)).isNotEqualTo(story(43));
  }

  private static String story(long seed) {
    TestClock clock = new TestClock();
    Cloud cloud = new Cloud(CloudConfig.azure(), clock, new Random(seed));
    cloud.access().grantAll(TestPrincipals.OPERATOR);
    cloud.elsewhere().subnet("hs", "10.2.1.0/24");
    cloud.elsewhere().virtualMachine("vm-a").create();
    CoreClient client = new CoreClient(cloud, clock);
    client.putNic("nic2", cloud.elsewhere().subnetId("hs"), Optional.empty());
    client.deallocate("vm-a");
    client.start("vm-a");
    return cloud.documents("Microsoft.Network/networkInterfaces")
        + cloud.journal().entries().toString()
        + client.send("GET", CoreClient.compute("vm-a"));
  }

  private ObjectNode body(String method, String target) {
    ArmResponse response = client.send(method, target);
    assertThat(response.status()).as("%s %s: %s", method, target, response.body()).isEqualTo(200);
    return (ObjectNode) response.body().orElseThrow();
  }
}
