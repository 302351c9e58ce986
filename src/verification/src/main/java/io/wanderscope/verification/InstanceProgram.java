package io.wanderscope.verification;

import java.nio.file.Path;

/**
 * The program that each instance runs as a process of its own, on the class path of this process.
 *
 * @param mainClass fully qualified name of the class whose {@code main} takes {@code run --config FILE}
 * @param model the model file that the instances use
 * @param logs an existing folder for their logs
 */
public record InstanceProgram(String mainClass, Path model, Path logs) {}
