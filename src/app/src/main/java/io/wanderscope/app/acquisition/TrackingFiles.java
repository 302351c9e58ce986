package io.wanderscope.app.acquisition;

import io.wanderscope.app.terminal.Counted;
import io.wanderscope.streaming.PositionRejection;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackingFile;
import io.wanderscope.tracks.TrackingFileException;
import io.wanderscope.tracks.TrackingFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads recordings from tracking files. */
public final class TrackingFiles {
    private TrackingFiles() {}

    /**
     * Reads the files, each as one acquisition, and skips those that cannot be read.
     *
     * @param frameInterval seconds between frames where a file does not give it, above 0 and finite
     * @param problems receives one line on what is wrong with each skipped file
     * @param notices receives one line on what was left out of a file, for each file of which something was
     */
    public static List<Acquisition> read(
            List<Path> files, double frameInterval, Consumer<String> problems, Consumer<String> notices) {
        List<String> names = AcquisitionNames.of(files);
        List<Acquisition> acquisitions = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            try {
                TrackingFile file = TrackingFileReader.read(files.get(index));
                acquisitions.add(new Acquisition(
                        names.get(index),
                        file.lengthUnit(),
                        file.frameInterval().orElse(frameInterval),
                        withShortNames(names.get(index), file, notices)));
                if (file.unlinked() > 0) {
                    notices.accept(file.path() + ": left out, because they belong to no track: "
                            + Counted.of(file.unlinked(), "position"));
                }
            } catch (TrackingFileException e) {
                problems.accept(e.getMessage());
            }
        }
        return acquisitions;
    }

    /** The tracks that the stream accepts: nobody would classify the others, and nothing would tell that they have ended. */
    private static List<Track> withShortNames(String acquisition, TrackingFile file, Consumer<String> notices) {
        List<Track> accepted = file.tracks().stream()
                .filter(track ->
                        new TrackKey(acquisition, track.id()).bytes().length <= PositionRejection.MAX_KEY_BYTES)
                .toList();
        int leftOut = file.tracks().size() - accepted.size();
        if (leftOut > 0) {
            notices.accept(file.path() + ": left out, because their name and that of the file have more than "
                    + PositionRejection.MAX_KEY_BYTES + " bytes: " + Counted.of(leftOut, "track"));
        }
        return accepted;
    }

    /** The file of each acquisition that {@link #read} makes of the files, by name. */
    public static Map<String, Path> byAcquisition(List<Path> files) {
        List<String> names = AcquisitionNames.of(files);
        Map<String, Path> byName = new LinkedHashMap<>();
        for (int index = 0; index < files.size(); index++) {
            byName.put(names.get(index), files.get(index));
        }
        return byName;
    }
}
