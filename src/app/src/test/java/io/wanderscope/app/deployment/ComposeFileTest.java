package io.wanderscope.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.app.cluster.KafkaImage;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeFileTest {
    private static final Path HOME = ShippedModelFile.path().getParent().getParent();
    private static final String SECRETS = "/etc/wanderscope/secret";

    @TempDir
    private Path folder;

    @Test
    void startsKafkaInTheVersionOfTheClient() throws IOException {
        // Given
        Path composeFile = HOME.resolve("docker-compose.yml");

        // When, Then
        assertThat(Files.readAllLines(composeFile))
                .filteredOn(line -> line.contains("apache/kafka"))
                .extracting(String::strip)
                .containsExactly("image: " + KafkaImage.name());
    }

    @Test
    void noServiceHasMoreRightsThanItNeeds() throws IOException {
        // When
        List<JsonNode> services = services();

        // Then
        assertThat(services).isNotEmpty().allSatisfy(service -> {
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(service.path("mem_limit").asText()).isNotEmpty();
            assertThat(service.path("pids_limit").asInt()).isPositive();
            assertThat(service.path("privileged").isMissingNode()).isTrue();
            assertThat(service.path("ports")).allMatch(port -> port.asText().startsWith("127.0.0.1:"));
        });
        assertThat(services)
                .filteredOn(service -> service.path("image").asText().startsWith("wanderscope"))
                .allMatch(service -> service.path("read_only").asBoolean());
    }

    private static List<JsonNode> services() throws IOException {
        List<JsonNode> services = new ArrayList<>();
        YamlFile.read(HOME.resolve("docker-compose.yml")).path("services").forEach(services::add);
        return services;
    }

    @Test
    void thePageNeedsATokenThatEveryServiceCanRead() throws Exception {
        // Given
        Files.writeString(folder.resolve("http.token"), "0123456789abcdef");
        Path file = folder.resolve("wanderscope.properties");
        Files.writeString(
                file,
                Files.readString(HOME.resolve("src/compose/wanderscope.properties"))
                        .replace(SECRETS, folder.toString()));

        // When
        RunConfiguration configuration = RunConfiguration.read(file, ShippedModelFile.path());

        // Then
        assertThat(configuration.servers().dashboard().isLoopback()).isFalse();
        assertThat(configuration.servers().dashboard().token()).contains("0123456789abcdef");
        assertThat(services())
                .filteredOn(service -> volumes(service).anyMatch(volume -> volume.contains("wanderscope.properties:")))
                .hasSize(5)
                .allMatch(service -> volumes(service).anyMatch(("token:" + SECRETS + ":ro")::equals));
    }

    private static Stream<String> volumes(JsonNode service) {
        return Manifests.elements(service.path("volumes")).map(JsonNode::asText);
    }

    @Test
    void grafanaAdmitsNobodyWithoutAPassword() throws IOException {
        // When
        JsonNode grafana = YamlFile.read(HOME.resolve("docker-compose.yml")).at("/services/grafana");

        // Then
        assertThat(grafana.at("/environment/GF_AUTH_ANONYMOUS_ENABLED").asText())
                .isEqualTo("false");
        assertThat(grafana.at("/environment/GF_SECURITY_ADMIN_PASSWORD").asText())
                .as("no default")
                .isEqualTo("${GRAFANA_PASSWORD:-}");
        assertThat(grafana.at("/entrypoint/2").asText()).contains("set GRAFANA_PASSWORD");
    }

    @Test
    void prometheusHasTheAlerts() throws IOException {
        // When
        JsonNode prometheus = YamlFile.read(HOME.resolve("src/compose/prometheus.yml"));

        // Then
        assertThat(prometheus.at("/rule_files/0").asText()).isEqualTo("alerts.yml");
        assertThat(prometheus.at("/scrape_configs/0/job_name").asText()).isEqualTo("wanderscope");
        JsonNode service = YamlFile.read(HOME.resolve("docker-compose.yml")).at("/services/prometheus");
        assertThat(volumes(service)).contains("./src/compose/alerts.yml:/etc/prometheus/alerts.yml:ro");
    }
}
