package io.wanderscope.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingConfigurationTest {
    @TempDir
    private Path folder;

    private Path file(String yaml) throws Exception {
        return Files.writeString(folder.resolve("training.yaml"), yaml.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network:\\n  width: [1]|unknown key network.width; known there are blocksPerStage",
                "netwrk: {}|unknown key netwrk; known there are data, network, schedule",
                "network:\\n  widths: [16, 32]|network.widths is four numbers from 1 to 1024",
                "network:\\n  kernel: 4|network.kernel is odd, 1 to 33, got 4",
                "data:\\n  noisyShare: 1.5|data.noisyShare is 0 to 1.0, got 1.5",
                "data:\\n  noisyShare: much|line 2: data.noisyShare",
                "data:\\n  minimumPoints: 500\\n  maximumPoints: 100|data.minimumPoints is below data.maximumPoints",
                "data:\\n  noisyShare: 0.5\\n  maximumNoise: 0|give noise, or no noisy share",
                "schedule:\\n  rowPoints: 1000|schedule.rowPoints is a multiple of 16, got 1000",
                "schedule:\\n  rowPoints: 512|schedule.rowPoints is at least 1040, for data.maximumPoints 1000",
                "schedule:\\n  replicas: 0|schedule.replicas is 1 to 64, got 0",
                "schedule:\\n  shownAgain: best|schedule.shownAgain",
                "schedule: [|line 1"
            })
    void namesFileAndKeyOfWhatIsWrong(String yaml, String complaint) throws Exception {
        // Given
        Path file = file(yaml);

        // Then
        assertThatThrownBy(() -> TrainingConfiguration.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(complaint);
    }

    @Test
    void keysThatAreNotGivenHaveTheirDefaults() throws Exception {
        // When
        TrainingConfiguration configuration = TrainingConfiguration.read(file("data:\n  noisyShare: 0.5\n"));

        // Then
        assertThat(configuration.data().noisyShare()).isEqualTo(0.5);
        assertThat(configuration.network())
                .isEqualTo(TrainingConfiguration.defaults().network());
    }

    @Test
    void theShippedFileShowsEveryKeyWithItsDefault() throws Exception {
        // Given
        Path shipped = ShippedModel.projectFolder().resolve("offline-trainer/training.yaml");

        // When
        TrainingConfiguration configuration = TrainingConfiguration.read(shipped);

        // Then
        assertThat(configuration).isEqualTo(TrainingConfiguration.defaults());
        assertThat(Files.readString(shipped).lines().filter(line -> line.matches(" +\\w+:.*")))
                .hasSameSizeAs(configuration
                        .toYaml()
                        .lines()
                        .filter(line -> line.matches(" +\\w+:.*"))
                        .toList());
    }

    @Test
    void readsWhatItWrites() throws Exception {
        // Given
        TrainingConfiguration configuration = SmallRun.configuration();

        // When
        TrainingConfiguration read = TrainingConfiguration.parse(configuration.toYaml());

        // Then
        assertThat(read).isEqualTo(configuration);
    }
}
