package io.wanderscope.trainer.workers;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Ends the program when a thread dies of an error that nobody waits for: one of the common pool that had no memory left to pass
 * the error on, or one of DL4J's own. Without it the run would wait for that thread for ever.
 */
public final class LastWords implements Thread.UncaughtExceptionHandler {
    /** Exit code of a program in which something failed that no file or option explains. */
    public static final int EXIT_CODE = 70;

    private final PrintWriter err;
    private final Supplier<String> whatIsKept;
    private final IntConsumer halt;

    /**
     * Creates a handler.
     *
     * @param whatIsKept says, when it is asked, what the error leaves of the work, beginning with {@code ". "}, or nothing
     * @param halt ends the program at once with an exit code, as {@link Runtime#halt} does
     */
    public LastWords(PrintWriter err, Supplier<String> whatIsKept, IntConsumer halt) {
        this.err = err;
        this.whatIsKept = whatIsKept;
        this.halt = halt;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        try {
            err.print("offline-trainer: thread " + thread.getName() + " failed: " + Failure.inWords(error));
            // What follows may need more memory than there is.
            err.flush();
            err.println(whatIsKept.get());
        } finally {
            halt.accept(EXIT_CODE);
        }
    }
}
