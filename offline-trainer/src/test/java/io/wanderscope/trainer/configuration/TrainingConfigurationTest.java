package io.wanderscope.trainer.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.trainer.testing.ShippedModel;
import io.wanderscope.trainer.testing.SmallRun;
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
                "network:\\n  width: [1]|unknown key network.width; known keys there: blocksPerStage",
                "netwrk: {}|unknown key netwrk; known keys there: data, network, schedule",
                "network:\\n  widths: [16, 32]|network.widths must be four numbers from 1 to 1024",
                "network:\\n  kernel: 4|network.kernel must be an odd number from 1 to 33, got 4",
                "data:\\n  noisyShare: 1.5|data.noisyShare must be from 0 to 1.0, got 1.5",
                "data:\\n  noisyShare: much|line 2: data.noisyShare",
                "data:\\n  minimumPoints: 500\\n  maximumPoints: 100|data.minimumPoints must be below data.maximumPoints",
                "data:\\n  noisyShare: 0.5\\n  maximumNoise: 0|raise maximumNoise, or set noisyShare to 0",
                "data:\\n  knownImagingShare: -1|data.knownImagingShare must be from 0 to 1.0, got -1.0",
                "data:\\n  maximumGrid: 0.5|data.maximumGrid must be below the first of data.families.artefactGrids",
                "data:\\n  families:\\n    immobileShare: 0.9|they add up to 1.14",
                "data:\\n  families:\\n    trapTimes: [30, 1]|data.families.trapTimes must be two numbers from 0.1 to 1000.0",
                "data:\\n  families:\\n    discRadii: [0.0, 1]|data.families.discRadii must be two numbers from 0.1 to 1000.0",
                "data:\\n  families:\\n    dwellTimes: [5]|a range must be two numbers, got [5.0]",
                "data:\\n  families:\\n    immobile: 0.1|unknown key data.families.immobile",
                "schedule:\\n  rowPoints: 1000|schedule.rowPoints must be a multiple of 16, got 1000",
                "schedule:\\n  rowPoints: 512|schedule.rowPoints must be at least 1040, for data.maximumPoints 1000",
                "schedule:\\n  replicas: 0|schedule.replicas must be from 1 to 64, got 0",
                "schedule:\\n  augmentation: best|schedule.augmentation",
                "schedule: [|line 1"
            })
    void reportsFileAndKeyOfAnError(String yaml, String errorMessage) throws Exception {
        // Given
        Path file = file(yaml);

        // Then
        assertThatThrownBy(() -> TrainingConfiguration.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(errorMessage);
    }

    @Test
    void missingKeysHaveTheirDefaults() throws Exception {
        // When
        TrainingConfiguration configuration = TrainingConfiguration.read(file("data:\n  noisyShare: 0.5\n"));

        // Then
        assertThat(configuration.data().noisyShare()).isEqualTo(0.5);
        assertThat(configuration.network())
                .isEqualTo(TrainingConfiguration.defaults().network());
    }

    @Test
    void theShippedFileListsEveryKeyWithItsDefault() throws Exception {
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

    @Test
    void readsTheNamesOfEarlierCheckpoints() throws Exception {
        // When
        TrainingConfiguration read = TrainingConfiguration.parse(
                "schedule:\n  riseSteps: 20\n  shownAgain: targeted\n  shownAgainShare: 0.5\n");

        // Then
        assertThat(read.schedule().warmUpSteps()).isEqualTo(20);
        assertThat(read.schedule().augmentation()).isEqualTo(AugmentationMode.TARGETED);
        assertThat(read.schedule().augmentedShare()).isEqualTo(0.5);
    }
}
