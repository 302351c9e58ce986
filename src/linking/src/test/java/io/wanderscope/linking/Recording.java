package io.wanderscope.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Localisations of an acquisition, frame by frame, and the particle of each; -1 for those of none. */
record Recording(List<List<Localisation>> frames, List<List<Integer>> particles) {
    static final int NO_PARTICLE = -1;

    /** A link between two localisations, each given as frame and place in the frame. */
    record Edge(int fromFrame, int from, int toFrame, int to) {}

    /** A field as in {@code laptrack_edges.py}: Brownian particles between walls, a twentieth missing, a twentieth false. */
    static Recording simulate(long seed, int particles, int frames, double area, double slowest, double fastest) {
        Random random = new Random(seed);
        double side = Math.sqrt(particles * area);
        double[] x = random.doubles(particles, 0, side).toArray();
        double[] y = random.doubles(particles, 0, side).toArray();
        double[] step = random.doubles(particles, Math.log(slowest), Math.log(fastest))
                .map(logarithm -> Math.sqrt(2 * Math.exp(logarithm)))
                .toArray();
        Recording recording = new Recording(new ArrayList<>(), new ArrayList<>());
        for (int frame = 0; frame < frames; frame++) {
            recording.begin();
            for (int particle = 0; particle < particles; particle++) {
                if (random.nextDouble() >= 0.05) {
                    recording.add(
                            Localisation.of(
                                    x[particle] + 0.03 * random.nextGaussian(),
                                    y[particle] + 0.03 * random.nextGaussian()),
                            particle);
                }
                if (random.nextDouble() < 0.05) {
                    recording.add(Localisation.of(side * random.nextDouble(), side * random.nextDouble()), NO_PARTICLE);
                }
                x[particle] = reflected(x[particle] + step[particle] * random.nextGaussian(), side);
                y[particle] = reflected(y[particle] + step[particle] * random.nextGaussian(), side);
            }
        }
        return recording;
    }

    private static double reflected(double coordinate, double side) {
        return side - Math.abs(side - Math.abs(coordinate));
    }

    void begin() {
        frames.add(new ArrayList<>());
        particles.add(new ArrayList<>());
    }

    void add(Localisation localisation, int particle) {
        frames.get(frames.size() - 1).add(localisation);
        particles.get(particles.size() - 1).add(particle);
    }

    /** The results of all frames, linked one after another. */
    List<LinkedFrame> link(LinkingSettings settings) {
        Linker linker = new Linker(settings);
        OpenTracks open = OpenTracks.none(2);
        List<LinkedFrame> linked = new ArrayList<>();
        for (int frame = 0; frame < frames.size(); frame++) {
            linked.add(linker.link(open, frame, frames.get(frame)));
            open = linked.get(frame).open();
        }
        return linked;
    }

    /** The links between localisations with the same name, those of no particle left out. */
    static Set<Edge> edges(List<long[]> names) {
        Set<Edge> edges = new HashSet<>();
        Map<Long, int[]> last = new HashMap<>();
        for (int frame = 0; frame < names.size(); frame++) {
            for (int place = 0; place < names.get(frame).length; place++) {
                long name = names.get(frame)[place];
                if (name != NO_PARTICLE) {
                    int[] before = last.put(name, new int[] {frame, place});
                    if (before != null) {
                        edges.add(new Edge(before[0], before[1], frame, place));
                    }
                }
            }
        }
        return edges;
    }

    /** The links that a linker should find: those that bridge no more frames than it may. */
    Set<Edge> truth(int maximumGap) {
        Set<Edge> truth = edges(particles.stream()
                .map(each -> each.stream().mapToLong(Integer::longValue).toArray())
                .toList());
        truth.removeIf(edge -> edge.toFrame() - edge.fromFrame() - 1 > maximumGap);
        return truth;
    }

    static Set<Edge> found(List<LinkedFrame> linked) {
        return edges(linked.stream().map(Recording::names).toList());
    }

    static long[] names(LinkedFrame linked) {
        long[] names = new long[linked.size()];
        Arrays.setAll(names, linked::track);
        return names;
    }

    /** Harmonic mean of the shares of links that are true and that are found. */
    static double f1(Set<Edge> truth, Set<Edge> found) {
        long both = found.stream().filter(truth::contains).count();
        return 2.0 * both / (truth.size() + found.size());
    }
}
