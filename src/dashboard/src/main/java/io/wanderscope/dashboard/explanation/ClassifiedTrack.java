package io.wanderscope.dashboard.explanation;

import io.wanderscope.dashboard.live.Path;
import io.wanderscope.dashboard.live.Result;
import io.wanderscope.dashboard.live.Saliency;
import io.wanderscope.dashboard.live.TrackDetail;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * The latest result of a track with the points that it was given for.
 *
 * @param id acquisition/track
 * @param result with probabilities
 * @param points its points, under unknown imaging conditions
 */
record ClassifiedTrack(String id, Result result, ObservedTrajectory points) {
    /**
     * Finds the points of the latest result: those of its saliency record, and where there is none those of the path. A saliency
     * record with the same revision and other frames belongs to an earlier track of that name.
     *
     * @throws NotExplainedException if the model was not run for that result, or its points are not known
     */
    static ClassifiedTrack of(TrackDetail track) throws NotExplainedException {
        String id = track.acquisition() + "/" + track.summary().id();
        Result result = track.summary().result();
        if (result == null) {
            throw conflict("track " + id + " has not been classified yet");
        }
        if (result.probabilities() == null) {
            throw notGivenToTheModel(id, result);
        }
        try {
            Saliency saliency = track.saliency();
            boolean explained = saliency != null && belongs(saliency, result);
            return new ClassifiedTrack(
                    id,
                    result,
                    explained ? ofSaliency(Objects.requireNonNull(saliency)) : ofPath(track.path(), result, id));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw conflict("the points of track " + id + " are no trajectory: " + e.getMessage());
        }
    }

    private static NotExplainedException notGivenToTheModel(String id, Result result) {
        return result.reason() == UndeterminedReason.TOO_SHORT
                ? new NotExplainedException(
                        Obstacle.TOO_SHORT,
                        "track " + id + " has too few points for the stream to classify it (window.min.points)")
                : conflict("track " + id + " is " + result.reason()
                        + " without the model, so there is nothing to explain");
    }

    private static boolean belongs(Saliency saliency, Result result) {
        long[] frames = saliency.frames();
        Integer observed = result.observedPoints();
        return saliency.revision() == result.revision()
                && frames.length > 0
                && frames.length == result.points()
                && frames[0] == result.firstFrame()
                && frames[frames.length - 1] == result.lastFrame()
                && (observed == null || frames.length - saliency.interpolatedFrames().length == observed);
    }

    private static ObservedTrajectory ofSaliency(Saliency saliency) {
        BitSet observed = new BitSet();
        observed.set(0, saliency.frames().length);
        for (long frame : saliency.interpolatedFrames()) {
            observed.clear(Math.toIntExact(frame - saliency.frames()[0]));
        }
        return new ObservedTrajectory(Trajectory.of(saliency.x(), saliency.y()), observed);
    }

    private static ObservedTrajectory ofPath(Path path, Result result, String id) throws NotExplainedException {
        int from = lowerBound(path.frames(), result.firstFrame());
        int to = lowerBound(path.frames(), result.lastFrame() + 1);
        int[] frames = Arrays.stream(path.frames(), from, to)
                .mapToInt(frame -> Math.toIntExact(frame - result.firstFrame()))
                .toArray();
        requireSamePoints(frames, result, id);
        BitSet observed = new BitSet();
        Arrays.stream(frames).forEach(observed::set);
        return new ObservedTrajectory(
                Trajectory.interpolated(
                        frames, Arrays.copyOfRange(path.x(), from, to), Arrays.copyOfRange(path.y(), from, to)),
                observed);
    }

    private static int lowerBound(long[] frames, long frame) {
        int found = Arrays.binarySearch(frames, frame);
        return found < 0 ? -found - 1 : found;
    }

    /** The dashboard may have come later than the track, have forgotten its beginning, or have got a point later than the stream's answer. */
    private static void requireSamePoints(int[] frames, Result result, String id) throws NotExplainedException {
        Integer expected = result.observedPoints();
        boolean same = expected != null
                && frames.length > 0
                && frames.length == expected
                && frames[0] == 0
                && frames[frames.length - 1] == result.points() - 1;
        if (!same) {
            throw conflict("revision " + result.revision() + " of track " + id + " was given for "
                    + (expected == null ? "an unknown number of" : expected)
                    + " positions, of which the dashboard holds " + frames.length
                    + "; with saliency=all, the stream sends the points of every result");
        }
    }

    static NotExplainedException conflict(String message) {
        return new NotExplainedException(Obstacle.CONFLICT, message);
    }

    /** Frame of a point, counted from 0. */
    long frame(int point) {
        return result.firstFrame() + point;
    }
}
