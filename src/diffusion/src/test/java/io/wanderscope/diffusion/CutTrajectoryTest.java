package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class CutTrajectoryTest {
    /** Displacements 1, 2, 4, 8, 16, 32 along x. */
    private static final Trajectory TRACK = Trajectory.of(new double[] {5, 6, 8, 12, 20, 36, 68}, new double[7]);

    private static BitSet points(int... points) {
        BitSet set = new BitSet();
        for (int point : points) {
            set.set(point);
        }
        return set;
    }

    private static ObservedTrajectory joined(BitSet seen, double... x) {
        return new ObservedTrajectory(Trajectory.of(x, new double[x.length]), seen);
    }

    @Test
    void displacementsIntoPointsThatAreCutOutAreLeftOut() {
        // When
        ObservedTrajectory rest = ObservedTrajectory.complete(TRACK).without(points(2, 3));

        // Then displacements 1, 8, 16 and 32 remain
        assertThat(rest).isEqualTo(joined(points(0, 1, 2, 3, 4), 0, 1, 9, 25, 57));
    }

    @Test
    void imagingConditionsRemain() {
        // Given
        ImagingConditions imaging = ImagingConditions.of(0.1, 0.5);

        // When
        ObservedTrajectory rest =
                ObservedTrajectory.complete(TRACK).withImaging(imaging).without(points(2));

        // Then
        assertThat(rest.imaging()).isEqualTo(imaging);
    }

    @Test
    void aPointWhereTheRestIsJoinedCountsAsSeenIfBothEndsWere() {
        // Given point 3, from which the displacement of 8 starts, was not seen
        ObservedTrajectory track = new ObservedTrajectory(TRACK, points(0, 1, 2, 4, 5, 6));

        // When
        ObservedTrajectory rest = track.without(points(2, 3));

        // Then neither was the point at which it now starts
        assertThat(rest).isEqualTo(joined(points(0, 2, 3, 4), 0, 1, 9, 25, 57));
    }

    @Test
    void pointsThatWereNotSeenAreLeftOutAtTheEnds() {
        // Given
        ObservedTrajectory track = new ObservedTrajectory(TRACK, points(0, 3, 4, 6));

        // When the first and the last point are cut out with a neighbour
        ObservedTrajectory rest = track.without(points(0, 1, 6));

        // Then only the displacement between two points that were seen remains
        assertThat(rest).isEqualTo(joined(points(0, 1), 6, 14));
    }

    @Test
    void somethingThatWasSeenMustRemain() {
        // Given
        ObservedTrajectory track = new ObservedTrajectory(TRACK, points(0, 6));

        // Then
        assertThatThrownBy(() -> track.without(points(0, 1, 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no point remains that was seen");
    }
}
