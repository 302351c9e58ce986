package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.TrackingFile;
import io.wanderscope.tracks.TrackingFileException;
import io.wanderscope.tracks.TrackingFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads recordings from tracking files. */
public final class TrackingFiles {
    private TrackingFiles() {}

    /**
     * Reads the files, each as one acquisition, and skips those that cannot be read.
     *
     * @param frameInterval seconds between frames where a file does not give it, above 0 and finite
     * @param problems receives one line on what is wrong with each skipped file
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
