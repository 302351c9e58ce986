package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.AcquisitionPopulation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The population of a whole acquisition, as its last record has it.
 *
 * @param acquisition its name
 * @param tracks in any unit
 * @param estimates what follows from the positions alone, in the order of the schema; NaN for null. What follows from the
 *     model's probabilities is not among it, because their last digits depend on which trajectories shared a batch
 */
public record ObservedPopulation(String acquisition, long tracks, List<Double> estimates) {
    /** Copies the list. */
    public ObservedPopulation {
        estimates = List.copyOf(estimates);
    }

    static ObservedPopulation of(AcquisitionPopulation record) {
        List<Double> estimates = new ArrayList<>();
        estimates.add((double) record.getTracks());
        estimates.add((double) record.getDisplacements());
        estimates.add(orNaN(record.getFrameInterval()));
        estimates.add(orNaN(record.getLocalisationError()));
        record.getOccupation()
                .forEach(bin -> estimates.addAll(
                        List.of(bin.getDiffusionCoefficient(), bin.getFraction(), bin.getLow(), bin.getHigh())));
        record.getStates()
                .forEach(state -> estimates.addAll(List.of(
                        state.getDiffusionCoefficient(), state.getFraction(), state.getLow(), state.getHigh())));
        estimates.add(orNaN(record.getAlpha()));
        estimates.add(orNaN(record.getAlphaSd()));
        estimates.add((double) record.getAlphaTracks());
        return new ObservedPopulation(
                record.getAcquisition(), record.getTracks() + record.getOtherUnitTracks(), estimates);
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
