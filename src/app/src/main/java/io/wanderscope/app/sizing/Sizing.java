package io.wanderscope.app.sizing;

import io.wanderscope.app.bench.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The cluster that a laboratory needs. Each figure says how it was computed from the measured costs and from the
 * assumptions that are the constants of this class.
 */
public final class Sizing {
    /** Share of a core, a network card or a graphics card that is planned for; the rest absorbs peaks and failures. */
    static final double UTILISATION = 0.6;

    static final int REPLICAS = 3;
    /** Of one instance of the application, and of one broker. */
    static final int CORES = 16;
    /** Bytes per second of a broker's network card in either direction: 10 Gbit/s. */
    static final double NETWORK = 1.25e9;
    /** Bytes of a broker's disks. */
    static final double DISK = 16e12;
    /** Kafka starts to compact a changelog when this many bytes were written to one partition ({@code segment.bytes}). */
    static final double SEGMENT = 1 << 30;
    /** A changelog has at most as much again waiting to be compacted ({@code min.cleanable.dirty.ratio} of a half). */
    static final double UNCOMPACTED = 2;

    static final int PUBLIC_TOPICS = 5;
    static final int INTERNAL_TOPICS = 7;
    /** Replicas that one broker serves well, as Kafka's operators advise. */
    static final int REPLICAS_OF_BROKER = 4_000;
    /** Replicas of one cluster, likewise. */
    static final int REPLICAS_OF_CLUSTER = 200_000;
    /** Stream threads of one application: each is a member of its group, and one of them plans for all. */
    static final int MEMBERS_OF_GROUP = 1_000;

    private static final int MIN_PARTITIONS = 4;
    private static final double SECONDS_OF_DAY = 86_400;

    private final MeasuredCosts costs;
    private final Laboratory laboratory;
    private final Figures figures;
    private final List<String> lines = new ArrayList<>();

    private Sizing(MeasuredCosts costs, Laboratory laboratory, Figures figures) {
        this.costs = costs;
        this.laboratory = laboratory;
        this.figures = figures;
    }

    /**
     * Computes the size.
     *
     * @param figures of a run; the size is added to them under {@code plan}
     * @return the report, line by line
     * @throws io.wanderscope.app.terminal.CommandFailure when the figures lack one that is needed
     */
    public static List<String> plan(Figures figures, Laboratory laboratory) {
        return new Sizing(MeasuredCosts.of(figures), laboratory, figures).plan();
    }

    private List<String> plan() {
        lines.add(Quantity.text(
                        laboratory.microscopes(), laboratory.microscopes() == 1 ? "microscope of " : "microscopes of ")
                + Quantity.text(Laboratory.POSITIONS_PER_SECOND, "positions/s, with ")
                + Quantity.text(100 * UTILISATION, "% of each machine in use"));
        add("positions", "positions", laboratory.positions(), "positions/s", "");
        add("labels", "labels", labels(), "labels/s", Quantity.text(costs.labels(), "a position"));
        double instances = planApplication();
        double partitions = planPartitions();
        planBrokers(partitions);
        planRecovery(partitions, instances);
        planLimits();
        return List.copyOf(lines);
    }

    private double labels() {
        return laboratory.positions() * costs.labels();
    }

    private double planApplication() {
        double inference = add(
                "cores.inference", "cores for the model", used(costs.inference()), "cores", micros(costs.inference()));
        double stream = add(
                "cores.stream",
                "cores for the stream around it",
                used(costs.stream()),
                "cores",
                micros(costs.stream()));
        if (laboratory.cardLabels().isEmpty()) {
            double instances = Math.ceil((inference + stream) / CORES);
            return add("instances", "instances", instances, "", "of " + CORES + " cores, model on the CPU");
        }
        double card = laboratory.cardLabels().getAsDouble();
        double needed = Math.ceil(labels() / (card * UTILISATION));
        double cards = add("cards", "graphics cards for the model", needed, "", Quantity.text(card, "labels/s each"));
        double instances = Math.max(cards, Math.ceil(stream / CORES));
        return add("instances", "instances", instances, "", "of " + CORES + " cores and a card");
    }

    /** Cores that work of this many CPU seconds a position keeps in use. */
    private double used(double seconds) {
        return laboratory.positions() * seconds / UTILISATION;
    }

    private static String micros(double seconds) {
        return Quantity.text(1e6 * seconds, "µs a position");
    }

    private double planPartitions() {
        double needed = Math.ceil(used(costs.thread()));
        double threads = add("threads", "stream threads", needed, "", micros(costs.thread()) + " on its thread");
        double partitions = Math.max(MIN_PARTITIONS, 2 * threads);
        return add("partitions", "partitions of each topic", partitions, "", "two for each thread, to divide evenly");
    }

    private void planBrokers(double partitions) {
        double network = planNetwork();
        double kept = (costs.input() + costs.output()) * laboratory.retentionDays() * SECONDS_OF_DAY;
        double disk = add(
                "disk",
                "disk",
                REPLICAS * (laboratory.positions() * kept + changelogs(partitions)),
                "B",
                Quantity.text(laboratory.retentionDays(), "days, and changelogs, ") + REPLICAS + " replicas");
        Map<String, Double> brokers = new LinkedHashMap<>();
        brokers.put("replicas", (double) REPLICAS);
        if (costs.broker().isPresent()) {
            brokers.put("cores", brokerCores(costs.broker().getAsDouble()) / CORES);
        } else {
            line("cores for the brokers", "not measured", "the broker was elsewhere; see bench without --config");
        }
        brokers.put("network", network / (NETWORK * UTILISATION));
        brokers.put("disk", disk / (DISK * UTILISATION));
        brokers.put("partitions", replicas(partitions) / REPLICAS_OF_BROKER);
        Map.Entry<String, Double> most = Collections.max(brokers.entrySet(), Map.Entry.comparingByValue());
        add("brokers", "brokers", Math.ceil(most.getValue()), "", "for their " + most.getKey());
    }

    private double brokerCores(double seconds) {
        return add(
                "cores.broker",
                "cores for the brokers",
                REPLICAS * used(seconds),
                "cores",
                micros(seconds) + " and replica");
    }

    /** Bytes per second in the direction that has more of them. */
    private double planNetwork() {
        double written = costs.input() + costs.output() + costs.internal();
        double in = add(
                "network.in",
                "network into the brokers",
                laboratory.positions() * REPLICAS * written,
                "B/s",
                Quantity.text(written, "B a position, ") + REPLICAS + " replicas");
        double read = costs.input() + 2 * costs.output() + (REPLICAS - 1) * written;
        double out = add(
                "network.out",
                "network out of the brokers",
                laboratory.positions() * read,
                "B/s",
                "replicas, the stream, one other reader of results");
        return Math.max(in, out);
    }

    /** Bytes that the changelogs grow to before Kafka compacts them; the state itself is smaller. */
    private double changelogs(double partitions) {
        return costs.changelogs() * partitions * SEGMENT * UNCOMPACTED;
    }

    private static double replicas(double partitions) {
        return partitions * (PUBLIC_TOPICS + INTERNAL_TOPICS) * REPLICAS;
    }

    private void planRecovery(double partitions, double instances) {
        double lost = changelogs(partitions) / instances;
        double readers = Math.max(1, instances - 1);
        add(
                "restore",
                "until others have taken over from a lost instance",
                lost / readers / costs.restore(),
                "s",
                Quantity.text(lost, "B") + " at " + Quantity.text(costs.restore(), "B/s")
                        + " each; a smaller topic.segment.bytes shortens it");
    }

    private void planLimits() {
        double threads = Laboratory.POSITIONS_PER_SECOND * costs.thread() / UTILISATION;
        double members = add(
                "limit.members",
                "microscopes at which one group is too large",
                Math.floor(MEMBERS_OF_GROUP / threads),
                "",
                Quantity.text(MEMBERS_OF_GROUP, "stream threads"));
        double replicas = add(
                "limit.replicas",
                "microscopes at which one cluster is too large",
                Math.floor(REPLICAS_OF_CLUSTER / replicas(2 * threads)),
                "",
                Quantity.text(REPLICAS_OF_CLUSTER, "replicas of partitions"));
        double first = Math.min(members, replicas);
        lines.add((members <= replicas ? "The group of stream threads" : "The number of replicas in one cluster")
                + " breaks first, at " + Quantity.text(first, "microscopes") + split(first) + ".");
    }

    private String split(double first) {
        double clusters = Math.ceil(laboratory.microscopes() / first);
        return clusters <= 1
                ? ""
                : "; split the acquisitions among " + Quantity.text(clusters, "clusters")
                        + ", which need know nothing of each other";
    }

    private double add(String key, String meaning, double value, String unit, String basis) {
        figures.add("plan." + key, meaning, value, unit);
        line(meaning, Quantity.text(value, unit), basis);
        return value;
    }

    private void line(String meaning, String quantity, String basis) {
        lines.add(String.format(Locale.ROOT, "  %-50s %16s   %s", meaning, quantity, basis)
                .stripTrailing());
    }
}
