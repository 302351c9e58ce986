package io.wanderscope.app.camera;

import io.wanderscope.schema.ParticleLocalisation;
import org.jspecify.annotations.Nullable;

/**
 * A localisation together with what a spot detector does not know: whose it is.
 *
 * @param localisation as it is published
 * @param particle name of the particle; null for a false localisation
 */
public record Spot(
        ParticleLocalisation localisation, @Nullable String particle) {}
