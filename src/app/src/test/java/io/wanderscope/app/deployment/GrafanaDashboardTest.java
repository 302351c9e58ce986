package io.wanderscope.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GrafanaDashboardTest {
    private static final Path HOME = ShippedModelFile.path().getParent().getParent();
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `(wanderscope_\\w+)`");
    private static final Pattern IN_PANEL = Pattern.compile("wanderscope_\\w+");
    /** What Prometheus makes of a histogram or a summary. */
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");

    @Test
    void showsEveryMetricOfTheDocumentsAndNoOther() throws IOException {
        // Given
        Set<String> documented = IN_TABLE.matcher(Files.readString(HOME.resolve("docs/operations.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> shown = expressions().stream()
                .flatMap(expression -> IN_PANEL.matcher(expression).results())
                .map(result -> PART.matcher(result.group()).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(shown).isEqualTo(documented).isNotEmpty();
    }

    private static List<String> expressions() throws IOException {
        Path dashboard = HOME.resolve("src/compose/grafana/dashboards/wanderscope.json");
        JsonNode panels = new ObjectMapper().readTree(dashboard.toFile());
        return panels.findValuesAsText("expr");
    }
}
