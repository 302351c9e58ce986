package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.Provider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceThreadsTest {
    @ParameterizedTest
    @CsvSource({"CPU, 1, 1", "CPU, 16, 16", "CUDA, 1, 1", "CUDA, 2, 2", "CUDA, 16, 2"})
    void thereIsOneForEachCoreAndAtMostTwoOnAGpu(Provider.Kind kind, int cores, int expected) {
        // When
        int number = InferenceThreads.defaultNumber(kind, cores);

        // Then
        assertThat(number).isEqualTo(expected);
    }
}
