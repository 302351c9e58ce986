package io.wanderscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.configuration.AugmentationMode;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.export.ModelFile;
import io.wanderscope.trainer.testing.SmallRun;
import io.wanderscope.trainer.workers.WorkerFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {
    private static final int STEPS = 2 * Training.STEPS_PER_EPOCH + 7;

    @TempDir
    private Path folder;

    /** Ends a run in the middle of a line of progress, as killing its process would. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static PrintWriter killedAt(int step) {
        return new PrintWriter(new StringWriter() {
            @Override
            public void write(String text, int offset, int length) {
                if (text.startsWith(step + "/", offset) || text.contains(" " + step + "/")) {
                    throw new Killed();
                }
                super.write(text, offset, length);
            }
        });
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    @ParameterizedTest
    @EnumSource(AugmentationMode.class)
    void aResumedRunGivesTheResultOfAnUninterruptedRun(AugmentationMode augmentation) throws Exception {
        // Given an uninterrupted run, and one that was killed after its last checkpoint
        TrainingConfiguration configuration = SmallRun.configuration(augmentation);
        Checkpoint expected = SmallRun.train(configuration, 5, STEPS, folder("whole"));
        Path killed = folder("killed");
        int lastStep = expected.progress().step();
        assertThatThrownBy(() -> Training.start(configuration, 5, killed, killedAt(lastStep), System::nanoTime)
                        .run(RunLength.ofSteps(STEPS)))
                .isInstanceOf(Killed.class);
        assertThat(Checkpoint.read(killed).progress().step()).isPositive().isLessThan(lastStep);

        // When
        Checkpoint resumed = Training.resume(killed, new PrintWriter(new StringWriter()), System::nanoTime)
                .finish();

        // Then
        assertThat(resumed.network().params()).isEqualTo(expected.network().params());
        assertThat(resumed.progress().step()).isEqualTo(expected.progress().step());
        assertThat(resumed.progress().trajectories())
                .isEqualTo(expected.progress().trajectories());
        assertThat(metrics(killed)).isEqualTo(metrics(folder.resolve("whole")));
    }

    /** The metrics without times and speeds. */
    private static List<String> metrics(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(MetricsFile.NAME)).stream()
                .map(row -> row.split(",", -1))
                .map(cells -> String.join(",", cells[0], cells[1], cells[2], cells[5], cells[8]))
                .collect(Collectors.toList());
    }

    @Test
    void theSameSeedGivesTheSameModelFileAndAnotherSeedAnother() throws Exception {
        // Given
        TrainingConfiguration configuration = SmallRun.configuration();
        PrintWriter out = new PrintWriter(new StringWriter());

        // When
        for (String run : List.of("first", "second", "other")) {
            Checkpoint end = SmallRun.train(configuration, run.equals("other") ? 4 : 3, 20, folder(run));
            ModelFile.write(end, folder.resolve(run).resolve(ModelFile.NAME), 64, out);
        }

        // Then
        byte[] first = Files.readAllBytes(folder.resolve("first/wanderscope.onnx"));
        assertThat(folder.resolve("second/wanderscope.onnx")).hasBinaryContent(first);
        assertThat(Files.readAllBytes(folder.resolve("other/wanderscope.onnx"))).isNotEqualTo(first);
    }

    @Test
    void aRunByMinutesMeasuresItsStepsAndPrintsThem() throws Exception {
        // Given
        StringWriter printed = new StringWriter();

        // When
        Checkpoint end = Training.start(SmallRun.configuration(), 1, folder, new PrintWriter(printed), System::nanoTime)
                .run(RunLength.ofMinutes(0.05));

        // Then
        int steps = end.progress().steps();
        assertThat(end.progress().step()).isEqualTo(steps).isPositive();
        assertThat(printed.toString())
                .contains("0.1 minutes allow " + steps + " steps on this machine; --steps " + steps + " repeats");
        assertThat(folder.resolve(MetricsFile.NAME)).content().startsWith(MetricsFile.HEADER);
    }

    @Test
    void learns() throws Exception {
        // When
        SmallRun.train(SmallRun.configuration(), 2, 6 * Training.STEPS_PER_EPOCH, folder);

        // Then the loss of the last epoch is well below that of the first
        List<String> rows = Files.readAllLines(folder.resolve(MetricsFile.NAME));
        assertThat(loss(rows.get(rows.size() - 1))).isLessThan(0.9 * loss(rows.get(1)));
    }

    @Test
    void aRunThatStartsFromAnotherContinuesWhereThatEnded() throws Exception {
        // Given
        Checkpoint earlier =
                SmallRun.train(SmallRun.configuration(), 2, 4 * Training.STEPS_PER_EPOCH, folder("earlier"));
        SmallRun.train(SmallRun.configuration(), 3, Training.STEPS_PER_EPOCH, folder("fresh"));

        // When
        Training.startFrom(
                        earlier,
                        SmallRun.configuration(),
                        3,
                        folder("further"),
                        new PrintWriter(new StringWriter()),
                        System::nanoTime)
                .run(RunLength.ofSteps(Training.STEPS_PER_EPOCH));

        // Then on the same simulations its loss is below that of a run that starts afresh
        assertThat(firstLoss("further")).isLessThan(0.9 * firstLoss("fresh"));
    }

    private double firstLoss(String run) throws IOException {
        return loss(Files.readAllLines(folder.resolve(run).resolve(MetricsFile.NAME))
                .get(1));
    }

    @Test
    void remembersTheRunsWithWhoseWeightsItStarted() throws Exception {
        // Given
        Checkpoint first = SmallRun.train(SmallRun.configuration(), 1, 30, Files.createDirectory(folder.resolve("1")));
        Path second = Files.createDirectory(folder.resolve("2"));
        continued(first, 2, second);
        Path third = Files.createDirectory(folder.resolve("3"));

        // When
        continued(Checkpoint.read(second), 3, third);

        // Then
        assertThat(Checkpoint.read(third).training())
                .matches("seed 3, 25 steps, \\d+ simulated trajectories"
                        + "; it continues the run of seed 2, 25 steps, \\d+ simulated trajectories"
                        + "; it continues the run of seed 1, 30 steps, "
                        + first.progress().trajectories() + " simulated trajectories");
    }

    @Test
    void aContinuationThatStopsInItsWarmUpHasLearnedBefore() throws Exception {
        // Given ten steps after the thirty of another run
        Checkpoint first = SmallRun.train(SmallRun.configuration(), 1, 30, folder);
        Checkpoint.Progress few = new Checkpoint.Progress(2, 10, 10, 1, 640, 1);
        Checkpoint continued = new Checkpoint(first.network(), first.configuration(), few, List.of(first.progress()));
        Path file = folder.resolve(ModelFile.NAME);
        StringWriter printed = new StringWriter();

        // When
        ModelFile.write(continued, file, 64, new PrintWriter(printed));

        // Then
        assertThat(continued.training())
                .startsWith("seed 2, 10 steps, 640 simulated trajectories, stopped in the warm-up of 20 steps; it"
                        + " continues");
        assertThat(printed.toString()).doesNotContain("hardly learned anything");
        try (OnnxTrajectoryClassifier exported = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {
            assertThat(exported.model().name()).isEqualTo("resnet-4-4-8-8");
        }
    }

    private static void continued(Checkpoint earlier, long seed, Path folder) throws Exception {
        Training.startFrom(
                        earlier,
                        SmallRun.configuration(),
                        seed,
                        folder,
                        new PrintWriter(new StringWriter()),
                        System::nanoTime)
                .run(RunLength.ofSteps(25));
    }

    @Test
    void doesNotStartFromANetworkOfAnotherShape() throws Exception {
        // Given
        Checkpoint earlier = SmallRun.train(SmallRun.configuration(), 2, 1, folder);

        // When
        assertThatThrownBy(() -> Training.startFrom(
                        earlier,
                        TrainingConfiguration.defaults(),
                        3,
                        folder,
                        new PrintWriter(new StringWriter()),
                        System::nanoTime))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[4, 4, 8, 8]")
                .hasMessageContaining("--config");
    }

    private static double loss(String row) {
        return Double.parseDouble(row.split(",", -1)[5]);
    }

    @Test
    void stopsWhenTheLossIsNotFiniteAndKeepsTheLastCheckpoint() throws Exception {
        // Given a network that has diverged
        Checkpoint good = SmallRun.train(SmallRun.configuration(), 1, 50, folder);
        good.network().params().assign(Float.NaN);
        Checkpoint.Progress done = good.progress();
        Checkpoint.Progress more =
                new Checkpoint.Progress(1, 60, done.step(), done.epochs(), done.trajectories(), done.seconds());
        new Checkpoint(good.network(), good.configuration(), more).write(folder);
        byte[] before = Files.readAllBytes(folder.resolve(Checkpoint.FILE));

        // When
        assertThatThrownBy(() -> Training.resume(folder, new PrintWriter(new StringWriter()), System::nanoTime)
                        .finish())
                // Then
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("schedule.peakLearningRate");
        assertThat(folder.resolve(Checkpoint.FILE)).hasBinaryContent(before);
    }

    @Test
    void anErrorOfAReplicaEndsTheRunAndKeepsTheLastCheckpoint() throws Exception {
        // Given a run with a checkpoint, and a network whose first replica runs out of memory in the next step
        Checkpoint good = SmallRun.train(SmallRun.configuration(), 1, 50, folder);
        byte[] before = Files.readAllBytes(folder.resolve(Checkpoint.FILE));
        ComputationGraph dying = new ComputationGraph(good.network().getConfiguration()) {
            @Override
            public void computeGradientAndScore() {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        dying.init();
        Checkpoint.Progress more = new Checkpoint.Progress(1, 60, 50, 1, 640, 1);
        Training training = new Training(
                new Checkpoint(dying, good.configuration(), more),
                folder,
                new PrintWriter(new StringWriter()),
                System::nanoTime);

        // When
        assertThatThrownBy(training::finish)
                // Then
                .isInstanceOf(WorkerFailedException.class)
                .hasMessageStartingWith(
                        "replica 1 of the network, in step 50, failed: OutOfMemoryError: Java heap space")
                .hasMessageContaining("-Xmx");
        assertThat(folder.resolve(Checkpoint.FILE)).hasBinaryContent(before);
    }

    @Test
    void rejectsAFileThatIsNotACheckpoint() throws Exception {
        // Given
        Files.writeString(folder.resolve(Checkpoint.FILE), "no checkpoint");

        // Then
        assertThatThrownBy(() -> Training.resume(folder, new PrintWriter(new StringWriter()), System::nanoTime))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checkpoint.zip is not a checkpoint of this version of the trainer");
    }
}
