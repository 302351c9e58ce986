package io.wanderscope.app.results;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.TimeUnit;
import java.util.List;

/** Records of populations, as on the topic. */
final class PopulationRecords {
    private PopulationRecords() {}

    /** Of nothing but tracks. */
    static AcquisitionPopulation of(String acquisition, long tracks) {
        return builder(acquisition, tracks).build();
    }

    /** In micrometres, with 20 ms from frame to frame. */
    static AcquisitionPopulation.Builder builder(String acquisition, long tracks) {
        return AcquisitionPopulation.newBuilder()
                .setAcquisition(acquisition)
                .setTracks(tracks)
                .setDisplacements(5 * tracks)
                .setLengthUnit("um")
                .setTimeUnit(TimeUnit.S)
                .setFrameInterval(0.02)
                .setOccupation(List.of())
                .setStates(List.of())
                .setClassifiedTracks(0)
                .setClasses(List.of())
                .setFamilies(List.of())
                .setAlphaTracks(0)
                .setModelHash("0".repeat(64));
    }

    /** With all that a population can have. */
    static AcquisitionPopulation whole(String acquisition) {
        return builder(acquisition, 100)
                .setLocalisationError(0.03)
                .setOccupation(List.of(
                        new Occupation(0.0000123456789, 0.25, 0.125, 0.5), new Occupation(4.0, 0.75, 0.5, 0.875)))
                .setStates(List.of(
                        new DiffusiveState(0.01, null, 0.05, 0.25, 0.125, 0.5),
                        new DiffusiveState(4.0, 0.05, null, 0.75, 0.5, 0.875)))
                .setClassifiedTracks(40)
                .setClasses(List.of(new ClassFraction(DiffusionLabel.BROWNIAN, 0.5, 0.25, 0.75)))
                .setFamilies(List.of(new FamilyFraction(Family.DIFFUSION_MODEL, 0.5, 0.25, 0.75)))
                .setAlpha(0.9)
                .setAlphaSd(0.1)
                .setAlphaTracks(80)
                .build();
    }
}
