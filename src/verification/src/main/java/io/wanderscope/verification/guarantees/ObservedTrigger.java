package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.AcquisitionTrigger;

/**
 * A trigger that was read.
 *
 * @param acquisition where something happened
 * @param rule name of the rule that waited for it
 * @param id of the event
 */
public record ObservedTrigger(String acquisition, String rule, String id) {
    static ObservedTrigger of(AcquisitionTrigger record) {
        return new ObservedTrigger(record.getAcquisition(), record.getRule(), record.getId());
    }
}
