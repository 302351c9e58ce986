package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelLoadException;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.inference.ShippedModelFile;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyModelTest {
    private final AtomicInteger openings = new AtomicInteger();
    private Path file = ShippedModelFile.path();

    private OnnxTrajectoryClassifier open() {
        openings.incrementAndGet();
        return OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1);
    }

    @Test
    void isOpenedOnceWhenItIsFirstNeeded() {
        // Given
        try (LazyModel model = new LazyModel(this::open)) {
            assertThat(openings).hasValue(0);

            // When
            OnnxTrajectoryClassifier first = model.get();
            OnnxTrajectoryClassifier second = model.get();

            // Then
            assertThat(second).isSameAs(first);
            assertThat(openings).hasValue(1);
        }
    }

    @Test
    void aFileThatCouldNotBeOpenedIsTriedAgain() {
        // Given
        file = Path.of("models/none.onnx");
        try (LazyModel model = new LazyModel(this::open)) {
            Throwable failed = catchThrowable(model::get);
            file = ShippedModelFile.path();

            // When
            OnnxTrajectoryClassifier opened = model.get();

            // Then
            assertThat(failed).isInstanceOf(ModelLoadException.class);
            assertThat(opened.model().name()).startsWith("resnet");
        }
    }

    @Test
    void isNotOpenedAfterItWasClosed() {
        // Given
        LazyModel model = new LazyModel(this::open);
        model.close();

        // When
        Throwable refused = catchThrowable(model::get);

        // Then
        assertThat(refused).isInstanceOf(IllegalStateException.class);
        assertThat(openings).hasValue(0);
    }
}
