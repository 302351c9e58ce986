package io.wanderscope.inference;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The Java part of the script {@code gpu-check}: classifies the same trajectories on an execution provider and on the CPU,
 * compares the results, and measures the speed. It leaves positions and speeds in a folder for the Python part, which runs the
 * same batches without Java.
 */
final class GpuCheck {
    /** Largest difference between the results of the two providers, relative to 1 or to the larger value. */
    static final double TOLERANCE = 1e-4;

    private static final List<Integer> POINTS = List.of(50, 200, 1000);
    private static final int COMPARED = 64;
    private static final List<Integer> GPU_BATCHES = List.of(COMPARED, 256, 1024);
    private static final List<Integer> CPU_BATCHES = List.of(COMPARED);
    private static final long SEED = 1;

    private final OnnxTrajectoryClassifier tested;
    private final TrajectoryClassifier cpu;
    private final List<Integer> batches;
    private final Path folder;
    private final double seconds;
    private final PrintStream out;
    private final TrajectorySimulator simulator = TrajectorySimulator.withSeed(SEED);
    private final List<String> speeds = new ArrayList<>(List.of("points,batch,per_second"));
    private double largest;

    private GpuCheck(
            OnnxTrajectoryClassifier tested, TrajectoryClassifier cpu, Path folder, double seconds, PrintStream out) {
        this.tested = tested;
        this.cpu = cpu;
        this.batches = tested.provider().kind() == Provider.Kind.CUDA ? GPU_BATCHES : CPU_BATCHES;
        this.folder = folder;
        this.seconds = seconds;
        this.out = out;
    }

    /**
     * Runs the check and exits with 1 if the results differ.
     *
     * @param arguments model file, execution provider ({@code cpu} or {@code cuda}), folder for the Python part, and seconds of
     *     each measurement
     */
    public static void main(String... arguments) throws IOException {
        ExecutionProvider provider = ExecutionProvider.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        try {
            boolean same = check(
                    Path.of(arguments[0]),
                    provider,
                    Path.of(arguments[2]),
                    Double.parseDouble(arguments[3]),
                    System.out);
            System.exit(same ? 0 : 1);
        } catch (ModelLoadException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Whether the results are the CPU's. */
    static boolean check(Path model, ExecutionProvider provider, Path folder, double seconds, PrintStream out)
            throws IOException {
        try (OnnxTrajectoryClassifier tested = OnnxTrajectoryClassifier.open(model, provider, 1);
                OnnxTrajectoryClassifier cpu = OnnxTrajectoryClassifier.open(model, ExecutionProvider.CPU, 1)) {
            out.println("Java on " + tested.provider());
            return new GpuCheck(tested, cpu, folder, seconds, out).check();
        }
    }

    private boolean check() throws IOException {
        for (int points : POINTS) {
            List<ObservedTrajectory> trajectories = simulated(points);
            compare(trajectories.subList(0, COMPARED));
            for (int batch : batches) {
                if (batch * points <= OnnxTrajectoryClassifier.GPU_POINTS) {
                    measure(trajectories.subList(0, batch), points);
                }
            }
        }
        Files.write(folder.resolve("java.csv"), speeds);
        boolean same = largest <= TOLERANCE;
        out.printf(
                Locale.ROOT,
                "largest difference from the CPU's results: %.1e, %s %.0e%n",
                largest,
                same ? "within" : "MORE THAN",
                TOLERANCE);
        return same;
    }

    private List<ObservedTrajectory> simulated(int points) {
        return IntStream.range(0, batches.get(batches.size() - 1))
                .mapToObj(index -> DiffusionModel.ofClassIndex(index % DiffusionModel.values().length))
                .map(model -> simulator.simulate(model, simulator.drawExponent(model), points))
                .map(ObservedTrajectory::complete)
                .toList();
    }

    private void compare(List<ObservedTrajectory> trajectories) {
        List<Classification> actual = tested.classify(trajectories);
        List<Classification> expected = cpu.classify(trajectories);
        for (int index = 0; index < trajectories.size(); index++) {
            compare(actual.get(index), expected.get(index));
        }
    }

    private void compare(Classification actual, Classification expected) {
        for (DiffusionModel model : DiffusionModel.values()) {
            compare(actual.probability(model), expected.probability(model), 1);
        }
        for (MotionFamily family : MotionFamily.values()) {
            compare(actual.familyProbability(family), expected.familyProbability(family), 1);
        }
        compare(actual.alpha(), expected.alpha(), 1);
        compare(actual.alphaSd(), expected.alphaSd(), 1);
        compare(actual.noise(), expected.noise(), 1);
        compare(actual.noiseSd(), expected.noiseSd(), 1);
        compare(actual.novelty(), expected.novelty(), expected.novelty());
        for (int stage = 0; stage < expected.stages(); stage++) {
            compare(actual.saliency(stage), expected.saliency(stage));
        }
    }

    private void compare(float[] actual, float[] expected) {
        double scale = 0;
        for (float weight : expected) {
            scale = Math.max(scale, Math.abs(weight));
        }
        for (int point = 0; point < expected.length; point++) {
            compare(actual[point], expected[point], scale);
        }
    }

    /** A result that is no number differs without limit. */
    private void compare(double actual, double expected, double scale) {
        double difference = Math.abs(actual - expected) / Math.max(1, scale);
        largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
    }

    private void measure(List<ObservedTrajectory> batch, int points) throws IOException {
        writePositions(batch, points);
        tested.classify(batch);
        tested.classify(batch);
        long start = System.nanoTime();
        long end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long classified = 0;
        long now;
        do {
            classified += tested.classify(batch).size();
            now = System.nanoTime();
        } while (now < end);
        double perSecond = classified / ((now - start) / (double) TimeUnit.SECONDS.toNanos(1));
        speeds.add(String.format(Locale.ROOT, "%d,%d,%.1f", points, batch.size(), perSecond));
        out.printf(
                Locale.ROOT, "%,5d points, batches of %,5d: %,8.0f trajectories/s%n", points, batch.size(), perSecond);
    }

    /** Positions as the model gets them, float32 [batch, points, 2]. */
    private void writePositions(List<ObservedTrajectory> batch, int points) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(batch.size() * points * 2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (ObservedTrajectory observed : batch) {
            Trajectory trajectory = observed.trajectory();
            for (int point = 0; point < points; point++) {
                bytes.putFloat((float) (trajectory.x(point) - trajectory.x(0)));
                bytes.putFloat((float) (trajectory.y(point) - trajectory.y(0)));
            }
        }
        Files.write(folder.resolve("positions-" + points + "-" + batch.size() + ".f32"), bytes.array());
    }
}
