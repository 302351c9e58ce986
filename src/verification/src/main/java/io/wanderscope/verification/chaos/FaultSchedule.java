package io.wanderscope.verification.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Which fault comes next, and when. First comes each kind once, with a kill of each instance and of each broker, in random
 * order; then any kind at random, most often a kill of an instance. Brokers are killed in turn. The same seed gives the same schedule.
 */
public final class FaultSchedule {
    private static final double BROKER_SHARE = 0.08;

    private final UniformRandomProvider random;
    private final int instances;
    private final int brokers;
    private final Deque<Step> first;
    private int nextBroker;

    /**
     * A scheduled fault.
     *
     * @param fault any but {@link Fault#JOIN}, which follows when an instance stays away
     * @param target index of the instance or broker that it hits, from 0
     * @param staysAway whether the instance starts again only with a later join, and the broker only after the next fault,
     *     rather than at once
     */
    public record Step(Fault fault, int target, boolean staysAway) {}

    /** A schedule for these numbers of instances and brokers. */
    public FaultSchedule(long seed, int instances, int brokers) {
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        this.instances = instances;
        this.brokers = brokers;
        List<Step> each = oneOfEach();
        ListSampler.shuffle(random, each);
        this.first = new ArrayDeque<>(each);
    }

    private List<Step> oneOfEach() {
        List<Step> steps = new ArrayList<>();
        for (int instance = 0; instance < instances; instance++) {
            steps.add(new Step(Fault.KILL, instance, false));
        }
        steps.add(new Step(Fault.KILL_AND_DELETE_STATE, anyInstance(), true));
        steps.add(new Step(Fault.LEAVE, anyInstance(), true));
        for (int broker = 0; broker < brokers; broker++) {
            steps.add(brokerKill());
        }
        return steps;
    }

    /** The next fault. */
    public Step next() {
        return first.isEmpty() ? anyStep() : first.remove();
    }

    /** Random time from one fault to the next, within 80 % of the mean. */
    public Duration pause(Duration mean) {
        return Duration.ofMillis((long) (mean.toMillis() * random.nextDouble(0.2, 1.8)));
    }

    private Step anyStep() {
        if (random.nextDouble() < BROKER_SHARE * brokers) {
            return brokerKill();
        }
        int instance = anyInstance();
        double draw = random.nextDouble();
        if (draw < 0.13) {
            return new Step(Fault.LEAVE, instance, true);
        }
        return draw < 0.24
                ? new Step(Fault.KILL_AND_DELETE_STATE, instance, true)
                : new Step(Fault.KILL, instance, draw < 0.46);
    }

    /** If there are others, they carry on without it. */
    private Step brokerKill() {
        int broker = nextBroker;
        nextBroker = (nextBroker + 1) % brokers;
        return new Step(Fault.BROKER_KILL, broker, brokers > 1);
    }

    private int anyInstance() {
        return random.nextInt(instances);
    }
}
