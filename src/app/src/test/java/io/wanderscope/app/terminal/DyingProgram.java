package io.wanderscope.app.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A service one of whose threads dies, while its main thread would wait for ever. */
final class DyingProgram {
    private DyingProgram() {}

    /** Never returns. */
    public static void main(String[] arguments) throws InterruptedException {
        ThreadDeaths.ofProcess().watch("wanderscope run", new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        Thread thread = new Thread(
                () -> {
                    throw new OutOfMemoryError("says the test");
                },
                "inference-1");
        thread.start();
        new CountDownLatch(1).await();
    }
}
