package io.wanderscope.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wanderscope.inference.ShippedModelFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client in {@code src/clients/python}, whose tests are written in Python. */
class PythonClientTest {
    private static final Path CHECK =
            ShippedModelFile.path().getParent().getParent().resolve("src/clients/python/check.py");

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void passesItsOwnTests() {
        // Given
        Optional<InstalledTool> python = InstalledTool.find("python3");
        assumeTrue(python.isPresent(), "there is no Python 3 here");

        // When
        String printed = python.orElseThrow().run(CHECK);

        // Then
        printed.lines().filter(line -> line.startsWith("skipped: ")).forEach(System.out::println);
        assertThat(printed).containsAnyOf("OK", "skipped: the Python client");
    }
}
