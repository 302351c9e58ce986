package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.Windows;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureTest {
    /** Displacements 1, 2, 4, 8, 16. */
    private static final ObservedTrajectory TRACK = ObservedTrajectory.complete(
            Trajectory.of(new double[] {5, 6, 8, 12, 20, 36}, new double[] {0, 0, 1, 0, 0, 1}));

    private static BitSet points(int from, int to) {
        BitSet points = new BitSet();
        points.set(from, to);
        return points;
    }

    @Test
    void cuttingJoinsTheDisplacementsThatRemain() {
        // When
        ObservedTrajectory cut = Erasure.CUT.apply(TRACK, points(2, 4));

        // Then displacements 1, 8, 16 remain
        assertThat(cut)
                .isEqualTo(ObservedTrajectory.complete(
                        Trajectory.of(new double[] {0, 1, 9, 25}, new double[] {0, 0, 0, 1})));
    }

    @Test
    void cuttingTheFirstPointCutsNoDisplacement() {
        // When
        ObservedTrajectory cut = Erasure.CUT.apply(TRACK, points(0, 2));

        // Then displacements 2, 4, 8, 16 remain
        assertThat(cut.size()).isEqualTo(5);
        assertThat(cut.trajectory().x(4)).isEqualTo(30);
    }

    @Test
    void cuttingKeepsWhatWasNotSeenUnseen() {
        // Given frames 0, 1, 4, 5, 8, of which four pairs follow each other or a gap
        BitSet observed = BitSet.valueOf(new long[] {0b100110011});
        ObservedTrajectory gaps = new ObservedTrajectory(
                Trajectory.interpolated(
                        new int[] {0, 1, 4, 5, 8}, new double[] {0, 1, 7, 15, 63}, new double[] {0, 0, 0, 0, 0}),
                observed);
        List<BitSet> segments = Windows.ofObserved(gaps, 5);

        // When the frame after the first gap is cut, and with it the gap
        ObservedTrajectory cut = Erasure.CUT.apply(gaps, segments.get(2));

        // Then
        assertThat(segments.get(2)).isEqualTo(points(2, 5));
        assertThat(cut)
                .isEqualTo(new ObservedTrajectory(
                        Trajectory.interpolated(
                                new int[] {0, 1, 2, 5}, new double[] {0, 1, 9, 57}, new double[] {0, 0, 0, 0}),
                        BitSet.valueOf(new long[] {0b100111})));
    }

    @Test
    void zeroingPutsThePointsAtTheStart() {
        // When
        ObservedTrajectory zeroed = Erasure.ZEROED.apply(TRACK, points(2, 4));

        // Then
        assertThat(zeroed)
                .isEqualTo(ObservedTrajectory.complete(
                        Trajectory.of(new double[] {0, 1, 0, 0, 15, 31}, new double[] {0, 0, 0, 0, 0, 1})));
    }

    @Test
    void unobservedPointsAreFilledInAndTheEndsRemain() {
        // When
        ObservedTrajectory unobserved = Erasure.UNOBSERVED.apply(TRACK, points(2, 6));

        // Then
        assertThat(unobserved.observedPoints()).isEqualTo(3);
        assertThat(unobserved.isObserved(5)).isTrue();
        assertThat(unobserved.trajectory().x(3)).isEqualTo(21);
    }
}
