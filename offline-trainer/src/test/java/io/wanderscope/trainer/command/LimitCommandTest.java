package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.trainer.limit.Limit;
import io.wanderscope.trainer.limit.LimitFile;
import io.wanderscope.trainer.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return OfflineTrainer.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void printsTheLimitsBesideTheNetwork() throws Exception {
        // Given
        String model = new ShippedModel().file().toString();

        // When
        int exit = execute(
                "limit",
                model,
                "--seed",
                "1",
                "--trajectories",
                "100",
                "--points",
                "10,20",
                "--noise",
                "0,0.5",
                "--out",
                folder.resolve("limit.csv").toString());

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(lines()).hasSize(13);
        assertThat(lines().get(0))
                .contains("noise known", "noise only", "noise unknown", "unit unknown", "network", "to known noise");
        assertThat(lines().get(4)).matches("\\s+20\\s+0\\.50(\\s+-?[0-9.]+ ± [0-9.]+){9}");
        assertThat(lines().get(5)).contains("'noise only' with 'network, told'");
        assertThat(lines().get(9)).contains("'unit unknown' with 'network, untold'");
        assertThat(lines().get(12)).contains("full exposure, 20 points", "wrong for");
        assertThat(LimitFile.read(folder.resolve("limit.csv")))
                .extracting(Limit::row)
                .isEqualTo(lines().subList(1, 5));
    }

    @Test
    void printsTheLimitAlone() {
        // When
        int exit = execute(
                "limit", "--seed", "1", "--trajectories", "100", "--points", "300", "--noise", "1", "--noise-known");

        // Then
        assertThat(exit).isZero();
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1)).matches("\\s+300\\s+1\\.00\\s+[0-9.]+ ± [0-9.]+(\\s+-){8}");
    }

    @Test
    void theSameSeedGivesTheSameTable() {
        // Given
        String[] arguments = "limit --seed 4 --trajectories 200 --points 10 --noise 0.5 --noiseless 0.5".split(" ");
        execute(arguments);
        List<String> first = lines();
        out.getBuffer().setLength(0);

        // When
        execute(arguments);

        // Then
        assertThat(lines()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed 1 --points 4|--points must be from 5 to 5000, got 4",
                "--seed 1 --noise -1|--noise must be from 0 to 10, got -1.0",
                "--seed 1 --noiseless 2|--noiseless must be from 0 to 1, got 2.0",
                "--seed 1 --trajectories 0|--trajectories must be at least",
                "--points 10|--seed",
            })
    void reportsWrongUsageInOneLine(String arguments, String message) {
        // When
        int exit = execute(("limit " + arguments).split(" "));

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(message).hasLineCount(1);
    }

    @Test
    void namesTheLengthThatTheModelDoesNotAccept() throws Exception {
        // Given
        String model = new ShippedModel().file().toString();

        // When
        int exit = execute("limit", model, "--seed", "1", "--points", "20,1001");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("accepts 5 to 1000 points", "1001").hasLineCount(1);
    }
}
