package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the linker to laptrack, which links a whole recording at once. Fields and tracks come from
 * {@code src/test/python/laptrack_edges.py}, which says how to make them again.
 */
class LaptrackTest {
    private static final double MAXIMUM_DISPLACEMENT = 1.5;
    private static final int MAXIMUM_GAP = 2;

    private final Recording recording = new Recording(new ArrayList<>(), new ArrayList<>());
    private final List<List<Long>> laptrack = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 100, 200})
    void squaredDisplacementsFindAsManyLinks(int particles) throws IOException {
        // Given
        read(particles);
        LinkingCosts costs = LinkingCosts.SquaredDisplacement.within(MAXIMUM_DISPLACEMENT);

        // When
        List<LinkedFrame> linked = recording.link(new LinkingSettings(costs, MAXIMUM_GAP, 1000, 1000));

        // Then
        assertIsWithinAPointOfLaptrack(linked);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 100, 200})
    void likelihoodsFindAsManyLinks(int particles) throws IOException {
        // Given
        read(particles);
        LinkingCosts costs = LinkingCosts.DiffusionLikelihood.within(MAXIMUM_DISPLACEMENT);

        // When
        List<LinkedFrame> linked = recording.link(new LinkingSettings(costs, MAXIMUM_GAP, 1000, 1000));

        // Then
        assertIsWithinAPointOfLaptrack(linked);
    }

    private void assertIsWithinAPointOfLaptrack(List<LinkedFrame> linked) {
        Set<Recording.Edge> truth = recording.truth(MAXIMUM_GAP);
        assertThat(Recording.f1(truth, Recording.found(linked)))
                .isGreaterThanOrEqualTo(Recording.f1(truth, laptrackEdges()) - 0.01);
    }

    private Set<Recording.Edge> laptrackEdges() {
        return Recording.edges(laptrack.stream()
                .map(each -> each.stream().mapToLong(Long::longValue).toArray())
                .toList());
    }

    private void read(int particles) throws IOException {
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LaptrackTest.class.getResourceAsStream("/laptrack-edges.csv")),
                StandardCharsets.UTF_8))) {
            rows.lines()
                    .map(row -> row.split(",", -1))
                    .filter(row -> row[0].equals(String.valueOf(particles)))
                    .forEach(this::add);
        }
    }

    private void add(String[] row) {
        if (Integer.parseInt(row[1]) == recording.frames().size()) {
            recording.begin();
            laptrack.add(new ArrayList<>());
        }
        recording.add(
                Localisation.of(Double.parseDouble(row[2]), Double.parseDouble(row[3])), Integer.parseInt(row[4]));
        laptrack.get(laptrack.size() - 1).add(Long.parseLong(row[5]));
    }
}
