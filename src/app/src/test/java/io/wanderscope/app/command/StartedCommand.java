package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A command that runs on its own thread until it is closed, with access to its HTTP server. */
final class StartedCommand implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(?:dashboard|health and metrics): (http://\\S+/)");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final TypedCommands commands = new TypedCommands();
    private final Thread thread;
    private final String address;

    StartedCommand(Object... arguments) {
        thread = new Thread(() -> commands.execute(arguments));
        thread.start();
        await("its address", () -> ADDRESS.matcher(commands.out()).find());
        Matcher found = ADDRESS.matcher(commands.out());
        assertThat(found.find()).isTrue();
        address = found.group(1);
    }

    /** The address of its server, with a slash at the end. */
    String address() {
        return address;
    }

    /** Its standard output so far. */
    String out() {
        return commands.out();
    }

    /** Its standard error so far. */
    String err() {
        return commands.err();
    }

    /** The body of the response to a path below its address. */
    String get(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address + path)).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until the answer contains a text. */
    void awaitAnswer(String path, String text) {
        await(path + " to say " + text, () -> get(path).contains(text));
    }

    void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> condition.getAsBoolean() ? "" : "not yet: " + commands.out() + commands.err(),
                        String::isEmpty);
    }

    /** Interrupts its thread, and waits until it has ended. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).isFalse();
    }
}
