package io.wanderscope.verification.guarantees;

import java.util.List;

/** Something the stream promises. */
public interface Guarantee {
    /** What is promised, in a word or three. */
    String name();

    /** How what came out breaks the promise, a sentence for each case; empty when it is kept. */
    List<String> violations(Truth truth, Observed observed);

    /** The guarantees of every run that is processed exactly once. */
    static List<Guarantee> all() {
        return List.of(new NothingLost(), new ExactlyOneFinal(), new OrderedRevisions());
    }

    /** What is left of them when a run is processed at least once. */
    static List<Guarantee> atLeastOnce() {
        return List.of(new NothingMissing(), new AtLeastOneFinal());
    }
}
