package io.wanderscope.trainer.workers;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error that no user's file or option explains, in one line: what it was, where, and what to do. */
public final class Failure {
    private static final String PROJECT = "io.wanderscope.";

    private Failure() {}

    /** The cause of an error, behind everything that wraps it, the place in the project's code, and what to do. */
    public static String inWords(Throwable error) {
        Throwable cause = causeOf(error);
        return what(cause) + place(cause).map(where -> ", at " + where).orElse("") + "; " + whatToDo(cause);
    }

    private static Throwable causeOf(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String what(Throwable cause) {
        @Nullable String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null || message.isBlank()
                ? name
                : name + ": " + message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static Optional<String> place(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(PROJECT))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    private static String whatToDo(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "give Java more memory, for example _JAVA_OPTIONS=-Xmx8g";
        }
        if (cause instanceof StackOverflowError) {
            return "give its threads more stack, for example _JAVA_OPTIONS=-Xss8m";
        }
        if (cause instanceof LinkageError) {
            return "a library is missing or of another version; build again with mvn clean package";
        }
        return "please report this line";
    }
}
