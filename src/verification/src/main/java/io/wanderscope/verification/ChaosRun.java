package io.wanderscope.verification;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.verification.chaos.AcquisitionFeed;
import io.wanderscope.verification.chaos.ChaosCluster;
import io.wanderscope.verification.chaos.Fault;
import io.wanderscope.verification.chaos.FaultSchedule;
import io.wanderscope.verification.chaos.Instance;
import io.wanderscope.verification.chaos.Loss;
import io.wanderscope.verification.chaos.UnexpectedExit;
import io.wanderscope.verification.guarantees.Deterministic;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Runs two instances of the application on a broker, sends them randomised acquisitions, and injects faults at random
 * moments. At the end, when every track must have its final result, the same positions are classified again without
 * faults, and the guarantees are checked.
 *
 * <p>The next fault after a loss is to start the lost instance again, so at least one instance is always alive or
 * starting.
 */
public final class ChaosRun {
    private final ChaosPlan plan;
    private final PrintWriter progress;
    private final ChaosCluster cluster;
    private final InstantSource clock;
    private final FaultSchedule schedule;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<Loss> losses = new ArrayList<>();

    private ChaosRun(ChaosPlan plan, ChaosCluster cluster, PrintWriter progress, InstantSource clock) {
        this.plan = plan;
        this.progress = progress;
        this.cluster = cluster;
        this.clock = clock;
        this.schedule = new FaultSchedule(plan.seed(), cluster.instances().size());
    }

    /**
     * Runs to the end and checks the guarantees.
     *
     * @param program what the instances run
     * @param progress receives lines of progress
     * @param clocks of the run; the instances have their own
     * @throws IllegalStateException when the instances do not share the partitions in time, before the first fault, or
     *     the acquisitions cannot be published
     */
    public static ChaosReport run(ChaosPlan plan, InstanceProgram program, PrintWriter progress, Clocks clocks)
            throws IOException, InterruptedException {
        try (ChaosCluster cluster = ChaosCluster.start(program, plan.positionsPerSecond(), settings(plan), clocks)) {
            return new ChaosRun(plan, cluster, progress, clocks.wall()).run();
        }
    }

    private static Map<String, String> settings(ChaosPlan plan) {
        Setting<LiveWhenBehind> behind = StreamSettings.LIVE_WHEN_BEHIND;
        return Map.of(
                behind.key(),
                behind.type().printer().apply(plan.behind()),
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                plan.protocol().name);
    }

    private ChaosReport run() throws IOException, InterruptedException {
        cluster.startInstances();
        try (AcquisitionFeed feed = cluster.feed(plan.seed())) {
            cluster.awaitShared(cluster.instances());
            injectFaults(feed);
            cluster.startInstances();
            return report(feed.finish());
        }
    }

    private void injectFaults(AcquisitionFeed feed) throws IOException, InterruptedException {
        Instant end = clock.instant().plus(plan.duration());
        while (clock.instant().isBefore(end) || isAnyMissing()) {
            Thread.sleep(schedule.pause(plan.interval()).toMillis());
            if (feed.hasFailed()) {
                // finish() will throw the cause.
                return;
            }
            cluster.reviveInstances();
            injectFault();
            print(faults + exits());
        }
    }

    private boolean isAnyMissing() {
        return faults.size() < Fault.values().length || faults.getOrDefault(Fault.KILL, 0) < plan.kills();
    }

    private String exits() {
        List<UnexpectedExit> exits = cluster.unexpectedExits();
        return exits.isEmpty() ? "" : ", unexpected exits: " + exits;
    }

    private void injectFault() throws IOException, InterruptedException {
        Optional<Instance> dead = cluster.instances().stream()
                .filter(instance -> !instance.shouldRun())
                .findFirst();
        if (dead.isPresent()) {
            dead.get().start();
            count(Fault.JOIN);
        } else {
            inject(schedule.next());
        }
    }

    private void inject(FaultSchedule.Step step) throws IOException, InterruptedException {
        Instance chosen = cluster.instances().get(step.instance());
        count(step.fault());
        switch (step.fault()) {
            case KILL -> losses.add(cluster.kill(chosen));
            case KILL_AND_DELETE_STATE -> {
                count(Fault.KILL);
                losses.add(cluster.kill(chosen));
                chosen.deleteState();
            }
            case LEAVE -> chosen.stop();
            case BROKER_RESTART -> cluster.restartBroker();
            case JOIN -> throw new IllegalArgumentException("an instance joins only after it was lost");
        }
        if (!step.staysAway()) {
            cluster.startInstances();
        }
    }

    private void count(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private ChaosReport report(Truth truth) throws IOException, InterruptedException {
        print("published " + truth.positions() + " positions of "
                + truth.tracks().size() + " tracks; waiting for their final results");
        Observed observed = cluster.awaitResults(truth);
        print("read " + observed.results().size() + " results; classifying the same positions without faults");
        Observed undisturbed = cluster.classifyAgain(truth);
        List<Guarantee> guarantees = new ArrayList<>(Guarantee.all(plan.behind()));
        guarantees.add(new Deterministic(undisturbed, ChaosCluster.MINIMUM_CONFIDENCE, plan.behind()));
        return new ChaosReport(
                truth,
                observed,
                faults,
                (int) losses.stream().filter(Loss::interruptedWork).count(),
                takeovers(observed),
                cluster.unexpectedExits(),
                new GuaranteeTable(guarantees, truth, observed));
    }

    private List<Duration> takeovers(Observed observed) {
        return losses.stream()
                .map(loss -> loss.takeover(observed))
                .flatMap(Optional::stream)
                .toList();
    }

    private void print(String line) {
        progress.println(line);
        progress.flush();
    }
}
