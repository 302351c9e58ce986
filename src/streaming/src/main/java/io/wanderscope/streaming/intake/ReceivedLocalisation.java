package io.wanderscope.streaming.intake;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.FieldKey;

/**
 * A valid localisation or mark on its way from the decoder to the linker. It carries its bytes, for the dead letter in case
 * it is not linked.
 */
@SuppressWarnings("ArrayRecordComponent") // passed from one processor to the next, never compared or changed
public record ReceivedLocalisation(ParticleLocalisation localisation, byte[] key, byte[] value) {
    FieldKey field() {
        return new FieldKey(localisation.getAcquisition(), localisation.getTile());
    }
}
