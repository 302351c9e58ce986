package io.wanderscope.trainer.study;

import java.io.IOException;

/** An experiment on a model whose result is a table, figures and a page. */
public interface Study {
    /** Its name on the command line and of its files, one word in lower case. */
    String name();

    /** What it asks, in one sentence for people. */
    String question();

    /** Number of tracks, or of tracks of each kind, if nobody says otherwise. */
    int defaultTracks();

    /** Whether it trains networks, for which it takes much longer than studies that do not. */
    default boolean trainsNetworks() {
        return false;
    }

    /**
     * Runs the study. The same model, seed and number of tracks give the same result.
     *
     * @throws IOException if a file that it needs on the way cannot be written or read
     */
    StudyResult run(StudyRun run) throws IOException;
}
