package io.wanderscope.app.guarantees;

import java.util.List;

/** Something the stream promises. */
public interface Guarantee {
    /** What is promised, in a word or three. */
    String name();

    /** How what came out breaks the promise, a sentence for each case; empty when it is kept. */
    List<String> violations(Truth truth, Observed observed);

    /** The guarantees that hold for every run. */
    static List<Guarantee> all() {
        return List.of(new NothingLost(), new ExactlyOneFinal(), new OrderedRevisions());
    }
}
