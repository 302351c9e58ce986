package io.wanderscope.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
    @Test
    void startsKafkaInTheVersionOfTheClient() throws IOException {
        // Given
        Path composeFile = ShippedModelFile.path().getParent().resolveSibling("docker-compose.yml");

        // When, Then
        assertThat(Files.readAllLines(composeFile))
                .filteredOn(line -> line.contains("apache/kafka"))
                .extracting(String::strip)
                .containsExactly("image: " + KafkaImage.name());
    }
}
