package io.wanderscope.verification;

import java.nio.file.Path;

/**
 * The program that every instance runs, as a separate process on the class path of this one.
 *
 * @param mainClass fully qualified name of the class whose {@code main} takes {@code run --config FILE}
 * @param model model file of the instances
 * @param logs existing folder for their logs
 */
public record InstanceProgram(String mainClass, Path model, Path logs) {}
