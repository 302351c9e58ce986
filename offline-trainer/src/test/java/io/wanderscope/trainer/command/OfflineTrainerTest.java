package io.wanderscope.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.export.ModelFile;
import io.wanderscope.trainer.export.ModelMetadata;
import io.wanderscope.trainer.testing.ShippedModel;
import io.wanderscope.trainer.testing.SmallRun;
import io.wanderscope.trainer.training.Checkpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands of the trainer, as a user types them. */
class OfflineTrainerTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine command = OfflineTrainer.commandLine();
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private String smallConfiguration() throws Exception {
        return Files.writeString(
                        folder.resolve("small.yaml"), SmallRun.configuration().toYaml())
                .toString();
    }

    @Test
    void trainsCalibratesTestsAndExports() throws Exception {
        // Given
        String run = folder.resolve("run").toString();

        // When
        int exit = execute(
                "train",
                "--steps",
                "60",
                "--seed",
                "3",
                "--config",
                smallConfiguration(),
                "--out",
                run,
                "--test-trajectories",
                "160");

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("multiply-adds")
                .contains("calibrating on 800 held-out simulations")
                .contains("lengths 10-1000, no noise")
                .contains("calibration error")
                .contains("wrote");
        assertThat(folder.resolve("run/metrics.csv")).content().contains("60,60,");
        try (OnnxTrajectoryClassifier exported =
                OnnxTrajectoryClassifier.open(folder.resolve("run/wanderscope.onnx"), ExecutionProvider.CPU, 1)) {
            assertThat(exported.model().stages()).hasSize(4);
            assertThat(exported.model().minimumPoints()).isEqualTo(5);
            assertThat(exported.model().shortTracks().orElseThrow().lines())
                    .startsWith(
                            "20 short tracks of each class and length, no noise, equal priors: recognised (taken for"
                                    + " BROWNIAN), in %")
                    .anyMatch(line -> line.matches("class +5–10 points +20 points +50 points +100 points"))
                    .anyMatch(line -> line.startsWith("BROWNIAN=0.5 "));
        }
    }

    @Test
    void resumesAndExportsAnInterruptedRun() throws Exception {
        // Given a run whose last checkpoint has steps left
        Checkpoint half = SmallRun.train(SmallRun.configuration(), 3, 50, folder);
        Checkpoint.Progress done = half.progress();
        new Checkpoint(
                        half.network(),
                        half.configuration(),
                        new Checkpoint.Progress(3, 60, done.step(), done.epochs(), done.trajectories(), 1))
                .write(folder);

        // When
        int exit = execute("train", "--resume", "--out", folder.toString(), "--test-trajectories", "80");

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("resuming at step 50 of 60").contains("60/60");
        assertThat(folder.resolve(ModelFile.NAME)).isNotEmptyFile();
    }

    @Test
    void aModelThatStoppedInItsWarmUpSaysSo() throws Exception {
        // Given a run of fewer steps than the warm-up's 20
        SmallRun.train(SmallRun.configuration(), 3, 10, folder);
        Path model = folder.resolve("model.onnx");

        // When
        int exit = execute("export", folder.toString(), model.toString(), "--test-trajectories", "80");

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("hardly learned anything", "ended at step 10, within the warm-up of 20 steps");
        assertThat(ModelMetadata.of(model).sentence())
                .contains("seed 3, 10 steps, ", "stopped in the warm-up of 20 steps");
        try (OnnxTrajectoryClassifier exported = OnnxTrajectoryClassifier.open(model, ExecutionProvider.CPU, 1)) {
            assertThat(exported.model().name()).isEqualTo("resnet-4-4-8-8-unfinished");
        }
    }

    @Test
    void theModelIsThereBeforeItsTests() throws Exception {
        // Given a terminal that ends the program when the first test's result is printed
        SmallRun.train(SmallRun.configuration(), 3, 30, folder);
        Path model = folder.resolve("model.onnx");
        PrintWriter killing = new PrintWriter(out) {
            @Override
            public void println(String line) {
                if (line.contains("accuracy")) {
                    throw new IllegalStateException("killed");
                }
                super.println(line);
            }
        };

        // When
        int exit = OfflineTrainer.commandLine()
                .setOut(killing)
                .setErr(new PrintWriter(err))
                .execute("export", folder.toString(), model.toString(), "--test-trajectories", "80");

        // Then
        assertThat(exit).isNotZero();
        assertThat(out.toString()).contains("wrote " + model + ", which can be used");
        assertThat(ModelMetadata.of(model).entries())
                .containsKey(ModelMetadata.TRAINING_KEY)
                .doesNotContainKey(ModelMetadata.SCORES_KEY);
        try (OnnxTrajectoryClassifier exported = OnnxTrajectoryClassifier.open(model, ExecutionProvider.CPU, 1)) {
            assertThat(exported.model().name()).isEqualTo("resnet-4-4-8-8");
        }
    }

    @Test
    void theShippedModelReachesItsPublishedAccuracy() throws Exception {
        // Given
        String model = new ShippedModel().file().toString();

        // When
        int exit = execute("evaluate", model, "--seed", "12", "--trajectories", "1600");

        // Then the results are at least those of the model card, minus two to three standard errors of a test of this
        // size
        assertThat(exit).isZero();
        assertThat(accuracy("lengths 10-1000, no noise")).isGreaterThan(90.2);
        assertThat(accuracy("1000 points, no noise")).isGreaterThan(95.5);
        assertThat(accuracy("lengths 10-1000, noise 0.1")).isGreaterThan(89.8);
        assertThat(accuracy("lengths 10-1000, noise 0.5")).isGreaterThan(85.1);
        assertThat(accuracy("lengths 10-1000, noise 0.5, imaging known")).isGreaterThan(88.5);
        assertThat(accuracy("lengths 10-1000, noise 1.0")).isGreaterThan(81.8);
        assertThat(figure("all of these", "calibration error", " %")).isLessThan(2);
        assertThat(figure("all with noise", "alpha error", "")).isLessThan(0.13);
        assertThat(out.toString())
                .contains("Multiply-adds of a forward pass over 256 points", "rotated: mean change")
                .contains("figures to reach:", "largest calibration error, imaging known");
    }

    private double accuracy(String test) {
        return figure(test, "accuracy", " %");
    }

    private double figure(String test, String name, String unit) {
        String line = out.toString()
                .lines()
                .filter(each -> each.startsWith(test))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll(".*" + name + "\\s+([0-9.]+)" + unit + ".*", "$1"));
    }

    @Test
    void anErrorEndsTheCommandWithOneLine() throws Exception {
        // Given a class that is found missing when the first result is printed
        PrintWriter dying = new PrintWriter(out) {
            @Override
            public void println(String line) {
                throw new NoClassDefFoundError("some/Library");
            }
        };
        String model = new ShippedModel().file().toString();

        // When
        int exit = OfflineTrainer.commandLine()
                .setOut(dying)
                .setErr(new PrintWriter(err))
                .execute("limit", model, "--seed", "1", "--trajectories", "16", "--out", folder + "/limit.csv");

        // Then
        assertThat(exit).isEqualTo(70);
        assertThat(err.toString())
                .startsWith("limit: the thread of the command failed: NoClassDefFoundError: some/Library, at Offline")
                .contains("build again")
                .hasLineCount(1);
    }

    @Test
    void anErrorOfTheCommandSaysWhatIsKeptOfTheRun() throws Exception {
        // Given a run with a checkpoint and steps left, and no memory for its next line of progress
        Checkpoint half = SmallRun.train(SmallRun.configuration(), 3, 50, folder);
        new Checkpoint(half.network(), half.configuration(), new Checkpoint.Progress(3, 60, 50, 1, 640, 1))
                .write(folder);
        PrintWriter dying = new PrintWriter(out) {
            @Override
            public PrintWriter printf(Locale locale, String format, Object... values) {
                throw new OutOfMemoryError("Java heap space");
            }
        };

        // When
        int exit = OfflineTrainer.commandLine()
                .setOut(dying)
                .setErr(new PrintWriter(err))
                .execute("train", "--resume", "--out", folder.toString());

        // Then
        assertThat(exit).isEqualTo(70);
        assertThat(err.toString())
                .startsWith("train: the thread of the command failed: OutOfMemoryError: Java heap space, at Offline")
                .contains("-Xmx", "The last checkpoint is kept in " + folder + "; continue from it with --resume")
                .hasLineCount(1);
    }

    @Test
    void whatIsKeptIsSaidOfTrainingOnly() throws Exception {
        // Given
        Path run = Files.createDirectory(folder.resolve("run"));
        CommandLine nothing = OfflineTrainer.commandLine();
        CommandLine export = OfflineTrainer.commandLine();
        export.parseArgs("export", run.toString(), "model.onnx");
        CommandLine train = OfflineTrainer.commandLine();
        train.parseArgs("train", "--resume", "--out", run.toString());

        // When
        String before = OfflineTrainer.whatIsKept(train);
        Files.createFile(run.resolve(Checkpoint.FILE));
        String after = OfflineTrainer.whatIsKept(train);

        // Then
        assertThat(before).isEqualTo(". There was no checkpoint yet; start again");
        assertThat(after).isEqualTo(". The last checkpoint is kept in " + run + "; continue from it with --resume");
        assertThat(OfflineTrainer.whatIsKept(export)).isEmpty();
        assertThat(OfflineTrainer.whatIsKept(nothing)).isEmpty();
    }

    @Test
    void doesNotStartWhereThereIsACheckpoint() throws Exception {
        // Given
        SmallRun.train(SmallRun.configuration(), 1, 1, folder);

        // When
        int exit = execute("train", "--steps", "1", "--seed", "2", "--out", folder.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("--resume").hasLineCount(1);
    }

    @Test
    void doesNotResumeWithoutACheckpoint() {
        // When
        int exit = execute("train", "--resume", "--out", folder.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("contains no checkpoint.zip").hasLineCount(1);
    }

    @Test
    void aRunFromAnotherNeedsAnotherSeed() throws Exception {
        // Given
        SmallRun.train(SmallRun.configuration(), 3, 1, folder);

        // When
        int exit = execute(
                "train",
                "--from",
                folder.toString(),
                "--steps",
                "5",
                "--seed",
                "3",
                "--out",
                folder.resolve("b").toString());

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains("--seed 3 is the seed of the run in")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--minutes ten --seed 2|--minutes",
                "--minutes 0 --seed 2|--minutes must be above 0, got 0",
                "--steps -1 --seed 2|--steps must be above 0, got -1",
                "--steps 5|--seed",
                "--steps 5 --minutes 1 --seed 2|either --minutes or --steps",
                "--resume --seed 2|leave out",
                "--seed 2|either --minutes or --steps",
                "--steps 5 --seed 1 --test-trajectories 7|--test-trajectories must be at least 8",
            })
    void reportsWrongUsageInOneLine(String arguments, String errorMessage) {
        // When
        int exit = execute(("train " + arguments + " --out " + folder).split(" "));

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(errorMessage).hasLineCount(1);
    }

    @Test
    void reportsTheKeyOfAConfigurationError() throws Exception {
        // Given
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "data:\n  noise: 1\n");

        // When
        int exit = execute(
                "train", "--steps", "5", "--seed", "1", "--config", wrong.toString(), "--out", folder.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .contains("wrong.yaml: unknown key data.noise")
                .hasLineCount(1);
    }

    @Test
    void reportsAFileThatIsNotAModel() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.onnx"), "no model");

        // When
        int exit = execute("evaluate", file.toString(), "--seed", "1");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("model.onnx: not an ONNX model").hasLineCount(1);
    }
}
