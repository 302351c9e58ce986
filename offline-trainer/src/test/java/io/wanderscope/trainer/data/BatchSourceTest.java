package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.trainer.workers.WorkerFailedException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchSourceTest {
    static Stream<Throwable> errors() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("a/B"),
                new IllegalStateException("a defect"));
    }

    /** Throws what need not be declared. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> PackedBatch thrown(Throwable error) throws E {
        throw (E) error;
    }

    @ParameterizedTest
    @MethodSource("errors")
    @Timeout(30)
    void anErrorOfTheSimulationReachesWhoWaitsForABatch(Throwable error) {
        // Given a simulation that dies at its first batch
        Supplier<PackedBatch> dying = () -> BatchSourceTest.<RuntimeException>thrown(error);
        try (BatchSource source = new BatchSource(epoch -> dying, 0, 10)) {

            // When
            assertThatThrownBy(source::next)
                    // Then
                    .isInstanceOf(WorkerFailedException.class)
                    .hasMessageStartingWith("the simulation of batches failed: "
                            + error.getClass().getSimpleName())
                    .hasCause(error);
        }
    }
}
