package io.wanderscope.trainer.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.trainer.evaluation.Share;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static Answers answers(int from, int to) {
        BitSet correct = new BitSet();
        correct.set(from, to);
        return new Answers(correct, 100);
    }

    @Test
    void accuracyHasABinomialError() {
        // When
        Share accuracy = answers(0, 80).accuracy();

        // Then
        assertThat(accuracy.value()).isCloseTo(0.8, within(1e-12));
        assertThat(accuracy.standardError()).isCloseTo(0.04, within(1e-12));
    }

    @Test
    void aDifferenceHasTheErrorOfPairs() {
        // Given 10 trajectories that only the first got right, and 5 that only the second did
        Answers first = answers(0, 80);
        Answers second = answers(10, 85);

        // When
        Share advantage = first.advantageOver(second);

        // Then
        assertThat(advantage.value()).isCloseTo(0.05, within(1e-12));
        assertThat(advantage.standardError()).isCloseTo(Math.sqrt((0.15 - 0.0025) / 100), within(1e-12));
        assertThat(second.advantageOver(first).value()).isCloseTo(-0.05, within(1e-12));
    }
}
