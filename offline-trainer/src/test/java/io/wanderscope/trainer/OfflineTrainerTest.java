package io.wanderscope.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The trainer's commands, as typed. */
class OfflineTrainerTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine command = OfflineTrainer.commandLine();
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void trainsExportsTestsAndGoesOnFromItsCheckpoint() {
        // Given a run of one chapter, which is the least there is
        String run = folder.resolve("run").toString();
        int first = execute("train", "--minutes", "0.01", "--seed", "3", "--out", run, "--test-trajectories", "160");

        // When it is given more time
        int second = execute("train", "--minutes", "0.7", "--seed", "3", "--out", run, "--test-trajectories", "160");

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(first).isZero();
        assertThat(second).isZero();
        assertThat(out.toString())
                .contains("resuming after")
                .contains("lengths 10-1000, no noise")
                .contains("160 trajectories");
        try (OnnxTrajectoryClassifier exported =
                OnnxTrajectoryClassifier.open(folder.resolve("run/wanderscope.onnx"), ExecutionProvider.CPU, 1)) {
            assertThat(exported.model().stages()).hasSize(4);
            assertThat(exported.model().minimumPoints()).isEqualTo(10);
        }
    }

    @Test
    void evaluatesTheShippedModelAboveItsBar() throws Exception {
        // Given
        String model = new ShippedModel().file().toString();

        // When
        int exit = execute("evaluate", model, "--seed", "12", "--trajectories", "1600");

        // Then noiseless accuracy at 10-1000 points is 88 % or more, at 1000 points 93 % or more
        assertThat(exit).isZero();
        assertThat(accuracy("lengths 10-1000, no noise")).isGreaterThan(88);
        assertThat(accuracy("1000 points, no noise")).isGreaterThan(93);
    }

    private double accuracy(String test) {
        String line = out.toString()
                .lines()
                .filter(each -> each.startsWith(test))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll(".*accuracy\\s+([0-9.]+) %.*", "$1"));
    }

    @Test
    void doesNotGoOnFromARunOfAnotherSeed() throws Exception {
        // Given
        new Checkpoint(Training.NETWORK.initialise(1, 1e-3), 1, 0, 0, 0).write(folder);

        // When
        int exit = execute("train", "--minutes", "1", "--seed", "2", "--out", folder.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("--seed 1, not 2").hasLineCount(1);
    }

    @Test
    void tellsWrongUsageInOneLine() {
        // When
        int exit = execute("train", "--minutes", "ten", "--seed", "2", "--out", folder.toString());

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--minutes").hasLineCount(1);
    }

    @Test
    void tellsThatAFileIsNoModel() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.onnx"), "no model");

        // When
        int exit = execute("evaluate", file.toString(), "--seed", "1");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("model.onnx: not an ONNX model").hasLineCount(1);
    }
}
