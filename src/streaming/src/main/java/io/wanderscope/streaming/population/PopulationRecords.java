package io.wanderscope.streaming.population;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Estimate;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.population.PopulationEstimate;
import io.wanderscope.diffusion.population.PopulationEstimate.Fraction;
import io.wanderscope.diffusion.population.PopulationEstimator;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.Occupation;
import io.wanderscope.streaming.StreamSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes the record of a population from its sums. The same sums give the same record. Thread-safe. */
final class PopulationRecords {
    private final ModelDescription model;
    private final ImagingConditions imaging;
    private final OptionalDouble focalDepth;

    PopulationRecords(ModelDescription model, StreamSettings settings) {
        this.model = model;
        this.imaging = settings.imaging();
        this.focalDepth = settings.focalDepth();
    }

    /** Estimates a population of at least one track, from the tracks in its most frequent unit. */
    AcquisitionPopulation of(PopulationKey population, PopulationSums sums) {
        TrackUnit unit = sums.mostFrequentUnit();
        PopulationEstimate estimate = estimator(unit).estimate(sums.in(unit));
        return AcquisitionPopulation.newBuilder()
                .setAcquisition(population.acquisition())
                .setWindowStart(population.isWhole() ? null : Instant.ofEpochMilli(population.windowStart()))
                .setWindowEnd(
                        population.isWhole() ? null : Instant.ofEpochMilli(population.windowStart() + sums.window()))
                .setTracks(estimate.tracks())
                .setOtherUnitTracks(sums.tracks() - estimate.tracks())
                .setDisplacements(estimate.displacements())
                .setLengthUnit(unit.length())
                .setTimeUnit(unit.time())
                .setFrameInterval(orNull(estimate.frameInterval()))
                .setLocalisationError(orNull(estimate.localisationError()))
                .setFocalDepth(orNull(depth(unit)))
                .setOccupation(estimate.occupation().stream()
                        .map(PopulationRecords::occupation)
                        .toList())
                .setStates(
                        estimate.states().stream().map(PopulationRecords::state).toList())
                .setClassifiedTracks(estimate.classifiedTracks())
                .setClasses(classes(estimate.classes()))
                .setFamilies(families(estimate.families()))
                .setAlpha(estimate.exponent().map(Estimate::value).orElse(null))
                .setAlphaSd(estimate.exponent().map(Estimate::deviation).orElse(null))
                .setAlphaTracks(estimate.exponentTracks())
                .setModelHash(model.sha256())
                .setExposure(orNull(imaging.exposure()))
                .build();
    }

    private PopulationEstimator estimator(TrackUnit unit) {
        return new PopulationEstimator(imaging.scaled(unit.scale()), depth(unit), model.confusion());
    }

    private OptionalDouble depth(TrackUnit unit) {
        return focalDepth.isPresent()
                ? OptionalDouble.of(unit.scale() * focalDepth.getAsDouble())
                : OptionalDouble.empty();
    }

    private static Occupation occupation(PopulationEstimate.Occupation bin) {
        Fraction fraction = bin.fraction();
        return new Occupation(bin.diffusionCoefficient(), fraction.value(), fraction.low(), fraction.high());
    }

    private static DiffusiveState state(PopulationEstimate.State state) {
        Fraction fraction = state.fraction();
        return new DiffusiveState(
                state.diffusionCoefficient(),
                orNull(state.from()),
                orNull(state.to()),
                fraction.value(),
                fraction.low(),
                fraction.high());
    }

    private static List<ClassFraction> classes(List<Fraction> fractions) {
        List<ClassFraction> classes = new ArrayList<>();
        for (int index = 0; index < fractions.size(); index++) {
            Fraction fraction = fractions.get(index);
            DiffusionLabel label =
                    DiffusionLabel.valueOf(DiffusionModel.ofClassIndex(index).name());
            classes.add(new ClassFraction(label, fraction.value(), fraction.low(), fraction.high()));
        }
        return classes;
    }

    private static List<FamilyFraction> families(List<Fraction> fractions) {
        List<FamilyFraction> families = new ArrayList<>();
        for (MotionFamily family : MotionFamily.values()) {
            if (family.familyIndex() < fractions.size()) {
                Fraction fraction = fractions.get(family.familyIndex());
                families.add(new FamilyFraction(
                        Family.valueOf(family.name()), fraction.value(), fraction.low(), fraction.high()));
            }
        }
        return families;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
