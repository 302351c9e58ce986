package io.wanderscope.app.results;

import io.wanderscope.app.terminal.Counted;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run that does not come to its end leaves in its files.
 *
 * @param files of the run
 * @param folder where they are
 * @param tracks that were to be classified
 */
public record KeptResults(ResultFiles files, Path folder, int tracks) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptResults.class);

    /** Writes what there is, as far as the disk has room for it, and says what that is. */
    public String keep() {
        try {
            files.close();
        } catch (UncheckedIOException e) {
            // The words say how far the files are.
            LOG.info("event=last_results_not_kept reason=\"{}\"", e.getMessage());
        }
        return words();
    }

    private String words() {
        Path labels = folder.resolve(ResultFiles.LABELS);
        Path saliency = folder.resolve(ResultFiles.SALIENCY);
        if (files.isComplete()) {
            return labels + " and " + saliency + " are complete, population.csv, summaries and pictures may be missing";
        }
        int missing = tracks - files.written();
        boolean both = files.writtenWithSaliency() == files.written();
        return ResultFiles.unfinished(labels)
                + (both ? " and " + ResultFiles.unfinished(saliency) + " have" : " has") + " the results of "
                + files.written() + " of " + Counted.of(tracks, "track") + ", " + missing
                + (missing == 1 ? " is missing" : " are missing")
                + (both
                        ? ""
                        : ", and " + ResultFiles.unfinished(saliency) + " those of " + files.writtenWithSaliency());
    }
}
