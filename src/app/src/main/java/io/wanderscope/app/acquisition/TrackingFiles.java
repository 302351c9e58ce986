package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.TrackingFile;
import io.wanderscope.tracks.TrackingFileException;
import io.wanderscope.tracks.TrackingFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Recordings in tracking files. */
public final class TrackingFiles {
    private TrackingFiles() {}

    /**
     * Reads what can be read, each file as an acquisition of its own.
     *
     * @param frameInterval seconds between frames of files that do not say it, above 0 and finite
     * @param problems told in a line what is wrong with each other file
     */
    public static List<Acquisition> read(List<Path> files, double frameInterval, Consumer<String> problems) {
        List<String> names = AcquisitionNames.of(files);
        List<Acquisition> acquisitions = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            try {
                TrackingFile file = TrackingFileReader.read(files.get(index));
                acquisitions.add(new Acquisition(
                        names.get(index),
                        file.lengthUnit(),
                        file.frameInterval().orElse(frameInterval),
                        file.tracks()));
            } catch (TrackingFileException e) {
                problems.accept(e.getMessage());
            }
        }
        return acquisitions;
    }
}
