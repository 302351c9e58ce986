package io.wanderscope.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alerts of Prometheus. DemoTest holds the metrics and labels that they use to those of the program. */
class AlertRulesTest {
    private static final Path HOME = ShippedModelFile.path().getParent().getParent();
    private static final Path RULES = HOME.resolve("src/compose/alerts.yml");
    private static final Path TESTS = HOME.resolve("src/compose/alerts-test.yml");
    private static final Path FOR_KUBERNETES = HOME.resolve("src/deploy/monitoring/rules.yaml");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void areTheSameForKubernetes() throws IOException {
        // Given
        String rules = Files.readString(RULES);
        String expected = """
                # Written from src/compose/alerts.yml: change that file, and run AlertRulesTest, which says how to write this one again.
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata:
                  name: wanderscope
                spec:
                """
                + rules.substring(rules.indexOf("groups:"))
                        .lines()
                        .map(line -> "  " + line + "\n")
                        .collect(Collectors.joining());

        // When
        if ("write".equals(System.getProperty("wanderscope.documentation"))) {
            Files.writeString(FOR_KUBERNETES, expected);
        }

        // Then
        assertThat(FOR_KUBERNETES)
                .as("mvn -q -pl src/app -am test -Dtest=AlertRulesTest#areTheSameForKubernetes"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dwanderscope.documentation=write writes it")
                .hasContent(expected);
    }

    @Test
    void sayWhatToDoAndWhereToReadIt() throws IOException {
        // Given
        Set<String> sections = HEADING.matcher(Files.readString(HOME.resolve("docs/operations.md")))
                .results()
                .map((MatchResult heading) -> "docs/operations.md#" + anchor(heading.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        List<JsonNode> alerts = alerts();

        // Then
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.path("annotations").path("summary").asText()).isNotEmpty();
            assertThat(alert.path("annotations").path("description").asText()).isNotEmpty();
            assertThat(alert.path("annotations").path("runbook").asText()).isIn(sections);
            assertThat(alert.path("labels").path("severity").asText()).isIn("warning", "critical");
        });
    }

    @Test
    void areAllTested() throws IOException {
        // Given
        Set<String> tested = new TreeSet<>(YamlFile.read(TESTS).findValuesAsText("alertname"));

        // When
        List<JsonNode> alerts = alerts();

        // Then
        assertThat(alerts)
                .extracting(alert -> alert.path("alert").asText())
                .containsExactlyInAnyOrderElementsOf(tested);
    }

    @Test
    void areRaisedWhenTheyShouldBe() {
        // Given
        Optional<InstalledTool> check = InstalledTool.find("promtool", "check", "rules");
        Optional<InstalledTool> test = InstalledTool.find("promtool", "test", "rules");
        assumeTrue(check.isPresent() && test.isPresent(), "promtool, of Prometheus, is not installed");

        // When
        String checked = check.orElseThrow().run(RULES);
        String tested = test.orElseThrow().run(TESTS);

        // Then
        assertThat(checked).contains("SUCCESS");
        assertThat(tested).contains("SUCCESS");
    }

    private static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        YamlFile.read(RULES).path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }
}
