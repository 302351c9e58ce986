package io.wanderscope.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket connection like a page's, whose messages the test takes one by one. */
final class ConnectedBrowser implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    static ConnectedBrowser to(int port, String... headers) {
        ConnectedBrowser browser = new ConnectedBrowser();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        for (int header = 0; header < headers.length; header += 2) {
            builder.header(headers[header], headers[header + 1]);
        }
        browser.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/live"), browser)
                .join();
        return browser;
    }

    ConnectedBrowser watch(String acquisition, Integer stage) {
        return send("{\"type\":\"watch\",\"acquisition\":\"" + acquisition + "\",\"stage\":" + stage + "}");
    }

    ConnectedBrowser send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** The next message of a type that satisfies a condition; those before it are dropped. */
    JsonNode next(String type, Predicate<JsonNode> wanted) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            String message = messages.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no such " + type + " message within a minute");
            }
            JsonNode node = Json.read(message);
            if (node.path("type").asText().equals(type) && wanted.test(node)) {
                return node;
            }
        }
    }

    JsonNode next(String type) throws Exception {
        return next(type, any -> true);
    }

    /** Draws every message up to an update whose latest frame is this one. */
    void drawUntil(long frame, DrawnPage page) throws Exception {
        while (page.lastFrame() < frame) {
            page.apply(next());
        }
    }

    private JsonNode next() throws Exception {
        String message = messages.poll(1, TimeUnit.MINUTES);
        if (message == null) {
            throw new AssertionError("no message within a minute");
        }
        return Json.read(message);
    }

    /** The code with which the server closes the connection. */
    int closedWith() throws Exception {
        return closed.get(1, TimeUnit.MINUTES);
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** Number of messages not taken yet. */
    int waiting() {
        return messages.size();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
