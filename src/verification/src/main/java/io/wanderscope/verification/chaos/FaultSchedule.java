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
 * Which fault comes next, and when. First comes each kind once, with a kill of each instance, in random order; then any
 * kind at random, most often a kill. The same seed gives the same schedule.
 */
public final class FaultSchedule {
    private final UniformRandomProvider random;
    private final int instances;
    private final Deque<Step> first;

    /**
     * A scheduled fault.
     *
     * @param fault any but {@link Fault#JOIN}, which follows when an instance stays away
     * @param instance index of the instance it hits, from 0; meaningless for the broker
     * @param staysAway whether the instance starts again only with a later join, rather than at once
     */
    public record Step(Fault fault, int instance, boolean staysAway) {}

    /** A schedule for this number of instances. */
    public FaultSchedule(long seed, int instances) {
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        this.instances = instances;
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
        steps.add(new Step(Fault.BROKER_RESTART, anyInstance(), false));
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
        int instance = anyInstance();
        double draw = random.nextDouble();
        if (draw < 0.08) {
            return new Step(Fault.BROKER_RESTART, instance, false);
        }
        if (draw < 0.2) {
            return new Step(Fault.LEAVE, instance, true);
        }
        return draw < 0.3
                ? new Step(Fault.KILL_AND_DELETE_STATE, instance, true)
                : new Step(Fault.KILL, instance, draw < 0.5);
    }

    private int anyInstance() {
        return random.nextInt(instances);
    }
}
