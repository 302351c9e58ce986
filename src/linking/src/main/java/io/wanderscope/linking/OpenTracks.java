package io.wanderscope.linking;

import java.util.List;

/**
 * Everything that linking must remember of an acquisition from one frame to the next. Store it as it is: the same state and
 * the same frame give the same links on any machine.
 *
 * @param dimensions 2 in a plane (z is 0 everywhere), 3 in space
 * @param frame the frame that was linked last; -1 before the first
 * @param nextNumber number of the next new track, 1 or more
 * @param diffusion what the displacements of all tracks say about the population's diffusion coefficient
 * @param tracks the open tracks, in the order of their numbers
 */
public record OpenTracks(int dimensions, long frame, long nextNumber, DiffusionMean diffusion, List<OpenTrack> tracks) {
    /**
     * Checks the ranges, and the order and the frames of the tracks.
     *
     * @throws IllegalArgumentException if something is out of range, order or plane
     */
    public OpenTracks {
        if (dimensions != 2 && dimensions != 3) {
            throw new IllegalArgumentException("there are " + dimensions + " dimensions; it must be 2 or 3");
        }
        if (frame < -1 || nextNumber < 1) {
            throw new IllegalArgumentException("the last frame is " + frame + " and the next number " + nextNumber
                    + "; the frame must be -1 or more, the number 1 or more");
        }
        tracks = List.copyOf(tracks);
        long before = 0;
        for (OpenTrack track : tracks) {
            if (track.number() <= before || track.number() >= nextNumber || track.frame() > frame) {
                throw new IllegalArgumentException("track " + track.number() + ", last seen in frame " + track.frame()
                        + ", follows number " + before + " before frame " + frame + " and number " + nextNumber
                        + "; numbers must rise, and both must be behind those of the state");
            }
            requirePlane(dimensions, track.last());
            before = track.number();
        }
    }

    /** The state before the first frame of an acquisition, in 2 or 3 dimensions. */
    public static OpenTracks none(int dimensions) {
        return new OpenTracks(dimensions, -1, 1, DiffusionMean.NONE, List.of());
    }

    static void requirePlane(int dimensions, Localisation localisation) {
        if (dimensions == 2 && localisation.z() != 0) {
            throw new IllegalArgumentException(
                    "z is " + localisation.z() + "; it must be 0 where there are 2 dimensions");
        }
    }
}
