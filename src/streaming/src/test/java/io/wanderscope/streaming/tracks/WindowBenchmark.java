package io.wanderscope.streaming.tracks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Windows cut per second from the positions in memory with every tenth frame missing: {@code mvn -q -pl src/streaming -am
 * install -DskipTests}, then {@code mvn -q -pl src/streaming test-compile exec:exec}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class WindowBenchmark {
    private static final int MAXIMUM_GAP = 5;

    /** Positions in memory, all of which are in the window. */
    @Param({"20", "100", "1000"})
    public int positions;

    private TrackPositions track;

    /** Accepts the positions. */
    @Setup
    public void fill() {
        track = new TrackPositions();
        for (int ordinal = 1; ordinal <= positions; ordinal++) {
            int frame = ordinal + ordinal / 9;
            track.add(ordinal, frame, 0.1 * ordinal, Math.sin(ordinal), 20_000L * frame);
        }
    }

    /** The positions that a result covers, and the window cut from them. */
    @Benchmark
    public TrajectoryWindow read() {
        return TrajectoryWindow.of(track.latest(positions, positions), MAXIMUM_GAP, 2 * positions);
    }
}
