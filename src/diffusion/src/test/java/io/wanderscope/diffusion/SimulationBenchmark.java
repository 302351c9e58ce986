package io.wanderscope.diffusion;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Simulated trajectories of 500 points per second on one core. Run it with
 * {@code mvn -q -pl src/diffusion test-compile exec:exec}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SimulationBenchmark {
    private static final int POINTS = 500;

    /** The model to simulate. */
    @Param
    public DiffusionModel model;

    private final TrajectorySimulator simulator = TrajectorySimulator.withSeed(1);

    /** Simulates one trajectory. */
    @Benchmark
    public Trajectory simulate() {
        return simulator.simulate(model, simulator.drawExponent(model), POINTS);
    }
}
