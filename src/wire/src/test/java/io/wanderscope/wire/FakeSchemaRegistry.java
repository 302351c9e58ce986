package io.wanderscope.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The part of Apicurio's registry that its serdes use, with faults on demand. */
public final class FakeSchemaRegistry implements AutoCloseable {
    private static final String IDS = "/apis/registry/v3/ids/contentIds/";
    private static final String ARTIFACTS = "/apis/registry/v3/groups/default/artifacts";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Gives up after less than two seconds. */
    static final RegistryRetry SHORT = new RegistryRetry(3, Duration.ofMillis(500), Duration.ofMillis(1));

    private final HttpServer server;
    private final List<String> contents = new CopyOnWriteArrayList<>();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private volatile Fault lasting;

    /** What a request meets instead of an answer. */
    public enum Fault {
        /** Status 503 with an HTML page, as from a proxy. */
        UNAVAILABLE,
        /** Status 404 with an HTML page, as from another server at a wrong address. */
        NOT_FOUND,
        /** Status 401, in the registry's own format. */
        UNAUTHORIZED,
        /** No answer at all. */
        SILENT
    }

    private FakeSchemaRegistry(HttpServer server) {
        this.server = server;
    }

    public static FakeSchemaRegistry start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeSchemaRegistry registry = new FakeSchemaRegistry(server);
        server.createContext("/", registry::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-registry");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return registry;
    }

    public String url() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    public SchemaRegistry address() {
        return new SchemaRegistry(url(), Map.of());
    }

    /** Confluent's frame with this registry, given up after less than two seconds. */
    public WireFormat format() {
        return new ConfluentFraming(address(), SHORT);
    }

    /** Makes the next requests fail, one with each fault. */
    public void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Makes every further request fail. */
    public void failFromNowOn(Fault fault) {
        lasting = fault;
    }

    /** Adds a schema as another program would, and returns its id. */
    int register(String content) {
        contents.add(content);
        return contents.size();
    }

    /** The schema with this id. */
    String content(int id) {
        return contents.get(id - 1);
    }

    /** The names under which schemas were registered, in order. */
    List<String> subjects() {
        return subjects;
    }

    /** The Authorization header of each request, in order. */
    List<String> authorizations() {
        return authorizations;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Fault fault = lasting == null ? faults.poll() : lasting;
            if (fault == null) {
                answer(exchange, request);
            } else {
                fail(exchange, fault);
            }
        }
    }

    private void answer(HttpExchange exchange, byte[] request) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(ARTIFACTS)) {
            registered(exchange, JSON.readTree(request));
        } else if (path.startsWith(IDS) && path.endsWith("/references")) {
            respond(exchange, 200, "application/json", "[]");
        } else if (path.startsWith(IDS)) {
            contentOf(exchange, Integer.parseInt(path.substring(IDS.length())));
        } else {
            respond(exchange, 404, "text/html", "<html>no such page</html>");
        }
    }

    private void registered(HttpExchange exchange, JsonNode artifact) throws IOException {
        String content = artifact.at("/firstVersion/content/content").asText();
        String name = artifact.get("artifactId").asText();
        if (!contents.contains(content)) {
            contents.add(content);
        }
        subjects.add(name);
        int id = contents.indexOf(content) + 1;
        respond(exchange, 200, "application/json", """
                {"artifact": {"groupId": "default", "artifactId": "%1$s"},
                 "version": {"groupId": "default", "artifactId": "%1$s", "version": "1", "globalId": %2$d,
                             "contentId": %2$d}}
                """.formatted(name, id));
    }

    private void contentOf(HttpExchange exchange, int id) throws IOException {
        if (id < 1 || id > contents.size()) {
            respond(exchange, 404, "application/json", problem(404, "ContentNotFoundException", "No content " + id));
        } else {
            respond(exchange, 200, "application/json", content(id));
        }
    }

    private static void fail(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case UNAVAILABLE -> respond(exchange, 503, "text/html", "<html>come back later</html>");
            case NOT_FOUND -> respond(exchange, 404, "text/html", "<html>no such page</html>");
            case UNAUTHORIZED ->
                respond(exchange, 401, "application/json", problem(401, "NotAuthorizedException", "Unauthorized"));
            case SILENT -> sleep();
        }
    }

    private static String problem(int status, String name, String title) {
        return """
                {"status": %d, "name": "%s", "title": "%s", "detail": "%s: %s"}
                """.formatted(status, name, title, name, title);
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(Duration.ofMinutes(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
