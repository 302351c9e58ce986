package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A network with three layers: the first knows the paper's group of a track and nothing else, the second the class, and the third
 * nothing.
 */
class ScalesStudyTest {
    private static final int TRACKS = 480;
    private static final long SEED = 1;
    private static final Map<ObservedTrajectory, DiffusionModel> TRUTH = new HashMap<>();

    /** A layer cannot know the class, unless it is told beforehand. */
    @BeforeAll
    static void simulate() {
        remember(TestSet.fixedLength(Seeds.derive(SEED, 0), TRACKS));
        remember(TestSet.fixedLength(Seeds.derive(SEED, 1), TRACKS / ScalesStudy.TRAINING_SHARE));
        remember(TestSet.cell(SEED, TRACKS, ScalesStudy.POINTS, 0));
    }

    private static void remember(TestSet set) {
        List<LabelledTrajectory> tracks = new ArrayList<>();
        set.forEach(tracks::add);
        tracks.forEach(track -> TRUTH.put(track.observed(), track.requireModel()));
    }

    private static final class Layers implements FrozenStages {
        private boolean closed;

        @Override
        public List<String> layers() {
            return List.of("groups", "classes", "nothing");
        }

        @Override
        public List<double[]> features(ObservedTrajectory trajectory) {
            int index = TRUTH.get(trajectory).classIndex();
            SplittableRandom noise = new SplittableRandom(trajectory.hashCode());
            return List.of(
                    indicators(ClassGroups.PAPER.of(index), ClassGroups.PAPER.count(), noise),
                    indicators(index, DiffusionModel.values().length, noise),
                    new double[] {noise.nextGaussian(), 1});
        }

        /** 1 at an index, elsewhere 0, with an error that is a twentieth of that. */
        private static double[] indicators(int index, int count, SplittableRandom noise) {
            double[] indicators = new double[count];
            for (int each = 0; each < count; each++) {
                indicators[each] = (each == index ? 1 : 0) + 0.05 * noise.nextGaussian();
            }
            return indicators;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static StudyRun run() {
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 3);
        return new StudyRun(classifier, SEED, TRACKS, "study scales", (test, before, done, total) -> {});
    }

    private static ScalesFinding finding(String layer) throws IOException {
        return new ScalesStudy(Layers::new)
                .findings(run()).stream()
                        .filter(each -> each.layer().equals(layer))
                        .findFirst()
                        .orElseThrow();
    }

    /** Four standard errors of a share of chance. */
    private static double chanceError(double share) {
        return 4 * Math.sqrt(share * (1 - share) / TRACKS);
    }

    @Test
    void findsTheGroupsThatALayerTellsApart() throws IOException {
        // When
        ScalesFinding groups = finding("groups");

        // Then, and within them only chance: four groups of eight classes
        assertThat(groups.division(4).groups()).containsExactlyInAnyOrderElementsOf(ClassGroups.PAPER.groups());
        assertThat(groups.accuracy(4).value()).isEqualTo(1);
        assertThat(groups.answers().accuracy(ClassGroups.PAPER).value()).isEqualTo(1);
        assertThat(groups.accuracy().value()).isCloseTo(0.5, within(chanceError(0.5)));
    }

    @Test
    void findsTheClassesThatALayerTellsApart() throws IOException {
        // When
        ScalesFinding classes = finding("classes");

        // Then
        assertThat(classes.accuracy().value()).isEqualTo(1);
    }

    @Test
    void findsOnlyChanceInALayerThatKnowsNothing() throws IOException {
        // When
        ScalesFinding nothing = finding("nothing");

        // Then
        assertThat(nothing.accuracy().value()).isCloseTo(0.125, within(chanceError(0.125)));
    }

    @Test
    void theNetworkItselfIsMeasuredByItsOwnAnswers() throws IOException {
        // When
        ScalesFinding network = finding(ScalesFinding.NETWORK);

        // Then it takes every track for Brownian motion
        assertThat(network.accuracy().value()).isCloseTo(0.125, within(1e-9));
        assertThat(network.answers()
                        .as(DiffusionModel.CTRW, DiffusionModel.BROWNIAN)
                        .value())
                .isEqualTo(1);
    }

    @Test
    void closesTheNetwork() throws IOException {
        // Given
        Layers layers = new Layers();

        // When
        new ScalesStudy(() -> layers).findings(run());

        // Then
        assertThat(layers.closed).isTrue();
    }

    @Test
    void theTableHasAccuraciesRecallsAndConfusions() throws IOException {
        // When
        CsvRows table = new CsvRows(new ScalesStudy(Layers::new).run(run()));

        // Then
        assertThat(table.value("value", "groups", "features")).isEqualTo(4);
        assertThat(table.value("value", "groups", "accuracy", "4")).isEqualTo(1);
        assertThat(table.text("of", "groups", "accuracy", "paper"))
                .isEqualTo("ATTM + CTRW; SUPER_FBM + LEVY_WALK; SUB_SBM + SUPER_SBM + BROWNIAN");
        assertThat(table.value("value", "classes", "recall", "LEVY_WALK")).isEqualTo(1);
        assertThat(table.value("low", "classes", "recall", "LEVY_WALK")).isBetween(0.9, 0.99);
        assertThat(table.value("value", "network", "confusion", "CTRW as BROWNIAN"))
                .isEqualTo(1);
    }
}
