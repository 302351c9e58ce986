package io.wanderscope.trainer.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.trainer.evaluation.Share;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitFileTest {
    private static final Limit ALONE = new Limit(10, 0.5, new Share(0.44, 0.01), null, null, null, null);
    private static final Limit BESIDE_A_NETWORK = new Limit(
            100,
            1,
            new Share(0.8, 0.01),
            new Share(0.77, 0.01),
            new Share(0.79, 0.01),
            new Share(0.7, 0.02),
            new Limit.NetworkAccuracy(
                    new Share(0.76, 0.01),
                    new Share(0.04, 0.005),
                    new Share(0.01, 0.005),
                    new Share(0.71, 0.01),
                    new Share(-0.01, 0.005)));
    private static final Limit UNIT_NOT_MEASURED = new Limit(
            1000,
            0,
            new Share(0.9, 0.01),
            null,
            null,
            null,
            new Limit.NetworkAccuracy(
                    new Share(0.88, 0.01), new Share(0.02, 0.005), null, new Share(0.87, 0.01), null));

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrites() throws Exception {
        // Given
        List<Limit> limits = List.of(ALONE, BESIDE_A_NETWORK, UNIT_NOT_MEASURED);
        Path file = Files.writeString(folder.resolve("limit.csv"), LimitFile.text(limits));

        // When
        List<Limit> read = LimitFile.read(file);

        // Then
        assertThat(read).isEqualTo(limits);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,2,3', 'line 3 must have 20 cells, got 3'",
        "'ten,0.5,0.4,0.1,,,,,,,,,,,,,,,,', 'line 3 must have a number in every cell that is not empty'"
    })
    void namesTheLineThatIsWrong(String line, String message) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("limit.csv"), LimitFile.text(List.of(ALONE)) + line + "\n");

        // Then
        assertThatThrownBy(() -> LimitFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit.csv: " + message);
    }

    @Test
    void refusesAnotherFile() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");

        // Then
        assertThatThrownBy(() -> LimitFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.csv: line 1 must be points,noise,noise_known")
                .hasMessageContaining("offline-trainer/limit --out");
    }

    @Test
    void theConclusionComparesLikeWithLike() {
        // When
        List<String> lines = LimitConclusion.of(List.of(ALONE, BESIDE_A_NETWORK, UNIT_NOT_MEASURED));

        // Then tracks without a network and comparisons that were not measured do not count
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).contains("'noise only' with 'network, told'");
        assertThat(lines.get(1)).contains("1 of 1").contains("1.0 ± 0.5 at 100 points and noise 1.00, yes");
        assertThat(lines.get(2)).contains("'noise known' also knows");
        assertThat(lines.get(3))
                .contains("≤ 3 points short: 1 of 2")
                .contains("≤ 5 points: 4.0 ± 0.5 at 100 points and noise 1.00, yes");
        assertThat(lines.get(4)).contains("'unit unknown' with 'network, untold'");
        assertThat(lines.get(5)).contains("1 of 1").contains("-1.0 ± 0.5 at 100 points");
    }

    @Test
    void thereIsNoConclusionWithoutANetwork() {
        // When
        List<String> lines = LimitConclusion.of(List.of(ALONE));

        // Then
        assertThat(lines).isEmpty();
    }
}
