package io.wanderscope.app.results;

import io.wanderscope.diffusion.population.TrackEvidence;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The populations of a run's acquisitions, and whether each rests on all tracks of its acquisition already: the stream estimates
 * beside its work, so the last estimate comes after the last label. Not thread-safe.
 */
public final class FoundPopulations {
    private final Map<String, AcquisitionPopulation> latest = new HashMap<>();
    /** Tracks of each acquisition that a population counts. */
    private final Map<String, Long> expected = new HashMap<>();

    /** None yet. Visible to tests. */
    FoundPopulations() {}

    /** Adds a record; one of a time window changes nothing. */
    void add(AcquisitionPopulation population) {
        if (population.getWindowStart() == null) {
            latest.put(population.getAcquisition(), population);
        }
    }

    /** Counts a track by its final label. */
    void expect(TrajectoryLabel label) {
        Integer observed = label.getObservedPoints();
        if (observed != null && observed >= TrackEvidence.MINIMUM_POINTS) {
            expected.merge(label.getAcquisition(), 1L, Long::sum);
        }
    }

    /** Number of tracks on which the population of an acquisition does not rest yet. It may rest on more than are expected. */
    public long missing(String acquisition) {
        long found = of(acquisition).map(FoundPopulations::tracks).orElse(0L);
        return Math.max(0, expected.getOrDefault(acquisition, 0L) - found);
    }

    /** Whether no population misses a track. */
    public boolean isComplete() {
        return expected.keySet().stream().allMatch(acquisition -> missing(acquisition) == 0);
    }

    private static long tracks(AcquisitionPopulation population) {
        return population.getTracks() + population.getOtherUnitTracks();
    }

    /** The latest population of an acquisition; empty if none of its tracks has the points that count, or none came. */
    public Optional<AcquisitionPopulation> of(String acquisition) {
        return Optional.ofNullable(latest.get(acquisition));
    }

    /** A population whose frame interval was assumed, with frames for times. */
    public static AcquisitionPopulation inFrames(AcquisitionPopulation population) {
        Double frameInterval = population.getFrameInterval();
        if (frameInterval == null) {
            return population;
        }
        return AcquisitionPopulation.newBuilder()
                .setAcquisition(population.getAcquisition())
                .setTracks(population.getTracks())
                .setOtherUnitTracks(population.getOtherUnitTracks())
                .setDisplacements(population.getDisplacements())
                .setLengthUnit(population.getLengthUnit())
                .setTimeUnit(TimeUnit.FRAME)
                .setLocalisationError(population.getLocalisationError())
                .setFocalDepth(population.getFocalDepth())
                .setOccupation(occupationInFrames(population.getOccupation(), frameInterval))
                .setStates(statesInFrames(population.getStates(), frameInterval))
                .setClassifiedTracks(population.getClassifiedTracks())
                .setClasses(population.getClasses())
                .setFamilies(population.getFamilies())
                .setAlpha(population.getAlpha())
                .setAlphaSd(population.getAlphaSd())
                .setAlphaTracks(population.getAlphaTracks())
                .setModelHash(population.getModelHash())
                .setExposure(population.getExposure())
                .build();
    }

    private static List<Occupation> occupationInFrames(List<Occupation> grid, double frameInterval) {
        return grid.stream()
                .map(each -> new Occupation(
                        each.getDiffusionCoefficient() * frameInterval,
                        each.getFraction(),
                        each.getLow(),
                        each.getHigh()))
                .toList();
    }

    private static List<DiffusiveState> statesInFrames(List<DiffusiveState> states, double frameInterval) {
        return states.stream()
                .map(each -> new DiffusiveState(
                        each.getDiffusionCoefficient() * frameInterval,
                        each.getFrom() == null ? null : each.getFrom() * frameInterval,
                        each.getTo() == null ? null : each.getTo() * frameInterval,
                        each.getFraction(),
                        each.getLow(),
                        each.getHigh()))
                .toList();
    }
}
