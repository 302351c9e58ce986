package io.wanderscope.inference;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
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
 * Trajectories classified per second by the shipped model, with their saliency, in batches of {@value #BATCH} on one
 * thread of the CPU. Run it with
 *
 * <pre>{@code
 * mvn -q -DskipTests -pl src/inference -am install
 * mvn -q -pl src/inference exec:exec
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {
    private static final int BATCH = OnnxTrajectoryClassifier.MAX_SLICE;

    /** Points per trajectory. */
    @Param({"50", "250", "1000"})
    public int points;

    private TrajectoryClassifier classifier;
    private List<ObservedTrajectory> batch;

    /** Loads the model and simulates the batch, with the eight diffusion models in turn. */
    @Setup(Level.Trial)
    public void open() {
        classifier = OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.CPU, 1);
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(1);
        batch = IntStream.range(0, BATCH)
                .mapToObj(index -> DiffusionModel.ofClassIndex(index % DiffusionModel.values().length))
                .map(model -> simulator.simulate(model, simulator.drawExponent(model), points))
                .map(ObservedTrajectory::complete)
                .toList();
    }

    /** Classifies one batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Classification> classify() {
        return classifier.classify(batch);
    }

    /** Closes the model. */
    @TearDown(Level.Trial)
    public void close() {
        classifier.close();
    }
}
