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
import io.wanderscope.verification.guarantees.LinkedAsUndisturbed;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.OneTriggerForEachEvent;
import io.wanderscope.verification.guarantees.Truth;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Runs two instances of the application on one or more brokers, sends them randomised acquisitions, and injects faults at random
 * moments. At the end, when every track must have its final result, the same positions are classified again without
 * faults, and the guarantees are checked.
 *
 * <p>The next fault after a loss is to start the lost instance again, so at least one instance is always alive or
 * starting. A broker that is not the only one stays away until after the next fault, and another is killed only when it is
 * in sync again.
 */
public final class ChaosRun {
    private final ChaosPlan plan;
    private final InstanceProgram program;
    private final Optional<Upgrade> upgrade;
    private final PrintWriter progress;
    private final ChaosCluster cluster;
    private final InstantSource clock;
    private final FaultSchedule schedule;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<Loss> losses = new ArrayList<>();
    private int upgraded;

    private ChaosRun(
            ChaosPlan plan,
            InstanceProgram program,
            Optional<Upgrade> upgrade,
            ChaosCluster cluster,
            PrintWriter progress,
            InstantSource clock) {
        this.plan = plan;
        this.program = program;
        this.upgrade = upgrade;
        this.progress = progress;
        this.cluster = cluster;
        this.clock = clock;
        this.schedule = new FaultSchedule(
                plan.seed(), cluster.instances().size(), cluster.brokers().size());
    }

    /**
     * Runs to the end and checks the guarantees.
     *
     * @param program what the instances run
     * @param upgrade what they run at first, if that is an earlier version
     * @param progress receives lines of progress
     * @param clocks of the run; the instances have their own
     * @throws ChaosFailure when the instances do not share the partitions in time, before the first fault, the
     *     acquisitions cannot be published, or a broker does not start or ends by itself
     */
    public static ChaosReport run(
            ChaosPlan plan, InstanceProgram program, Optional<Upgrade> upgrade, PrintWriter progress, Clocks clocks)
            throws IOException, InterruptedException {
        InstanceProgram first = upgrade.map(Upgrade::earlier).orElse(program);
        try (ChaosCluster cluster =
                ChaosCluster.start(plan.brokers(), first, plan.positionsPerSecond(), settings(plan), clocks)) {
            return new ChaosRun(plan, program, upgrade, cluster, progress, clocks.wall()).run();
        }
    }

    private static Map<String, String> settings(ChaosPlan plan) {
        Setting<LiveWhenBehind> behind = StreamSettings.LIVE_WHEN_BEHIND;
        Map<String, String> settings = new HashMap<>(Map.of(
                behind.key(),
                behind.type().printer().apply(plan.behind()),
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                plan.protocol().name));
        if (plan.localisations()) {
            settings.putAll(ChaosCluster.LINKING);
        }
        if (plan.rules()) {
            settings.putAll(OneTriggerForEachEvent.RULES);
        }
        return settings;
    }

    private ChaosReport run() throws IOException, InterruptedException {
        cluster.startInstances();
        try (AcquisitionFeed feed = cluster.feed(plan.seed())) {
            cluster.awaitShared(cluster.instances());
            injectFaults(feed);
            cluster.brokers().restore();
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
            upgradeInstances(end);
            injectFault();
            print(faults + exits());
        }
    }

    private boolean isAnyMissing() {
        return isUpgradeMissing()
                || faults.size() < Fault.values().length
                || faults.getOrDefault(Fault.BROKER_KILL, 0) < plan.brokers()
                || faults.getOrDefault(Fault.KILL, 0) < plan.kills();
    }

    private boolean isUpgradeMissing() {
        return upgrade.isPresent() && upgraded < cluster.instances().size();
    }

    /** One after the other, or all at once, so that the versions before, between and after take equal shares of the time. */
    private void upgradeInstances(Instant end) throws IOException, InterruptedException {
        if (!isUpgradeMissing()) {
            return;
        }
        List<Instance> waiting =
                cluster.instances().subList(upgraded, cluster.instances().size());
        List<Instance> next = upgrade.orElseThrow().rolling() ? waiting.subList(0, 1) : waiting;
        int parts = upgrade.orElseThrow().rolling() ? cluster.instances().size() + 1 : 2;
        if (clock.instant().isBefore(end.minus(plan.duration().dividedBy(parts).multipliedBy(parts - 1 - upgraded)))) {
            return;
        }
        for (Instance instance : next) {
            if (instance.shouldRun()) {
                instance.stop();
            }
            instance.replaceProgram(program);
        }
        next.forEach(Instance::start);
        upgraded += next.size();
        print("upgraded: " + upgraded);
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
            cluster.brokers().restore();
        } else {
            inject(schedule.next());
        }
    }

    private void inject(FaultSchedule.Step step) throws IOException, InterruptedException {
        count(step.fault());
        if (step.fault() == Fault.BROKER_KILL) {
            killBroker(step);
        } else {
            inject(step.fault(), cluster.instances().get(step.target()));
            cluster.brokers().restore();
        }
        if (!step.staysAway()) {
            cluster.startInstances();
        }
    }

    private void killBroker(FaultSchedule.Step step) throws InterruptedException {
        if (plan.brokers() == 1) {
            // An instance that starts while no broker answers exits, as it should.
            cluster.awaitShared(cluster.instances());
        }
        cluster.brokers().restore();
        cluster.brokers().kill(step.target());
        if (!step.staysAway()) {
            cluster.brokers().restore();
        }
    }

    private void inject(Fault fault, Instance chosen) throws IOException, InterruptedException {
        switch (fault) {
            case KILL -> losses.add(cluster.kill(chosen));
            case KILL_AND_DELETE_STATE -> {
                count(Fault.KILL);
                losses.add(cluster.kill(chosen));
                chosen.deleteState();
            }
            case LEAVE -> chosen.stop();
            case JOIN, BROKER_KILL -> throw new IllegalArgumentException(fault + " is no loss of an instance");
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
        Observed undisturbed = cluster.classifyAgain(truth, program);
        List<Guarantee> guarantees = new ArrayList<>(Guarantee.all(plan.behind()));
        guarantees.add(new Deterministic(undisturbed, ChaosCluster.MINIMUM_CONFIDENCE, plan.behind()));
        if (plan.localisations()) {
            guarantees.add(new LinkedAsUndisturbed(cluster.linkedPositions()));
        }
        if (plan.rules()) {
            guarantees.add(new OneTriggerForEachEvent());
        }
        return new ChaosReport(
                truth,
                observed,
                faults,
                upgraded,
                (int) losses.stream().filter(Loss::interruptedWork).count(),
                takeovers(observed),
                cluster.unexpectedExits(),
                cluster.standstills(),
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
