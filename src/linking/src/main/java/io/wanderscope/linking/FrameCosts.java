package io.wanderscope.linking;

import java.util.List;

/** What links, missed tracks and new tracks cost in one frame. Reused from frame to frame. */
interface FrameCosts {
    /** For the costs that an acquisition is linked with. */
    static FrameCosts of(LinkingCosts costs) {
        return costs instanceof LinkingCosts.DiffusionLikelihood likelihood
                ? new LikelihoodCosts(likelihood)
                : new SquaredDisplacementCosts((LinkingCosts.SquaredDisplacement) costs);
    }

    /**
     * Prepares the costs of a frame.
     *
     * @param state the state before the frame
     * @param tracks those of its tracks that can go on
     * @param number the frame's number
     * @param frame its localisations
     */
    void prepare(OpenTracks state, List<OpenTrack> tracks, long number, Frame frame);

    /** An upper bound of the displacements of a track's links; negative if no link of it is worth making. */
    double reach(int track);

    /** What a link costs more than the localisation would as the start of a track. */
    double link(int track, int localisation, double squaredDisplacement);

    /** What the track costs without a localisation. A link is made only if it costs less. */
    double missed();
}
