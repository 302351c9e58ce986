package io.wanderscope.dashboard;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.function.Supplier;

/**
 * The model that a dashboard asks about single tracks when a person wants to know more about them. It should be that of the
 * stream whose results it shows; where it is not, the dashboard says so instead of an answer.
 *
 * @param description says what the model's file says of it, without opening it; may throw {@link
 *     io.wanderscope.inference.ModelLoadException} each time
 * @param classifier gives the model, and may open it on the first call; may throw {@link
 *     io.wanderscope.inference.ModelLoadException} each time. Whoever starts the dashboard closes the model after it
 * @param imaging what the stream was told about the imaging conditions
 */
public record DashboardModel(
        Supplier<ModelDescription> description,
        Supplier<? extends TrajectoryClassifier> classifier,
        ImagingConditions imaging) {}
