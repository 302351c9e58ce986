package io.wanderscope.verification.guarantees;

import io.wanderscope.streaming.LiveWhenBehind;
import java.util.List;

/** A promise of the stream. */
public interface Guarantee {
    /** The promise in one to three words. */
    String name();

    /** A sentence for each way in which the observation breaks the promise; empty when it is kept. */
    List<String> violations(Truth truth, Observed observed);

    /**
     * The guarantees of exactly-once processing.
     *
     * @param behind the setting {@code live.when.behind} of the stream
     */
    static List<Guarantee> all(LiveWhenBehind behind) {
        return List.of(
                new NothingLost(), new ExactlyOneFinal(), new OrderedRevisions(behind), new CountedInPopulation(true));
    }

    /** The weaker guarantees of at-least-once processing. */
    static List<Guarantee> atLeastOnce() {
        return List.of(new NothingMissing(), new AtLeastOneFinal(), new CountedInPopulation(false));
    }
}
