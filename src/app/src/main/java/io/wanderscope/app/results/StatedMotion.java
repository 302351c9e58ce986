package io.wanderscope.app.results;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.RecordedProbabilities;
import org.jspecify.annotations.Nullable;

/**
 * What a result says a track is, and how probable that is: as on the dashboard's page and in its CSV.
 *
 * @param confidence of a class the confidence, and without an answer that of the most probable class; of other motion
 *     the probability of its family, 1 without a classification because all points are equal; null where there is
 *     none, as for the unfamiliar
 */
record StatedMotion(MotionClass motion, @Nullable Double confidence) {
    static StatedMotion of(TrajectoryLabel label) {
        MotionClass motion = MotionClass.of(label.getLabel(), label.getReason());
        return new StatedMotion(
                motion, motion.isOtherMotion() ? ofFamily(motion, label.getFamilies()) : label.getConfidence());
    }

    private static @Nullable Double ofFamily(MotionClass motion, @Nullable FamilyProbabilities families) {
        if (motion == MotionClass.UNFAMILIAR) {
            return null;
        }
        if (families == null) {
            return motion == MotionClass.IMMOBILE ? 1.0 : null;
        }
        return RecordedProbabilities.of(families)
                .get(MotionFamily.valueOf(motion.name()).familyIndex());
    }

    /** Whether it is an answer that is more likely wrong than right. */
    boolean isDoubtful() {
        return motion != MotionClass.UNDETERMINED && confidence != null && confidence < 0.5;
    }
}
