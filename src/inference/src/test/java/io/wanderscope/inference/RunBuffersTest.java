package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class RunBuffersTest {
    private final RunBuffers buffers = new RunBuffers();

    @Test
    void aTensorOfTheSameOrOfASmallerSizeLiesInTheSameMemory() {
        // Given
        FloatBuffer first = buffers.floats("saliency", 100);

        // When
        FloatBuffer second = buffers.floats("saliency", 60);

        // Then
        first.put(7, 1.5f);
        assertThat(second.get(7)).isEqualTo(1.5f);
        assertThat(second.capacity()).isEqualTo(60);
        assertThat(second.isDirect()).isTrue();
    }

    @Test
    void everyTensorHasMemoryOfItsOwn() {
        // Given
        FloatBuffer alpha = buffers.floats("alpha", 10);
        alpha.put(0, 1.5f);

        // When
        FloatBuffer noise = buffers.floats("noise", 10);

        // Then
        noise.put(0, 2.5f);
        assertThat(alpha.get(0)).isEqualTo(1.5f);
    }

    @Test
    void growsForALargerTensor() {
        // Given
        buffers.floats("positions", 10);

        // When
        FloatBuffer larger = buffers.floats("positions", 1000);

        // Then
        assertThat(larger.capacity()).isEqualTo(1000);
    }
}
