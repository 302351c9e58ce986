package io.wanderscope.app.command;

/** What to do if the process is asked to end, by Ctrl-C or a signal, before this is closed. */
final class InterruptedRun implements AutoCloseable {
    private final Thread hook;

    private InterruptedRun(Thread hook) {
        this.hook = hook;
    }

    /** Watches from now on. */
    static InterruptedRun watch(Runnable interrupted) {
        Thread hook = new Thread(interrupted, "interrupted-run");
        Runtime.getRuntime().addShutdownHook(hook);
        return new InterruptedRun(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is running.
        }
    }
}
