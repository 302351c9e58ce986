package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OcclusionMapTest {
    private static final int POINTS = 300;
    private static final int WINDOWS = 15;
    private static final int TRACKS = 20;

    private final FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();

    /** There and back, and then on: the detour is why it is not straight. */
    private static ObservedTrajectory detour() {
        double[] x = new double[20];
        double[] y = new double[20];
        for (int point = 1; point < 20; point++) {
            boolean away = point >= 10 && point < 15;
            x[point] = x[point - 1] + (away ? 0 : 1);
            y[point] = y[point - 1] + (away ? (point % 2 == 0 ? 3 : -3) : 0);
        }
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }

    @Test
    void aWeightIsByHowMuchTheLogOddsFallWithoutTheWindow() {
        // Given
        ObservedTrajectory track = detour();

        // When
        OcclusionMap map = OcclusionMap.of(classifier, track, 4, ObservedTrajectory::without)
                .orElseThrow();

        // Then
        DiffusionModel answer = map.whole().mostProbable();
        assertThat(map.weights()).hasSize(4);
        for (int window = 0; window < 4; window++) {
            BitSet points = new BitSet();
            points.set(5 * window, 5 * window + 5);
            Classification rest =
                    classifier.classify(List.of(track.without(points))).get(0);
            assertThat(map.weights()[window])
                    .isCloseTo(map.whole().logOdds(answer) - rest.logOdds(answer), within(1e-12));
        }
        assertThat(map.weights()[2]).isPositive().isGreaterThan(map.weights()[0]);
    }

    @Test
    void aDisplacementThatWasMeasuredAcrossAGapIsCutOutWhole() {
        // Given a gap from point 8 to 11, over the middle of the track
        BitSet observed = new BitSet();
        observed.set(0, 8);
        observed.set(12, 20);
        ObservedTrajectory track = new ObservedTrajectory(detour().trajectory(), observed);
        List<ObservedTrajectory> remains = new ArrayList<>();

        // When
        OcclusionMap map = OcclusionMap.of(classifier, track, 4, (whole, window) -> {
                    remains.add(whole.without(window));
                    return whole.without(window);
                })
                .orElseThrow();

        // Then each window ends with a point that was observed, and has as many of them
        assertThat(map.windows())
                .hasToString("[{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11, 12, 13, 14, 15}, {16, 17, 18, 19}]");
        assertThat(remains.get(2).observedPoints()).isEqualTo(remains.get(2).size());
        assertThat(remains.get(2).size()).isEqualTo(12);
    }

    @Test
    void theModelIsAskedOnceForTheWholeAndEveryWindow() {
        // When
        Optional<OcclusionMap> map = OcclusionMap.of(classifier, detour(), 4, ObservedTrajectory::without);

        // Then
        assertThat(map).isPresent();
        assertThat(classifier.batchSizes()).containsExactly(5);
    }

    @Test
    void aTrackOfWhichTooLittleWouldBeLeftHasNoMap() {
        // When the only window is the whole track
        Optional<OcclusionMap> map = OcclusionMap.of(classifier, detour(), 1, ObservedTrajectory::without);

        // Then
        assertThat(map).isEmpty();
        assertThat(classifier.batchSizes()).isEmpty();
    }

    @Test
    void aRestThatTurnedBrownianMotionIntoAnotherModelHasTheLargestWeight() {
        // Given Brownian motion, each track with a rest that covers one window of it
        List<ObservedTrajectory> tracks = IntStream.range(0, TRACKS)
                .mapToObj(track -> withRest(rest(track), new SplittableRandom(track)))
                .toList();

        // When
        List<OcclusionMap> maps;
        try (OnnxTrajectoryClassifier model =
                OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.CPU, 1)) {
            maps = tracks.stream()
                    .map(track -> OcclusionMap.of(model, track, WINDOWS, ObservedTrajectory::without)
                            .orElseThrow())
                    .toList();
        }

        // Then
        long misled = maps.stream()
                .filter(map -> map.whole().mostProbable() != DiffusionModel.BROWNIAN)
                .count();
        long found = IntStream.range(0, TRACKS)
                .filter(track -> maps.get(track).whole().mostProbable() != DiffusionModel.BROWNIAN
                        && largest(maps.get(track).weights()) == rest(track))
                .count();
        assertThat(misled).isGreaterThan(TRACKS / 2);
        assertThat(found).isGreaterThanOrEqualTo(misled * 9 / 10);
    }

    /** The window of a track's rest. */
    private static int rest(int track) {
        return 1 + track % (WINDOWS - 2);
    }

    private static ObservedTrajectory withRest(int window, SplittableRandom random) {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int point = 1; point < POINTS; point++) {
            boolean rests = point / (POINTS / WINDOWS) == window;
            double dx = random.nextGaussian();
            double dy = random.nextGaussian();
            x[point] = x[point - 1] + (rests ? 0 : dx);
            y[point] = y[point - 1] + (rests ? 0 : dy);
        }
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }

    private static int largest(double[] weights) {
        int largest = 0;
        for (int window = 1; window < weights.length; window++) {
            largest = weights[window] > weights[largest] ? window : largest;
        }
        return largest;
    }
}
