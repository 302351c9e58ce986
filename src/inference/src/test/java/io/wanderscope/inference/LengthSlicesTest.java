package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices of a batch, judged by the points that the model is run on. */
class LengthSlicesTest {
    private static final int MAXIMUM = OnnxTrajectoryClassifier.CPU_POINTS;

    private static int padded(int[] lengths, int[] slice) {
        return slice.length
                * Arrays.stream(slice).map(index -> lengths[index]).max().orElseThrow();
    }

    private static int padded(int[] lengths, List<int[]> slices) {
        return slices.stream().mapToInt(slice -> padded(lengths, slice)).sum();
    }

    private static int[] mixture(int size, int shortest, int longest, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, size)
                .map(index -> random.nextInt(shortest, longest + 1))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 500, 4000, MAXIMUM})
    void everyTrajectoryIsInOneSliceOfABoundedSize(int maximum) {
        for (int size = 0; size < 120; size += 7) {
            // Given
            int[] lengths = mixture(size, 2, 1000, size + maximum);

            // When
            List<int[]> slices = LengthSlices.of(lengths, maximum);

            // Then
            assertThat(slices.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                    .containsExactly(IntStream.range(0, size).toArray());
            assertThat(slices).allMatch(slice -> slice.length == 1 || padded(lengths, slice) <= maximum);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void aLargeMixtureIsPaddedByLessThanFivePercent(int longest) {
        // Given
        int[] lengths = mixture(2000, 5, longest, longest);

        // When
        List<int[]> slices = LengthSlices.of(lengths, MAXIMUM);

        // Then
        int own = Arrays.stream(lengths).sum();
        assertThat(padded(lengths, slices) - own).isLessThan(own / 20);
    }

    @Test
    void revisionsEveryTenPointsAreHardlyPadded() {
        // Given batches as of a stream that revises tracks of up to 250 points every 10
        int[] lengths =
                Arrays.stream(mixture(1000, 1, 25, 7)).map(tens -> 10 * tens).toArray();

        // When
        List<int[]> slices = LengthSlices.of(lengths, MAXIMUM);

        // Then
        int own = Arrays.stream(lengths).sum();
        assertThat(padded(lengths, slices) - own).isLessThan(own / 50);
    }

    @Test
    void aSmallBatchIsNotCutIntoRunsThatCostMoreThanThePaddingTheySave() {
        // Given
        int[] lengths = {60, 62, 61, 64, 63};

        // When
        List<int[]> slices = LengthSlices.of(lengths, MAXIMUM);

        // Then
        assertThat(slices).singleElement().isEqualTo(new int[] {0, 2, 1, 4, 3});
    }

    @Test
    void aSingleLongTrajectoryDoesNotMakeTheOthersLong() {
        // Given
        int[] lengths = {20, 1000, 20, 20};

        // When
        List<int[]> slices = LengthSlices.of(lengths, MAXIMUM);

        // Then
        assertThat(slices).containsExactly(new int[] {0, 2, 3}, new int[] {1});
    }

    @Test
    void manyShortTrajectoriesRunTogether() {
        // Given
        int[] lengths = new int[10_000];
        Arrays.fill(lengths, 6);

        // When
        List<int[]> slices = LengthSlices.of(lengths, MAXIMUM);

        // Then
        assertThat(slices).hasSize(4);
    }
}
