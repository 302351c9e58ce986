package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.Acquisition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Takes the results of a run track by track: writes them to files, and keeps what the table and the pictures need. */
public final class RunResults implements Consumer<TrackResult> {
    private final ResultFiles files;
    private final Map<String, AcquisitionCounts> counts = new LinkedHashMap<>();
    private final Map<String, PictureTracks> pictures = new LinkedHashMap<>();

    /**
     * No results yet.
     *
     * @param stage name of the residual stage whose saliency colours the pictures
     * @param untimed names of the acquisitions whose frame interval nobody knows
     */
    public RunResults(List<Acquisition> acquisitions, ResultFiles files, String stage, Set<String> untimed) {
        this.files = files;
        acquisitions.forEach(acquisition -> {
            counts.put(acquisition.name(), new AcquisitionCounts(acquisition.name()));
            pictures.put(acquisition.name(), new PictureTracks(stage, !untimed.contains(acquisition.name())));
        });
    }

    @Override
    public void accept(TrackResult result) {
        files.add(result);
        String acquisition = result.track().acquisition().name();
        Objects.requireNonNull(counts.get(acquisition)).add(result);
        Objects.requireNonNull(pictures.get(acquisition)).add(result);
    }

    /** The counts of each acquisition. */
    public List<AcquisitionCounts> counts() {
        return List.copyOf(counts.values());
    }

    /** The counts of an acquisition. */
    public AcquisitionCounts counts(Acquisition acquisition) {
        return Objects.requireNonNull(counts.get(acquisition.name()));
    }

    /** What the picture of an acquisition shows; handed over once, so that its memory can be freed. */
    public PictureTracks takePicture(Acquisition acquisition) {
        return Objects.requireNonNull(pictures.remove(acquisition.name()));
    }
}
