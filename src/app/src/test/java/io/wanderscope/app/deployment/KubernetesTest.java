package io.wanderscope.app.deployment;

import static io.wanderscope.app.deployment.Manifests.container;
import static io.wanderscope.app.deployment.Manifests.elements;
import static io.wanderscope.app.deployment.Manifests.nameIn;
import static io.wanderscope.app.deployment.Manifests.nameOf;
import static io.wanderscope.app.deployment.Manifests.port;
import static io.wanderscope.app.deployment.Manifests.selects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kustomize's folders say, held to the types of Kubernetes, to itself and to the program. */
class KubernetesTest {
    private static final Path HOME = ShippedModelFile.path().getParent().getParent();
    private static final Path DEPLOY = HOME.resolve("src/deploy");
    private static final Path BASE = DEPLOY.resolve("base");
    private static final Path EXAMPLE = DEPLOY.resolve("three-instances");

    private static final String SECRETS = "/etc/wanderscope/secret";
    private static final Pattern SECRET = Pattern.compile(Pattern.quote("${dir:" + SECRETS + ":") + "([^}]+)}");
    /** The stream itself waits for 30 s. */
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    /** The base as it is written, and where Kustomize is installed what it makes of the base and of the example. */
    static List<Manifests> manifests() throws IOException {
        Stream<Manifests> built =
                kustomize().stream().flatMap(tool -> Stream.of(BASE, EXAMPLE).map(each -> Manifests.built(tool, each)));
        return Stream.concat(Stream.of(Manifests.written(BASE)), built).toList();
    }

    private static Optional<InstalledTool> kustomize() {
        return InstalledTool.find("kustomize", "build").or(() -> InstalledTool.find("kubectl", "kustomize"));
    }

    @Test
    void theExampleBuildsWithThreeInstances() {
        // Given
        Optional<InstalledTool> kustomize = kustomize();
        assumeTrue(kustomize.isPresent(), "neither kustomize nor kubectl is installed");

        // When
        Manifests example = Manifests.built(kustomize.orElseThrow(), EXAMPLE);

        // Then
        assertThat(example.one("StatefulSet", "wanderscope")
                        .path("spec")
                        .path("replicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(example.pods())
                .hasSize(2)
                .allSatisfy(pod -> assertThat(container(pod).path("image").asText())
                        .isEqualTo("registry.example/wanderscope:latest"));
        assertThat(example.all("PrometheusRule")).hasSize(1);
        assertThat(example.all("ServiceMonitor")).hasSize(1);
        assertThat(example.objects())
                .filteredOn(object -> !object.path("kind").asText().equals("Namespace"))
                .allSatisfy(object -> assertThat(
                                object.path("metadata").path("namespace").asText())
                        .isEqualTo("wanderscope"));
    }

    @Test
    void everyFileIsUsed() throws IOException {
        // Given
        Set<String> files = new TreeSet<>();
        Set<String> used = new TreeSet<>();

        // When
        for (Path each : List.of(BASE, EXAMPLE, DEPLOY.resolve("monitoring"))) {
            try (Stream<Path> found = Files.list(each)) {
                found.filter(file -> !file.endsWith("kustomization.yaml"))
                        .forEach(file -> files.add(DEPLOY.relativize(file).toString()));
            }
            JsonNode kustomization = YamlFile.read(each.resolve("kustomization.yaml"));
            Stream.concat(
                            elements(kustomization.path("resources")),
                            elements(kustomization.path("configMapGenerator"))
                                    .flatMap(generator -> elements(generator.path("files"))))
                    .map(name -> each.resolve(name.asText()))
                    .filter(Files::isRegularFile)
                    .forEach(file -> used.add(DEPLOY.relativize(file).toString()));
        }

        // Then
        assertThat(used).isEqualTo(files).isNotEmpty();
    }

    @Test
    void theMonitoringIsValid() throws IOException {
        // When
        Manifests monitoring = Manifests.written(DEPLOY.resolve("monitoring"));

        // Then
        assertThat(monitoring.objects()).hasSize(2).allSatisfy(KubernetesTypes::require);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyObjectIsValid(Manifests manifests) {
        // When
        List<JsonNode> objects = manifests.objects();

        // Then
        assertThat(objects).isNotEmpty().allSatisfy(KubernetesTypes::require);
        assertThat(objects)
                .extracting(object -> object.path("kind") + nameOf(object))
                .doesNotHaveDuplicates();
    }

    @Test
    void anObjectWithAFieldThatDoesNotExistIsNotValid() throws IOException {
        // Given
        String misspelt =
                Files.readString(BASE.resolve("run.yaml")).replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");

        // When
        List<JsonNode> objects = YamlFile.documents(misspelt);

        // Then
        assertThat(objects)
                .anySatisfy(object -> assertThatCode(() -> KubernetesTypes.require(object))
                        .hasMessageContaining("readOnlyRootFileSystem"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theProgramTakesItsConfiguration(Manifests manifests) throws Exception {
        // When
        RunConfiguration configuration = configuration(manifests);

        // Then
        Map<String, Object> streams = configuration.streams();
        assertThatCode(() -> new StreamsConfig(streams)).doesNotThrowAnyException();
        assertThatCode(() -> new AdminClientConfig(configuration.admin())).doesNotThrowAnyException();
        assertThat(streams).containsEntry("group.instance.id", "wanderscope-0");
        assertThat(configuration.servers().dashboard().token()).isPresent();
        assertThat(configuration.servers().dashboard().host()).isEqualTo("0.0.0.0");
        assertThat(configuration.servers().dashboard().hosts())
                .as("the node and Prometheus call pods by their addresses")
                .isEmpty();
        JsonNode pod = run(manifests);
        assertThat(Path.of(streams.get("state.dir").toString()))
                .startsWithRaw(Path.of(mountOf(pod, volumeClaim(manifests))));
    }

    /** As the program reads it in a pod, with a file for each key of the Secret. */
    private RunConfiguration configuration(Manifests manifests) throws Exception {
        String text = properties(manifests);
        for (String key : secretKeys(text)) {
            Files.writeString(folder.resolve(key), key.endsWith("user.info") ? "user:password" : "0123456789abcdef");
        }
        for (String certificates : secretFiles(text)) {
            Files.writeString(folder.resolve(certificates), anAuthority());
        }
        Path file = folder.resolve("wanderscope.properties");
        Files.writeString(file, text.replace(SECRETS, folder.toString()).replace("${env:POD_NAME}", "wanderscope-0"));
        return RunConfiguration.read(file, ShippedModelFile.path());
    }

    private static String properties(Manifests manifests) {
        return manifests
                .all("ConfigMap")
                .get(0)
                .path("data")
                .path("wanderscope.properties")
                .asText();
    }

    private static Set<String> secretKeys(String properties) {
        return SECRET.matcher(properties)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> secretFiles(String properties) {
        return Pattern.compile(Pattern.quote(SECRETS) + "/(\\S+)")
                .matcher(properties)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The certificate of one that Java trusts, in PEM. */
    private static String anAuthority() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509TrustManager trusted = (X509TrustManager) factory.getTrustManagers()[0];
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(trusted.getAcceptedIssuers()[0].getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static JsonNode run(Manifests manifests) {
        return manifests.one("StatefulSet", "wanderscope").path("spec").path("template");
    }

    private static JsonNode dashboard(Manifests manifests) {
        return manifests.one("Deployment", "wanderscope-dashboard").path("spec").path("template");
    }

    private static String volumeClaim(Manifests manifests) {
        return nameOf(manifests
                .one("StatefulSet", "wanderscope")
                .path("spec")
                .path("volumeClaimTemplates")
                .get(0));
    }

    private static String mountOf(JsonNode pod, String volume) {
        return elements(container(pod).path("volumeMounts"))
                .filter(mount -> nameIn(mount).equals(volume))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing mounts " + volume))
                .path("mountPath")
                .asText();
    }

    @Test
    void theKeysOfTheSecretAreThoseThatItsCommandCreates() throws IOException {
        for (Path each : List.of(BASE, EXAMPLE)) {
            // Given
            String command = Files.readString(each.resolve("kustomization.yaml"));

            // When
            Set<String> created = Pattern.compile("--from-(?:literal|file)=([\\w.]+)")
                    .matcher(command)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));

            // Then
            String properties = Files.readString(each.resolve("wanderscope.properties"));
            Set<String> used = secretKeys(properties);
            used.addAll(secretFiles(properties));
            assertThat(created).isEqualTo(used).contains("http.token");
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void portsAndProbesAreThoseOfTheProgram(Manifests manifests) throws Exception {
        // When
        RunConfiguration configuration = configuration(manifests);

        // Then
        assertThat(port(run(manifests), "metrics"))
                .isEqualTo(configuration.servers().metrics().orElseThrow().port());
        assertThat(port(dashboard(manifests), "page"))
                .isEqualTo(configuration.servers().dashboard().port());
        assertThat(manifests.pods()).hasSize(2).allSatisfy(pod -> {
            assertProbe(pod, "startupProbe", "/health/live");
            assertProbe(pod, "livenessProbe", "/health/live");
            assertProbe(pod, "readinessProbe", "/health/ready");
        });
    }

    private static void assertProbe(JsonNode pod, String name, String path) {
        JsonNode request = container(pod).path(name).path("httpGet");
        assertThat(request.path("path").asText()).isEqualTo(path);
        assertThat(port(pod, request.path("port").asText())).isPositive();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyReferenceMeetsWhatItNames(Manifests manifests) {
        // When
        List<JsonNode> pods = manifests.pods();

        // Then
        String configMap = nameOf(manifests.all("ConfigMap").get(0));
        assertThat(pods).allSatisfy(pod -> {
            JsonNode spec = pod.path("spec");
            assertThat(manifests.one(
                            "ServiceAccount", spec.path("serviceAccountName").asText()))
                    .isNotNull();
            assertThat(elements(spec.path("topologySpreadConstraints")))
                    .isNotEmpty()
                    .allMatch(spread -> selects(spread.path("labelSelector").path("matchLabels"), pod));
            assertThat(spec.findValuesAsText("secretName")).containsExactly("wanderscope");
            assertThat(elements(spec.path("volumes")).map(volume -> volume.path("configMap")))
                    .filteredOn(map -> !map.isMissingNode())
                    .extracting(map -> nameIn(map))
                    .containsExactly(configMap);
            assertThat(mountOf(pod, "secret")).isEqualTo(SECRETS);
            assertThat(container(pod).path("args").get(2).asText())
                    .isEqualTo(mountOf(pod, "config") + "/wanderscope.properties");
            assertThat(elements(container(pod).path("env")))
                    .anyMatch(variable -> nameIn(variable).equals("POD_NAME")
                            && variable.at("/valueFrom/fieldRef/fieldPath")
                                    .asText()
                                    .equals("metadata.name"));
            Set<String> volumes =
                    elements(spec.path("volumes")).map(Manifests::nameIn).collect(Collectors.toSet());
            volumes.add(volumeClaim(manifests));
            assertThat(elements(container(pod).path("volumeMounts")).map(Manifests::nameIn))
                    .isSubsetOf(volumes);
        });
        JsonNode stateful = manifests.one("StatefulSet", "wanderscope").path("spec");
        assertThat(manifests
                        .one("Service", stateful.path("serviceName").asText())
                        .at("/spec/clusterIP")
                        .asText())
                .isEqualTo("None");
        assertThat(selects(stateful.at("/selector/matchLabels"), run(manifests)))
                .isTrue();
        assertThat(selects(
                        manifests.one("Deployment", "wanderscope-dashboard").at("/spec/selector/matchLabels"),
                        dashboard(manifests)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everySelectorMeetsThePodsThatItMeans(Manifests manifests) {
        // Given
        JsonNode run = run(manifests);
        JsonNode dashboard = dashboard(manifests);

        // When
        List<JsonNode> services = manifests.all("Service");

        // Then
        assertThat(selects(manifests.one("Service", "wanderscope").at("/spec/selector"), run))
                .isTrue();
        assertThat(selects(manifests.one("Service", "wanderscope").at("/spec/selector"), dashboard))
                .isFalse();
        assertThat(selects(manifests.one("Service", "wanderscope-dashboard").at("/spec/selector"), dashboard))
                .isTrue();
        assertThat(selects(manifests.one("Service", "wanderscope-dashboard").at("/spec/selector"), run))
                .isFalse();
        assertThat(services).allSatisfy(service -> {
            JsonNode pod = selects(service.at("/spec/selector"), run) ? run : dashboard;
            assertThat(elements(service.at("/spec/ports")))
                    .allSatisfy(
                            each -> assertThat(port(pod, each.path("targetPort").asText()))
                                    .isPositive());
        });
        assertThat(selects(manifests.one("PodDisruptionBudget", "wanderscope").at("/spec/selector/matchLabels"), run))
                .isTrue();
        assertThat(selects(
                        manifests
                                .one("PodDisruptionBudget", "wanderscope-dashboard")
                                .at("/spec/selector/matchLabels"),
                        dashboard))
                .isTrue();
    }

    @Test
    void prometheusFindsBothServices() throws IOException {
        // Given
        Manifests base = Manifests.written(BASE);

        // When
        JsonNode monitor = Manifests.written(DEPLOY.resolve("monitoring")).one("ServiceMonitor", "wanderscope");

        // Then
        assertThat(base.all("Service"))
                .allMatch(service -> selects(monitor.at("/spec/selector/matchLabels"), service)
                        && service.path("metadata")
                                .path("labels")
                                .path(monitor.at("/spec/jobLabel").asText())
                                .asText()
                                .equals("wanderscope"));
        assertThat(elements(monitor.at("/spec/endpoints"))
                        .map(each -> each.path("port").asText()))
                .containsExactlyInAnyOrderElementsOf(base.all("Service").stream()
                        .map(service -> nameIn(service.at("/spec/ports/0")))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void onlyBrokersRegistryAndNamesCanBeReached(Manifests manifests) throws Exception {
        // Given
        RunConfiguration configuration = configuration(manifests);
        int brokers = portOf(configuration.kafka().get("bootstrap.servers"));
        int registry = portOf(configuration.registry().orElseThrow().url().replaceFirst("https?://([^/]+).*", "$1"));

        // When
        JsonNode policy = manifests.one("NetworkPolicy", "wanderscope").path("spec");

        // Then
        assertThat(policy.path("policyTypes").toString()).contains("Ingress", "Egress");
        assertThat(policy.path("ingress").isMissingNode()).isTrue();
        assertThat(policy.path("egress").findValues("port"))
                .extracting(JsonNode::asInt)
                .containsExactlyInAnyOrder(53, 53, brokers, registry);
        assertThat(elements(policy.path("egress")))
                .allMatch(rule -> !rule.path("to").isEmpty());
        assertThat(manifests.pods())
                .allMatch(pod -> manifests.all("NetworkPolicy").stream()
                        .filter(each -> nameOf(each).equals("wanderscope"))
                        .allMatch(each -> selects(each.at("/spec/podSelector/matchLabels"), pod)));
    }

    private static int portOf(String hostAndPort) {
        return Integer.parseInt(hostAndPort.substring(hostAndPort.indexOf(':') + 1));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void strangersReachMetricsAndPageOnly(Manifests manifests) {
        // When
        List<JsonNode> policies = manifests.all("NetworkPolicy");

        // Then
        assertThat(policies)
                .flatExtracting(policy -> elements(policy.at("/spec/ingress")).toList())
                .hasSize(2)
                .allSatisfy(rule -> {
                    assertThat(rule.path("from")).isNotEmpty();
                    assertThat(rule.findValuesAsText("port")).isSubsetOf("metrics", "page");
                });
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void nothingRunsWithMoreRightsThanItNeeds(Manifests manifests) throws IOException {
        // Given
        String dockerfile = Files.readString(HOME.resolve("Dockerfile"));

        // When
        List<JsonNode> pods = manifests.pods();

        // Then
        assertThat(pods).allSatisfy(pod -> {
            JsonNode spec = pod.path("spec");
            assertThat(spec.path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(dockerfile)
                    .contains("useradd --uid "
                            + spec.at("/securityContext/runAsUser").asText() + " ");
            assertThat(dockerfile)
                    .contains("groupadd --gid "
                            + spec.at("/securityContext/runAsGroup").asText() + " ");
            assertThat(spec.at("/securityContext/fsGroup")).isEqualTo(spec.at("/securityContext/runAsGroup"));
            assertThat(spec.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            JsonNode confined = container(pod).path("securityContext");
            assertThat(confined.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(confined.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(confined.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(mountOf(pod, "tmp")).isEqualTo("/tmp");
            assertThat(spec.findValues("hostPath")).isEmpty();
            assertThat(spec.path("hostNetwork").isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyPodHasMemoryAndTimeToEnd(Manifests manifests) throws Exception {
        // Given
        JsonNode compose = YamlFile.read(HOME.resolve("docker-compose.yml"));
        Duration session = Duration.ofMillis(
                Long.parseLong(configuration(manifests).kafka().get("session.timeout.ms")));

        // When
        List<JsonNode> pods = manifests.pods();

        // Then
        assertThat(pods).allSatisfy(pod -> {
            JsonNode resources = container(pod).path("resources");
            assertThat(resources.at("/limits/memory")).isEqualTo(resources.at("/requests/memory"));
            assertThat(KubernetesTypes.amount(resources.at("/limits/memory").asText()))
                    .as("as much as in Compose")
                    .isGreaterThanOrEqualTo(1024 * MEBIBYTE);
            assertThat(resources.at("/limits/cpu").isMissingNode())
                    .as("Java counts the whole node's processors without it")
                    .isFalse();
            assertThat(KubernetesTypes.amount(
                            resources.at("/limits/ephemeral-storage").asText()))
                    .isGreaterThan(KubernetesTypes.amount(elements(pod.at("/spec/volumes"))
                            .filter(volume -> nameIn(volume).equals("tmp"))
                            .findFirst()
                            .orElseThrow()
                            .at("/emptyDir/sizeLimit")
                            .asText()));
        });
        Duration grace = Duration.ofSeconds(
                run(manifests).at("/spec/terminationGracePeriodSeconds").asInt());
        assertThat(grace).isGreaterThan(CLOSING).isLessThan(session);
        assertThat(compose.at("/services/wanderscope/stop_grace_period").asText())
                .isEqualTo("40s");
        assertThat(pods)
                .extracting(pod -> container(pod).path("image").asText())
                .allMatch(image -> image.replaceFirst("^.*/", "")
                        .split(":", 2)[0]
                        .equals(compose.at("/services/wanderscope/image").asText()));
    }
}
