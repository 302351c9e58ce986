package io.wanderscope.app.acquisition;

import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.streaming.PositionRules;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.tracks.LengthUnit;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import io.wanderscope.tracks.TrackingFile;
import io.wanderscope.tracks.TrackingFileException;
import io.wanderscope.tracks.TrackingFileReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads recordings from tracking files. */
public final class TrackingFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingFiles.class);

    private static final String MICROMETRE = "\u00b5m";

    private TrackingFiles() {}

    /**
     * Reads the files, each as one acquisition, and skips those that cannot be read.
     *
     * @param details what the files do not say themselves
     * @param problems receives one line on what is wrong with each skipped file
     * @param notices receives the lines on how each other file was read, with its name
     */
    public static List<Recording> read(
            List<Path> files, RecordingDetails details, Consumer<String> problems, Consumer<String> notices) {
        List<String> names = AcquisitionNames.of(files);
        List<Recording> recordings = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            Path path = files.get(index);
            try {
                Recording read = recording(names.get(index), TrackingFileReader.read(path, details.reading()), details);
                log(read);
                read.notices().forEach(notice -> notices.accept(line(path, notice)));
                if (read.acquisition().tracks().isEmpty()) {
                    problems.accept(line(path, "has no track that can be classified"));
                } else {
                    recordings.add(read);
                }
            } catch (TrackingFileException e) {
                LOG.info("event=file_not_read reason=\"{}\"", e.getMessage());
                problems.accept(PrintableText.of(String.valueOf(e.getMessage())));
            }
        }
        return recordings;
    }

    /** The name of a file may have any character. */
    private static String line(Path path, String text) {
        return PrintableText.of(path + ": " + text);
    }

    private static Recording recording(String name, TrackingFile file, RecordingDetails details) {
        List<String> notices = new ArrayList<>(file.notices());
        List<Track> accepted = accepted(name, file, notices);
        Optional<PixelSize> pixelSize = pixelSize(file, details, notices);
        Acquisition acquisition = new Acquisition(
                name,
                pixelSize.isPresent() ? MICROMETRE : file.lengthUnit(),
                file.frameInterval().orElse(interval(file, details)),
                pixelSize.map(size -> scaled(accepted, size)).orElse(accepted));
        return new Recording(
                acquisition,
                file.path(),
                file.format(),
                source(file, details),
                file.frameStep(),
                pixelSize,
                file.unlinked(),
                positions(file.tracks()) - positions(accepted),
                notices);
    }

    /** Of the frames of the tracks, which may be several frames of the file apart. */
    private static double interval(TrackingFile file, RecordingDetails details) {
        return file.frameStep() * details.frameInterval().orElse(RecordingDetails.ASSUMED_INTERVAL);
    }

    private static IntervalSource source(TrackingFile file, RecordingDetails details) {
        if (file.frameInterval().isPresent()) {
            return IntervalSource.FILE;
        }
        return details.frameInterval().isPresent() ? IntervalSource.OPTION : IntervalSource.ASSUMED;
    }

    private static long positions(List<Track> tracks) {
        return tracks.stream().mapToLong(track -> track.positions().size()).sum();
    }

    /** The tracks that the stream accepts: nobody would classify the others, and nothing would tell that they have ended. */
    private static List<Track> accepted(String acquisition, TrackingFile file, List<String> notices) {
        int unitBytes = bytes(file.lengthUnit());
        if (unitBytes > PositionRules.MAX_UNIT_BYTES) {
            notices.add("the name of its unit of length has " + unitBytes + " bytes, and at most "
                    + PositionRules.MAX_UNIT_BYTES + " are accepted; shorten it in the file");
            return List.of();
        }
        List<Track> accepted = file.tracks().stream()
                .filter(track -> isAccepted(acquisition, track.id()))
                .toList();
        int leftOut = file.tracks().size() - accepted.size();
        if (leftOut > 0) {
            notices.add("left out, because their names are too long (more than " + PositionRules.MAX_KEY_BYTES
                    + " bytes with that of the file) or are not valid text: " + Counted.of(leftOut, "track"));
        }
        return accepted;
    }

    private static boolean isAccepted(String acquisition, String track) {
        return !track.isEmpty()
                && new TrackKey(acquisition, track).bytes().length <= PositionRules.MAX_KEY_BYTES
                && StandardCharsets.UTF_8.newEncoder().canEncode(track);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<PixelSize> pixelSize(TrackingFile file, RecordingDetails details, List<String> notices) {
        if (details.pixelSize().isPresent() && !file.lengthUnit().equals(LengthUnit.PIXEL)) {
            notices.add(
                    "its coordinates are in " + file.lengthUnit() + " already, so --pixel-size does not change them");
            return Optional.empty();
        }
        return details.pixelSize();
    }

    private static List<Track> scaled(List<Track> tracks, PixelSize size) {
        return tracks.stream()
                .map(track -> new Track(
                        track.id(),
                        track.positions().stream()
                                .map(position -> scaled(position, size.micrometres()))
                                .toList()))
                .toList();
    }

    private static TrackedPosition scaled(TrackedPosition position, double factor) {
        return new TrackedPosition(
                position.frame(),
                factor * position.x(),
                factor * position.y(),
                position.z().isPresent()
                        ? OptionalDouble.of(factor * position.z().getAsDouble())
                        : OptionalDouble.empty(),
                position.quality());
    }

    private static void log(Recording recording) {
        LOG.info(
                "event=file_read file=\"{}\" format={} unit={} frame_interval_s={} frame_interval_source={} frame_step={}"
                        + " tracks={} positions={} no_track={} refused={}",
                recording.file(),
                recording.format(),
                recording.acquisition().lengthUnit(),
                recording.acquisition().frameInterval(),
                recording.intervalSource().word(),
                recording.frameStep(),
                recording.acquisition().tracks().size(),
                recording.positions(),
                recording.unlinked(),
                recording.refused());
        recording
                .notices()
                .forEach(notice -> LOG.info("event=file_notice file=\"{}\" notice=\"{}\"", recording.file(), notice));
    }
}
