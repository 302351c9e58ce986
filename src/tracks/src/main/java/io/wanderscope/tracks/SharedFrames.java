package io.wanderscope.tracks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tracks of a file in which most have several positions in a frame, as if several movies had been merged into it.
 *
 * @param path the file
 * @param ids identities of the shortest of the tracks that share frames
 * @param tracks number of tracks that do
 * @param ofTracks number of tracks that could
 * @param duplicates number of positions that share their frame with an earlier one of their track
 * @param ofPositions number of positions of all tracks
 */
record SharedFrames(Path path, Set<String> ids, long tracks, long ofTracks, long duplicates, long ofPositions) {
    /** Enough tracks to find out what tells their movies apart. */
    private static final int MAX_IDS = 50;

    /** Fewer are told to the person and do no harm: no track is long enough to be classified wrongly by them. */
    private static final int MIN_DUPLICATES = 10;

    /** The share of the positions of a track, or of a file, that may share frames: one in so many. */
    private static final int MAX_SHARE = 5;

    /** How many tracks a notice names. */
    private static final int NAMED_TRACKS = 3;

    /** The tracks that share frames, if most of a file do, or if many of its positions do. */
    static Optional<SharedFrames> of(TrackingFile file) {
        List<Track> able = file.tracks().stream()
                .filter(track -> track.positions().size() > 1)
                .toList();
        List<Track> sharing =
                able.stream().filter(track -> track.duplicates() > 0).toList();
        long duplicates = sharing.stream().mapToLong(Track::duplicates).sum();
        long positions =
                able.stream().mapToLong(track -> track.positions().size()).sum();
        return 2 * sharing.size() > able.size() || MAX_SHARE * duplicates > positions
                ? Optional.of(new SharedFrames(
                        file.path(),
                        sharing.stream().map(Track::id).limit(MAX_IDS).collect(Collectors.toSet()),
                        sharing.size(),
                        able.size(),
                        duplicates,
                        positions))
                : Optional.empty();
    }

    /** What to say of a file whose tracks were kept, but some of which cannot be tracks of one particle. */
    static List<String> notices(TrackingFile file) {
        List<Track> crowded = file.tracks().stream()
                .filter(track ->
                        MAX_SHARE * track.duplicates() > track.positions().size())
                .toList();
        if (crowded.isEmpty()) {
            return List.of();
        }
        String named = crowded.stream().limit(NAMED_TRACKS).map(Track::id).collect(Collectors.joining(", "));
        return List.of("more than a fifth of the positions share a frame with another of their track in "
                + (crowded.size() == 1 ? "track " : crowded.size() + " tracks, such as ") + named
                + "; one particle has one position in a frame, so look whether these are tracks");
    }

    /**
     * Fails, unless the positions are so few that they do no harm.
     *
     * @param separation the option that tells the positions apart, if the file has what it takes
     */
    void refuse(Optional<String> separation) throws TrackingFileException {
        if (separation.isPresent() || duplicates >= MIN_DUPLICATES) {
            throw TrackingFileException.inFile(
                    path,
                    duplicates + " of " + ofPositions + " positions share a frame with another of their track, in "
                            + tracks + " of " + ofTracks
                            + " tracks, as if several movies were in one file, or as if the column of the track named something"
                            + " else; "
                            + separation.orElse("give each movie a file of its own, or name the columns that identify a"
                                    + " track with --columns track=MOVIE+TRACK")
                            + separation.map(option -> " tells them apart").orElse("")
                            + ", and --force reads the file as it is");
        }
    }
}
