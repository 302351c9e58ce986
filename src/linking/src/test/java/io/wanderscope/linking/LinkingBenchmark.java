package io.wanderscope.linking;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Localisations linked per second on one core, in fields of the same density. Run it with
 * {@code mvn -q -pl src/linking test-compile exec:exec}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LinkingBenchmark {
    private static final int LOCALISATIONS = 10_000;

    /** Particles a frame. */
    @Param({"10", "50", "500", "5000"})
    public int particles;

    /** What a link costs. */
    @Param({"SquaredDisplacement", "DiffusionLikelihood"})
    public String costs;

    private Linker linker = linker(LinkingCosts.SquaredDisplacement.within(1));
    private Recording recording = Recording.simulate(1, 1, 1, 1, 1, 2);

    /** Simulates the field. */
    @Setup
    public void simulate() {
        linker = linker(
                costs.equals("SquaredDisplacement")
                        ? LinkingCosts.SquaredDisplacement.within(1.5)
                        : LinkingCosts.DiffusionLikelihood.within(1.5));
        recording = Recording.simulate(1, particles, LOCALISATIONS / particles, 6, 0.01, 0.1);
    }

    private static Linker linker(LinkingCosts costs) {
        return new Linker(new LinkingSettings(costs, 2, 10_000, 20_000));
    }

    /** Links all frames. */
    @Benchmark
    @OperationsPerInvocation(LOCALISATIONS)
    public OpenTracks link() {
        OpenTracks open = OpenTracks.none(2);
        for (int frame = 0; frame < recording.frames().size(); frame++) {
            open = linker.link(open, frame, recording.frames().get(frame)).open();
        }
        return open;
    }
}
