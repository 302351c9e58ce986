package io.wanderscope.dashboard;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.TimeUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records of populations. */
public final class Populations {
    private Populations() {}

    /** In µm and s, with nothing but its tracks. */
    public static AcquisitionPopulation.Builder of(long tracks) {
        return AcquisitionPopulation.newBuilder()
                .setAcquisition("cell 1")
                .setTracks(tracks)
                .setDisplacements(0)
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

    /** A bound and a free state, of which the first is larger, with classes. */
    public static AcquisitionPopulation boundAndFree() {
        return of(2387).setDisplacements(15_000L)
                .setLocalisationError(0.031)
                .setOccupation(occupation())
                .setStates(List.of(
                        new DiffusiveState(0.012, null, 0.05, 0.617, 0.58, 0.65),
                        new DiffusiveState(4.04, 0.05, null, 0.383, 0.35, 0.42)))
                .setClassifiedTracks(243L)
                .setClasses(Arrays.stream(DiffusionLabel.values())
                        .filter(label -> label != DiffusionLabel.UNDETERMINED)
                        .map(label -> label == DiffusionLabel.BROWNIAN
                                ? new ClassFraction(label, 0.55, 0.45, 0.66)
                                : new ClassFraction(label, 0.01, 0.0, 0.05))
                        .toList())
                .setFamilies(Arrays.stream(Family.values())
                        .filter(family -> family != Family.OTHER)
                        .map(family -> switch (family) {
                            case DIFFUSION_MODEL -> new FamilyFraction(family, 0.62, 0.55, 0.7);
                            case IMMOBILE -> new FamilyFraction(family, 0.3, 0.24, 0.37);
                            default -> new FamilyFraction(family, 0.02, 0.0, 0.06);
                        })
                        .toList())
                .setAlpha(0.93)
                .setAlphaSd(0.04)
                .setAlphaTracks(2100L)
                .build();
    }

    private static List<Occupation> occupation() {
        List<Occupation> grid = new ArrayList<>();
        double sum = 0;
        for (int bin = 0; bin < 40; bin++) {
            sum += density(bin);
        }
        for (int bin = 0; bin < 40; bin++) {
            double fraction = density(bin) / sum;
            double d = 0.002 * Math.pow(10, bin / 9.0);
            grid.add(new Occupation(d, fraction, 0.7 * fraction, Math.min(1, 1.35 * fraction + 0.002)));
        }
        return grid;
    }

    private static double density(int bin) {
        return 0.62 * Math.exp(-Math.pow((bin - 7) / 3.0, 2)) + 0.38 * Math.exp(-Math.pow((bin - 29.7) / 2.6, 2));
    }
}
