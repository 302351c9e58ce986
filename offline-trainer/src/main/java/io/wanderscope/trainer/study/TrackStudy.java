package io.wanderscope.trainer.study;

import io.wanderscope.inference.ModelDescription;
import java.io.IOException;

/** A study that needs no truth, so that it runs on any tracks: on simulated ones or, as well, on those of a tracking file. */
public interface TrackStudy extends Study {
    /**
     * What a recorded track must have.
     *
     * @param minimumPoints observed points, at least 2
     * @param maximumGap successive missing frames that may be filled
     * @param reason why it needs them, for people: "since …"
     */
    record Requirement(int minimumPoints, int maximumGap, String reason) {}

    /** What it needs of a recorded track. */
    Requirement requirement(ModelDescription model);

    /** Runs the study on given tracks. */
    StudyResult run(StudyRun run, StudyTracks tracks) throws IOException;

    @Override
    default StudyResult run(StudyRun run) throws IOException {
        return run(run, StudyTracks.simulated(run));
    }
}
