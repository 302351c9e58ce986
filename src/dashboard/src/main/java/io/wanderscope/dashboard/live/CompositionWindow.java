package io.wanderscope.dashboard.live;

import io.wanderscope.schema.AcquisitionComposition;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many tracks of each class, and of each kind of motion outside the classes, ended in one time window.
 *
 * @param start first instant, milliseconds since 1970
 * @param end first instant after the window, milliseconds since 1970
 * @param tracks number of tracks, of any class
 * @param counts number of tracks by class, and by reason for those without a class
 */
public record CompositionWindow(long start, long end, long tracks, Map<String, Long> counts) {
    static CompositionWindow of(AcquisitionComposition record) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("ATTM", record.getAttm());
        counts.put("CTRW", record.getCtrw());
        counts.put("SUB_FBM", record.getSubFbm());
        counts.put("SUB_SBM", record.getSubSbm());
        counts.put("SUPER_FBM", record.getSuperFbm());
        counts.put("LEVY_WALK", record.getLevyWalk());
        counts.put("SUPER_SBM", record.getSuperSbm());
        counts.put("BROWNIAN", record.getBrownian());
        counts.put("IMMOBILE", record.getImmobile());
        counts.put("CONFINED", record.getConfined());
        counts.put("DIRECTED", record.getDirected());
        counts.put("SWITCHING", record.getSwitching());
        counts.put("ARTEFACT", record.getArtefact());
        counts.put("UNFAMILIAR", record.getUnfamiliar());
        counts.put("LOW_CONFIDENCE", record.getLowConfidence());
        counts.put("TOO_SHORT", record.getTooShort());
        counts.put("INFERENCE_FAILED", record.getInferenceFailed());
        counts.put("OTHER", record.getOther());
        return new CompositionWindow(
                record.getWindowStart().toEpochMilli(),
                record.getWindowEnd().toEpochMilli(),
                record.getTracks(),
                counts);
    }
}
