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

/** As much of Apicurio's registry as its serdes ask for, with troubles to order. */
public final class FakeSchemaRegistry implements AutoCloseable {
    private static final String IDS = "/apis/registry/v3/ids/contentIds/";
    private static final String ARTIFACTS = "/apis/registry/v3/groups/default/artifacts";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Gives up within two seconds. */
    static final RegistryRetry SHORT = new RegistryRetry(3, Duration.ofMillis(500), Duration.ofMillis(1));

    private final HttpServer server;
    private final List<String> contents = new CopyOnWriteArrayList<>();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private volatile Trouble lasting;

    /** What happens instead of an answer. */
    public enum Trouble {
        /** Status 503 with a page for people, as a proxy answers. */
        UNAVAILABLE,
        /** Status 404 with a page for people, as another server answers at a wrong address. */
        NOT_FOUND,
        /** Status 401, in the registry's own words. */
        UNAUTHORIZED,
        /** Nothing. */
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

    /** Confluent's frame with this registry, which is given up on within two seconds. */
    public WireFormat format() {
        return new ConfluentFraming(address(), SHORT);
    }

    /** The next answers fail so, one each. */
    public void fail(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    /** All answers fail so. */
    public void failFromNowOn(Trouble trouble) {
        lasting = trouble;
    }

    /** Adds a schema as another program would, and tells its id. */
    int register(String content) {
        contents.add(content);
        return contents.size();
    }

    /** The schema of an id. */
    String content(int id) {
        return contents.get(id - 1);
    }

    /** What schemas were registered as, in order. */
    List<String> subjects() {
        return subjects;
    }

    /** How the clients said who they are, question by question. */
    List<String> authorizations() {
        return authorizations;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Trouble trouble = lasting == null ? troubles.poll() : lasting;
            if (trouble == null) {
                answer(exchange, question);
            } else {
                fail(exchange, trouble);
            }
        }
    }

    private void answer(HttpExchange exchange, byte[] question) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(ARTIFACTS)) {
            registered(exchange, JSON.readTree(question));
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

    private static void fail(HttpExchange exchange, Trouble trouble) throws IOException {
        switch (trouble) {
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
