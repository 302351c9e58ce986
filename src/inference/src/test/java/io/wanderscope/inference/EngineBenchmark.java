package io.wanderscope.inference;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Trajectories classified per second by a model, the shipped one unless told otherwise, in batches of {@value #BATCH} on one thread
 * of the CPU, with and without their saliency. Run it with
 *
 * <pre>{@code
 * mvn -q -DskipTests -pl src/inference -am install
 * mvn -q -pl src/inference exec:exec
 * }</pre>
 *
 * <p>To compare models, give their files with {@code -p model=one.onnx,other.onnx}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {
    private static final int BATCH = 64;

    /** Points per trajectory; {@code mixed} lengths are multiples of 10 up to 250, as of a stream that revises every 10 points. */
    @Param({"50", "256", "1000", "mixed"})
    public String points;

    /** Whether Grad-CAM is computed. */
    @Param({"GRAD_CAM", "NONE"})
    public Explanation explanation;

    /** The model's file, or {@code shipped}. */
    @Param("shipped")
    public String model;

    private TrajectoryClassifier classifier;
    private List<ObservedTrajectory> batch;

    /** Loads the model and simulates the batch, with the eight diffusion models in turn. */
    @Setup(Level.Trial)
    public void open() {
        Path file = model.equals("shipped") ? ShippedModelFile.path() : Path.of(model);
        classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1);
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(1);
        batch = IntStream.range(0, BATCH)
                .mapToObj(index -> {
                    DiffusionModel diffusion = DiffusionModel.ofClassIndex(index % DiffusionModel.values().length);
                    return simulator.simulate(diffusion, simulator.drawExponent(diffusion), points(index));
                })
                .map(ObservedTrajectory::complete)
                .toList();
    }

    private int points(int index) {
        return points.equals("mixed") ? 10 * (1 + 7 * index % 25) : Integer.parseInt(points);
    }

    /** Classifies one batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Classification> classify() {
        return classifier.classify(batch, explanation);
    }

    /** Closes the model. */
    @TearDown(Level.Trial)
    public void close() {
        classifier.close();
    }
}
