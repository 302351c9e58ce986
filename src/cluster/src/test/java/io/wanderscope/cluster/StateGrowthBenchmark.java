package io.wanderscope.cluster;

import java.util.Locale;
import java.util.Map;

/** Prints how stores and changelogs grow over many positions. The command is in docs/operations.md. */
public final class StateGrowthBenchmark {
    private StateGrowthBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments number of positions, a multiple of 50,000
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println("positions  store bytes  a position  changelog bytes  a position of this tenth  heap MB");
        StateGrowth.measure(Integer.parseInt(arguments[0]), Map.of(), StateGrowthBenchmark::print);
    }

    private static void print(StateGrowth.Tenth tenth) {
        System.out.printf(
                Locale.ROOT,
                "%9d  %11d  %10.1f  %15d  %24.1f  %7d%n",
                tenth.positions(),
                tenth.storeBytes(),
                (double) tenth.storeBytes() / tenth.positions(),
                tenth.changelogBytes(),
                tenth.changelogBytesPerPosition(),
                tenth.heapBytes() >> 20);
    }
}
