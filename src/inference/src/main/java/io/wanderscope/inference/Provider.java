package io.wanderscope.inference;

import java.util.Locale;

/**
 * The execution provider that runs a model.
 *
 * @param kind where the model runs
 * @param reason why it runs there, for people
 */
public record Provider(Kind kind, String reason) {

    /** Where a model can run. */
    public enum Kind {
        /** The CPU. */
        CPU,
        /** An NVIDIA GPU, through CUDA. */
        CUDA;

        /** {@code cpu} or {@code cuda}, as in the configuration and the metrics. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The kind and the reason, such as {@code cpu: as configured}. */
    @Override
    public String toString() {
        return kind + ": " + reason;
    }
}
