package io.wanderscope.verification;

import java.nio.file.Path;

/**
 * The program that an instance runs, as a separate process.
 *
 * @param classPath where its classes are
 * @param mainClass fully qualified name of the class whose {@code main} takes {@code run --config FILE}
 * @param model model file of the instances
 * @param logs existing folder for their logs
 */
public record InstanceProgram(String classPath, String mainClass, Path model, Path logs) {
    /** A program on the class path of this process. */
    public static InstanceProgram ofThisVersion(String mainClass, Path model, Path logs) {
        return new InstanceProgram(System.getProperty("java.class.path"), mainClass, model, logs);
    }

    /** The same program in another version. */
    public InstanceProgram withClassPath(String other) {
        return new InstanceProgram(other, mainClass, model, logs);
    }
}
