package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.position;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrackStatistics;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every track with three successive frames has a diffusion coefficient, whatever its label is; where noise and exposure are
 * configured, so has every track of three points of which two are successive.
 */
class DiffusionOfTracksTest extends TopologyTest {
    private static final double FRAME = 0.02;

    @Test
    void aTrackThatIsTooShortForALabelHasADiffusionCoefficient() {
        // Given
        harness.sendFrames("1", 0, 3);

        // When
        harness.end("1", 2);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.TOO_SHORT);
        assertThat(label.getDiffusion().getLengthUnit()).isEqualTo("um");
        assertThat(label.getDiffusion().getTimeUnit()).isEqualTo(TimeUnit.S);
        assertThat(label.getDiffusion().getFrameInterval()).isCloseTo(FRAME, within(1e-9));
        assertStates(label.getDiffusion(), statistics(0, 1, 2).inUnits(1, FRAME));
    }

    @Test
    void aTrackWithALabelHasOneTooToWhichInterpolatedFramesDoNotCount() {
        // Given
        harness.sendFrames("1", 0, 9);
        harness.sendFrames("1", 11, 15);

        // When
        harness.end("1", 14);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getProbabilities()).isNotNull();
        assertStates(
                label.getDiffusion(),
                statistics(0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14).inUnits(1, FRAME));
    }

    @Test
    void fewerThanThreePointsHaveNone() {
        // Given
        harness.sendFrames("two", 0, 2);

        // When
        harness.end("none", 4);
        harness.end("two", 1);
        harness.linger();

        // Then
        assertThat(harness.labels())
                .hasSize(2)
                .extracting(TrajectoryLabel::getDiffusion)
                .containsOnlyNulls();
    }

    @Test
    void pairsOfFramesHaveNoCoefficientAndStillASize() {
        // Given
        List.of(0L, 1L, 3L, 4L).forEach(frame -> harness.send(moving("1", frame)));

        // When
        harness.end("1", 4);
        harness.linger();

        // Then
        DiffusionEstimate estimate = only(harness.labels()).getDiffusion();
        assertThat(estimate.getDiffusionCoefficient()).isNull();
        assertThat(estimate.getDiffusionCoefficientSd()).isNull();
        assertThat(estimate.getLocalisationVariance()).isNull();
        assertThat(estimate.getLocalisationVarianceSd()).isNull();
        assertThat(estimate.getMsd()).isEmpty();
        assertThat(estimate.getRadiusOfGyration()).isPositive();
        assertThat(estimate.getDuration()).isCloseTo(4 * FRAME, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"px, px, 1", "nm, um, 0.001", "µm, um, 1", "a.u., a.u., 1"})
    void metricLengthsAreMicrometresAndOthersStay(String unit, String stated, double micrometres) {
        // Given
        LongStream.range(0, 4)
                .forEach(frame -> harness.send(ParticlePosition.newBuilder(moving("1", frame))
                        .setLengthUnit(unit)
                        .build()));

        // When
        harness.end("1", 3);
        harness.linger();

        // Then
        DiffusionEstimate estimate = only(harness.labels()).getDiffusion();
        assertThat(estimate.getLengthUnit()).isEqualTo(stated);
        assertStates(estimate, statistics(0, 1, 2, 3).inUnits(micrometres, FRAME));
    }

    @Test
    void timesAreFramesWherePositionsHaveTheSameTime() {
        // Given
        LongStream.range(0, 4)
                .forEach(frame -> harness.send(ParticlePosition.newBuilder(moving("1", frame))
                        .setTime(timeOf(0))
                        .build()));

        // When
        harness.end("1", 3);
        harness.linger();

        // Then
        DiffusionEstimate estimate = only(harness.labels()).getDiffusion();
        assertThat(estimate.getTimeUnit()).isEqualTo(TimeUnit.FRAME);
        assertThat(estimate.getFrameInterval()).isNull();
        assertStates(estimate, statistics(0, 1, 2, 3));
    }

    @Test
    void noiseAndExposureAreThoseOfTheSettings() {
        // Given
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.LOCALISATION_NOISE, Optional.of(0.03))
                        .with(StreamSettings.EXPOSURE, Optional.of(0.5)),
                FakeTrajectoryClassifier.create(),
                state.resolve("imaging"));
        harness.sendFrames("1", 0, 4);

        // When
        harness.end("1", 3);
        harness.linger();

        // Then
        DiffusionEstimate estimate = only(harness.labels()).getDiffusion();
        assertThat(estimate.getLocalisationVariance()).isCloseTo(0.0009, within(1e-12));
        assertThat(estimate.getLocalisationVarianceSd()).isZero();
        assertStates(
                estimate,
                statistics(ImagingConditions.of(0.03, 0.5), 0, 1, 2, 3).inUnits(1, FRAME));
    }

    @Test
    void withNoiseAndExposureInTheSettingsOneDisplacementSuffices() {
        // Given
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.LOCALISATION_NOISE, Optional.of(0.03))
                        .with(StreamSettings.EXPOSURE, Optional.of(0.5)),
                FakeTrajectoryClassifier.create(),
                state.resolve("imaging"));
        List.of(0L, 1L, 3L).forEach(frame -> harness.send(moving("1", frame)));

        // When
        harness.end("1", 3);
        harness.linger();

        // Then
        assertStates(
                only(harness.labels()).getDiffusion(),
                statistics(ImagingConditions.of(0.03, 0.5), 0, 1, 3).inUnits(1, FRAME));
    }

    @Test
    void aTrackThatRestsHasZeroes() {
        // Given
        LongStream.range(0, 15).forEach(frame -> harness.send(position("1", frame, 3, 4)));

        // When
        harness.end("1", 14);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.IMMOBILE);
        assertThat(label.getDiffusion().getDiffusionCoefficient()).isZero();
        assertThat(label.getDiffusion().getRadiusOfGyration()).isZero();
    }

    private static void assertStates(DiffusionEstimate estimate, TrackStatistics expected) {
        assertThat(estimate.getDiffusionCoefficient())
                .isCloseTo(expected.diffusionCoefficient().orElseThrow().value(), within(1e-9));
        assertThat(estimate.getDiffusionCoefficientSd())
                .isCloseTo(expected.diffusionCoefficient().orElseThrow().deviation(), within(1e-9));
        assertThat(estimate.getLocalisationVariance())
                .isCloseTo(expected.localisationVariance().orElseThrow().value(), within(1e-9));
        assertThat(estimate.getLocalisationVarianceSd())
                .isCloseTo(expected.localisationVariance().orElseThrow().deviation(), within(1e-9));
        assertThat(estimate.getMsd())
                .isEqualTo(expected.meanSquaredDisplacements().stream()
                        .map(each -> new MeanSquaredDisplacement(
                                each.lag(), each.value().value(), each.value().deviation()))
                        .toList());
        assertThat(estimate.getRadiusOfGyration()).isCloseTo(expected.radiusOfGyration(), within(1e-9));
        assertThat(estimate.getDuration()).isCloseTo(expected.duration(), within(1e-9));
    }

    private static TrackStatistics statistics(int... frames) {
        return statistics(ImagingConditions.UNKNOWN, frames);
    }

    /** Those of {@link TopologyHarness#moving} seen in some frames from 0 on, in its units and in frames. */
    private static TrackStatistics statistics(ImagingConditions imaging, int... frames) {
        BitSet observed = new BitSet();
        double[] x = new double[frames.length];
        double[] y = new double[frames.length];
        for (int index = 0; index < frames.length; index++) {
            observed.set(frames[index]);
            x[index] = moving("1", frames[index]).getX();
            y[index] = moving("1", frames[index]).getY();
        }
        ObservedTrajectory track = new ObservedTrajectory(Trajectory.interpolated(frames, x, y), observed);
        return TrackStatistics.of(track.withImaging(imaging)).orElseThrow();
    }
}
