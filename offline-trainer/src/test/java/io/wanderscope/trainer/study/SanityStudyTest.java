package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.study.SanityFinding.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A network with a layer that turns its map over, one that its map depends on entirely, one that its map does not need, and one that
 * turns it over in the first draw only. Its absolute map depends on none.
 */
class SanityStudyTest {
    private static final int TRACKS = 40;
    private static final int POINTS = 1000;
    private static final List<String> LAYERS = List.of("sign", "all", "none", "first draw");
    private static final String ABSOLUTE = "absolute";

    private static final class Networks implements RandomisedNetworks {
        private final AtomicInteger open = new AtomicInteger();
        private final Set<DiffusionModel> explained = EnumSet.noneOf(DiffusionModel.class);

        @Override
        public List<String> layers() {
            return LAYERS;
        }

        @Override
        public TrajectoryClassifier open(Set<String> layers, DiffusionModel explained, int draw) {
            open.incrementAndGet();
            this.explained.add(explained);
            long salt = layers.contains("all") ? 1 : 0;
            float sign = layers.contains("sign") || (layers.contains("first draw") && draw == 0) ? -1 : 1;
            return classifier(salt, sign, open::decrementAndGet);
        }
    }

    private static ScriptedClassifier classifier(long salt, float sign, Runnable onClose) {
        return new ScriptedClassifier(DiffusionModel.ATTM, track -> 3)
                .stage("only", track -> map(track, salt, sign))
                .absolute(track -> map(track, 7, 1))
                .onClose(onClose);
    }

    /** Random weights that follow from the track, so that maps of different tracks or salts have nothing in common. */
    private static float[] map(Trajectory track, long salt, float sign) {
        SplittableRandom random = new SplittableRandom(31L * track.hashCode() + salt);
        float[] map = new float[POINTS];
        for (int point = 0; point < POINTS; point++) {
            map[point] = sign * (float) random.nextGaussian();
        }
        return map;
    }

    private static SanityFinding finding(List<SanityFinding> findings, Kind kind, String layer) {
        return finding(findings, kind, layer, "only");
    }

    private static SanityFinding finding(List<SanityFinding> findings, Kind kind, String layer, String map) {
        return findings.stream()
                .filter(each -> each.map().equals(map))
                .filter(each -> each.change().equals(new SanityFinding.Change(kind, layer)))
                .findFirst()
                .orElseThrow();
    }

    private static List<SanityFinding> findings(Networks networks) throws IOException {
        return new SanityStudy(() -> networks).findings(run(), StudyTracks.simulated(run()));
    }

    private static StudyRun run() {
        return new StudyRun(classifier(0, 1, () -> {}), 1, TRACKS, "study sanity", (test, before, done, total) -> {});
    }

    @Test
    void aMapThatDoesNotNeedALayerStays() throws IOException {
        // When
        SanityFinding none = finding(findings(new Networks()), Kind.SINGLE, "none");

        // Then
        assertThat(none.signed().value()).isCloseTo(1, within(1e-9));
        assertThat(none.unsigned().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aMapThatTurnsOverKeepsItsSizes() throws IOException {
        // When
        SanityFinding sign = finding(findings(new Networks()), Kind.SINGLE, "sign");

        // Then
        assertThat(sign.signed().value()).isCloseTo(-1, within(1e-9));
        assertThat(sign.unsigned().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aMapThatIsForgottenHasNothingInCommonWithTheTrainedOne() throws IOException {
        // When
        List<SanityFinding> findings = findings(new Networks());

        // Then the correlation of 1000 independent points has an s.d. of 1/√999; by four standard errors
        double error = 1 / Math.sqrt((POINTS - 1) * TRACKS);
        for (SanityFinding forgotten : List.of(
                finding(findings, Kind.SINGLE, "all"),
                finding(findings, Kind.CASCADE, "all"),
                finding(findings, Kind.CASCADE, "none"),
                finding(findings, Kind.OTHER_TRACK, "another track"))) {
            assertThat(forgotten.signed().value()).isCloseTo(0, within(4 * error));
            assertThat(forgotten.unsigned().value()).isCloseTo(0, within(4 * error));
        }
    }

    @Test
    void absoluteGradCamIsTriedAsWell() throws IOException {
        // When
        StudyResult result = new SanityStudy(Networks::new).run(run());

        // Then
        assertThat(new CsvRows(result).value("correlation", "CASCADE", "all", ABSOLUTE))
                .isEqualTo(1);
        assertThat(result.summary().get(1))
                .startsWith(
                        "absolute: with only the weights of the sign drawn again, the rank correlation with the trained map"
                                + " is 1.00 ± 0.00, with all weights it is 1.00 ± 0.00; another track's map has ");
        assertThat(result.page()).contains("Absolute Grad-CAM keeps 1.00 ± 0.00 then.");
    }

    @Test
    void needsNoTruth() throws IOException {
        // Given tracks of which nobody knows anything
        StudyTracks simulated = StudyTracks.simulated(run());
        StudyTracks unknown = new StudyTracks(simulated.observed(), List.of(), List.of("Tracks of cell.csv."));

        // When
        StudyResult result = new SanityStudy(Networks::new).run(run(), unknown);

        // Then
        assertThat(result.csv())
                .isEqualTo(new SanityStudy(Networks::new).run(run()).csv());
        assertThat(result.page()).contains("Tracks of cell.csv.").doesNotContain("simulator");
    }

    @Test
    void theErrorIsThatOfTheDraws() throws IOException {
        // When one draw of five turns the maps of all its tracks over
        SanityFinding draws = finding(findings(new Networks()), Kind.SINGLE, "first draw");

        // Then
        assertThat(draws.signed().value()).isCloseTo(0.6, within(1e-9));
        assertThat(draws.signed().standardError()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void explainsWhatTheTrainedNetworkAnswers() throws IOException {
        // Given
        Networks networks = new Networks();

        // When
        findings(networks);

        // Then
        assertThat(networks.explained).containsExactly(DiffusionModel.ATTM);
    }

    @Test
    void closesEveryNetwork() throws IOException {
        // Given
        Networks networks = new Networks();

        // When
        findings(networks);

        // Then
        assertThat(networks.open).hasValue(0);
    }
}
