package io.wanderscope.verification;

import io.wanderscope.verification.chaos.AcquisitionFeed;
import io.wanderscope.verification.chaos.ChaosCluster;
import io.wanderscope.verification.chaos.Fault;
import io.wanderscope.verification.chaos.FaultSchedule;
import io.wanderscope.verification.chaos.Instance;
import io.wanderscope.verification.chaos.Loss;
import io.wanderscope.verification.chaos.UnexpectedEnd;
import io.wanderscope.verification.guarantees.Deterministic;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A broker, two instances of the application and a stream of randomised acquisitions; faults at random moments; and at
 * the end, when every track must have its FINAL, the same positions once more without faults, and the guarantees.
 *
 * <p>An instance that is dead is brought back by the next fault, so that one instance at least is alive or starting.
 */
public final class ChaosRun {
    private final ChaosPlan plan;
    private final PrintWriter progress;
    private final ChaosCluster cluster;
    private final FaultSchedule schedule;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<Loss> losses = new ArrayList<>();

    private ChaosRun(ChaosPlan plan, ChaosCluster cluster, PrintWriter progress) {
        this.plan = plan;
        this.progress = progress;
        this.cluster = cluster;
        this.schedule = new FaultSchedule(plan.seed(), cluster.instances().size());
    }

    /**
     * Runs to the end and checks the guarantees.
     *
     * @param program that the instances run
     * @param progress where the state of things is told
     * @throws IllegalStateException when the instances do not come to share the partitions before the first fault, or
     *     the acquisitions could not be published
     */
    public static ChaosReport run(ChaosPlan plan, InstanceProgram program, PrintWriter progress)
            throws IOException, InterruptedException {
        try (ChaosCluster cluster = ChaosCluster.start(program, plan.positionsPerSecond(), Map.of())) {
            return new ChaosRun(plan, cluster, progress).run();
        }
    }

    private ChaosReport run() throws IOException, InterruptedException {
        cluster.startInstances();
        try (AcquisitionFeed feed = cluster.feed(plan.seed())) {
            cluster.awaitShared(cluster.instances());
            makeFaults(feed);
            cluster.startInstances();
            return report(feed.finish());
        }
    }

    private void makeFaults(AcquisitionFeed feed) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(plan.duration());
        while (Instant.now().isBefore(end) || isOneMissing()) {
            Thread.sleep(schedule.pause(plan.interval()).toMillis());
            if (feed.hasFailed()) {
                // Why, is told when it is finished.
                return;
            }
            cluster.reviveInstances();
            makeFault();
            tell(faults + ended());
        }
    }

    private boolean isOneMissing() {
        return faults.size() < Fault.values().length || faults.get(Fault.KILL) < plan.kills();
    }

    private String ended() {
        List<UnexpectedEnd> ends = cluster.unexpectedEnds();
        return ends.isEmpty() ? "" : ", ended by themselves: " + ends;
    }

    private void makeFault() throws IOException, InterruptedException {
        Optional<Instance> dead = cluster.instances().stream()
                .filter(instance -> !instance.shouldRun())
                .findFirst();
        if (dead.isPresent()) {
            dead.get().start();
            count(Fault.JOIN);
        } else {
            carryOut(schedule.next());
        }
    }

    private void carryOut(FaultSchedule.Step step) throws IOException, InterruptedException {
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
            case JOIN -> throw new IllegalArgumentException("a join follows from an instance that stays away");
        }
        if (!step.staysAway()) {
            cluster.startInstances();
        }
    }

    private void count(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private ChaosReport report(Truth truth) throws IOException, InterruptedException {
        tell("published " + truth.positions() + " positions of "
                + truth.tracks().size() + " tracks; waiting for their FINALs");
        Observed observed = cluster.awaitResults(truth);
        tell("read " + observed.results().size() + " results; classifying the same positions without faults");
        Observed undisturbed = cluster.classifyAgain(truth);
        List<Guarantee> guarantees = new ArrayList<>(Guarantee.all());
        guarantees.add(new Deterministic(undisturbed, ChaosCluster.MINIMUM_CONFIDENCE));
        return new ChaosReport(
                truth,
                observed,
                faults,
                takeovers(observed),
                cluster.unexpectedEnds(),
                new GuaranteeTable(guarantees, truth, observed));
    }

    private List<Duration> takeovers(Observed observed) {
        return losses.stream()
                .map(loss -> loss.takeover(observed))
                .flatMap(Optional::stream)
                .toList();
    }

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }
}
