package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The tracks that a study looks at.
 *
 * @param observed the tracks, at least one
 * @param truth the model that each was simulated with; empty if nobody knows it
 * @param description what they are, in sentences for people
 */
public record StudyTracks(List<ObservedTrajectory> observed, List<DiffusionModel> truth, List<String> description) {
    /** Points of a simulated track. */
    static final int POINTS = 1000;

    /** Copies the lists. */
    public StudyTracks {
        observed = List.copyOf(observed);
        truth = List.copyOf(truth);
        description = List.copyOf(description);
    }

    /** As many tracks as the run asks for, without noise, the eight models in equal shares. */
    static StudyTracks simulated(StudyRun run) {
        List<LabelledTrajectory> tracks = new ArrayList<>();
        TestSet.cell(run.seed(), run.tracks(), POINTS, 0).forEach(tracks::add);
        return labelled(
                tracks,
                "Tracks of " + POINTS
                        + " points without noise, the eight models in equal shares, by the independent simulator.");
    }

    /** Tracks of known models. */
    static StudyTracks labelled(List<LabelledTrajectory> tracks, String description) {
        return new StudyTracks(
                tracks.stream().map(LabelledTrajectory::observed).toList(),
                tracks.stream().map(LabelledTrajectory::requireModel).toList(),
                List.of(description));
    }

    /** Number of tracks. */
    int size() {
        return observed.size();
    }

    /** Whether anybody knows which models the tracks follow. */
    boolean haveTruth() {
        return !truth.isEmpty();
    }

    /** The model that answers to a track are held against: the truth or, without one, the answer to the whole track. */
    DiffusionModel expected(int track, Classification whole) {
        return haveTruth() ? truth.get(track) : whole.mostProbable();
    }

    /** What the share of the answers that are as expected is called. */
    String measure() {
        return haveTruth() ? "accuracy" : "answers kept";
    }
}
