package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalisationTest {
    private static final int POINTS = 1000;

    private static double[] weights(int from, int to, double inside, double outside) {
        return IntStream.range(0, POINTS)
                .mapToDouble(point -> point >= from && point < to ? inside : outside)
                .toArray();
    }

    private static BitSet feature(int from) {
        BitSet points = new BitSet();
        points.set(from, from + 20);
        return points;
    }

    @Test
    void aMapThatIsTheFeatureIsPerfect() {
        // When
        Localisation found = Localisation.of(weights(300, 320, 2, -1), feature(300));

        // Then
        assertThat(found).isEqualTo(new Localisation(1, true, false));
    }

    @Test
    void aMapOfTheWrongSignHasNoArea() {
        // When
        Localisation found = Localisation.of(weights(300, 320, -2, 1), feature(300));

        // Then
        assertThat(found.area()).isZero();
        assertThat(found.hit()).isFalse();
    }

    @Test
    void aMapThatSaysNothingIsChance() {
        // When
        Localisation found = Localisation.of(weights(300, 320, 1, 1), feature(300));

        // Then
        assertThat(found.area()).isEqualTo(0.5);
    }

    @Test
    void theHitOfAPlateauIsItsMiddle() {
        // When a plateau reaches to the feature, but its middle is far away
        Localisation found = Localisation.of(weights(300, 700, 1, 0), feature(300));

        // Then
        assertThat(found.hit()).isFalse();
    }

    @Test
    void randomMapsHaveTheAreaAndTheHitsOfChance() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        int tracks = 4000;

        // When
        double area = 0;
        double hits = 0;
        for (int track = 0; track < tracks; track++) {
            int from = random.nextInt(100, 880);
            Localisation found = Localisation.of(random.doubles(POINTS).toArray(), feature(from));
            area += found.area() / tracks;
            hits += found.hit() ? 1.0 / tracks : 0;
        }

        // Then, by four standard errors: an area of 20 among 980 points has an s.d. of 0.065
        assertThat(area).isCloseTo(0.5, within(0.005));
        assertThat(hits).isCloseTo(0.2, within(0.026));
    }
}
