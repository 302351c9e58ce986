package io.wanderscope.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * The part of Confluent's API that the wire format uses, with faults on demand. Paths, media types, fields, statuses and
 * codes of errors are those of Confluent's documentation:
 * https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 */
public final class FakeSchemaRegistry implements AutoCloseable {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String IDS = "/schemas/ids/";
    private static final String SUBJECTS = "/subjects/";
    private static final String CONFIG = "/config/";
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // The JDK's server sends head and body apart, and without this the second waits 40 ms for the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Waits for an answer longer than one takes on any machine. */
    static final RegistryRetry PATIENT = new RegistryRetry(3, Duration.ofSeconds(60), Duration.ofMillis(1));

    /** For faults that are no answer: gives up after a few seconds. */
    static final RegistryRetry HASTY = new RegistryRetry(3, Duration.ofSeconds(1), Duration.ofMillis(1));

    private final HttpServer server;
    private final String scheme;
    private final List<Content> contents = new CopyOnWriteArrayList<>();
    /** The ids of each subject's versions, in the order of registration. */
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();

    private final Map<String, String> levels = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private volatile Fault lasting;
    private volatile boolean levelsAreForbidden;
    private volatile boolean anotherIsFaster;

    /** What a request meets instead of an answer. */
    public enum Fault {
        /** Status 503 with an HTML page, as from a proxy. */
        UNAVAILABLE,
        /** Status 404 with an HTML page, as from another server at a wrong address. */
        NOT_FOUND,
        /** Status 404 in the registry's own format, as at a wrong path of a registry. */
        NO_SUCH_PATH,
        /** Status 401, in the registry's own format. */
        UNAUTHORIZED,
        /** Status 302, to a page where one logs in. */
        REDIRECTED,
        /** Status 302, to an address with a user and a password. */
        REDIRECTED_WITH_USER,
        /** Status 401, and the message repeats the request's Authorization header after a line end and an escape. */
        REPEATING,
        /** JSON, but of some other program. */
        OF_ANOTHER_PROGRAM,
        /** An answer without an end. */
        ENDLESS,
        /** The head of an answer, and then nothing. */
        STALLED,
        /** No answer at all. */
        SILENT
    }

    /** A schema, the type that is not said if it is Avro, and the schemas that it refers to, as JSON. */
    private record Content(String schema, String type, String references) {}

    private FakeSchemaRegistry(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    public static FakeSchemaRegistry start() throws IOException {
        return start(HttpServer.create(loopback(), 0), "http");
    }

    static FakeSchemaRegistry startWithTls(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static FakeSchemaRegistry start(HttpServer server, String scheme) {
        FakeSchemaRegistry registry = new FakeSchemaRegistry(server, scheme);
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
        return scheme + "://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    public SchemaRegistry address() {
        return new SchemaRegistry(url(), Map.of());
    }

    /** Confluent's frame with this registry, given up after three answers that are faults. */
    public WireFormat format() {
        return format(PATIENT);
    }

    WireFormat format(RegistryRetry retry) {
        return new ConfluentFraming(address(), retry);
    }

    /** Makes the next requests fail, one with each fault. */
    public void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Makes every further request fail. */
    public void failFromNowOn(Fault fault) {
        lasting = fault;
    }

    /** Refuses to set compatibility levels, as a registry does whose users may not. */
    void forbidLevels() {
        levelsAreForbidden = true;
    }

    /** Refuses to register what another program registers at the same moment, as Apicurio does. */
    void letAnotherBeFaster() {
        anotherIsFaster = true;
    }

    /** Adds an Avro schema without a subject, as if another program had registered it elsewhere, and returns its id. */
    int register(String schema) {
        return register(schema, "AVRO", "[]");
    }

    /** Adds a schema of any type that refers to others, and returns its id. */
    int register(String schema, String type, String references) {
        contents.add(new Content(schema, type, references));
        return contents.size();
    }

    /** Adds an Avro schema to a subject, as another program would, and returns its id. */
    int registerAs(String subject, String schema) {
        int id = register(schema);
        add(subject, id);
        return id;
    }

    /** Adds a schema that has an id to a subject. */
    void add(String subject, int id) {
        versions(subject).add(id);
    }

    private synchronized List<Integer> versions(String subject) {
        return subjects.computeIfAbsent(subject, name -> new CopyOnWriteArrayList<>());
    }

    /** The schema with this id. */
    String content(int id) {
        return contents.get(id - 1).schema();
    }

    /** The names under which schemas were registered, in order. */
    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /** The compatibility level of each subject that has one of its own. */
    Map<String, String> levels() {
        return levels;
    }

    /** Method and path of each request, in order. */
    public List<String> requests() {
        return requests;
    }

    /** The Authorization header of each request, in order. */
    List<String> authorizations() {
        return authorizations;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
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
        String path = exchange.getRequestURI().getRawPath();
        String method = exchange.getRequestMethod();
        if (!method.equals("GET")
                && !MEDIA_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            error(exchange, 415, 415, "HTTP 415 Unsupported Media Type");
        } else if (method.equals("GET") && path.startsWith(IDS)) {
            schemaOf(exchange, Long.parseLong(path.substring(IDS.length())));
        } else if (method.equals("GET") && path.startsWith(SUBJECTS)) {
            versionOf(exchange, subject(path), Integer.parseInt(path.split("/", -1)[4]));
        } else if (method.equals("PUT") && path.startsWith(CONFIG)) {
            setLevel(exchange, subject(path), JSON.readTree(request));
        } else if (method.equals("POST") && path.matches(SUBJECTS + "[^/]+/versions")) {
            register(exchange, subject(path), JSON.readTree(request));
        } else if (method.equals("POST") && path.matches(SUBJECTS + "[^/]+")) {
            lookUp(exchange, subject(path), JSON.readTree(request));
        } else {
            error(exchange, 404, 404, "HTTP 404 Not Found");
        }
    }

    /** The segment of a path after the first. */
    private static String subject(String path) {
        return URLDecoder.decode(path.split("/", -1)[2], StandardCharsets.UTF_8);
    }

    private void schemaOf(HttpExchange exchange, long id) throws IOException {
        if (id < 1 || id > contents.size()) {
            error(exchange, 404, 40403, "Schema " + id + " not found");
        } else {
            respond(exchange, 200, json((int) id));
        }
    }

    private void versionOf(HttpExchange exchange, String subject, int version) throws IOException {
        List<Integer> ids = versions(subject);
        if (version < 1 || version > ids.size()) {
            error(exchange, 404, 40402, "Version " + version + " not found.");
        } else {
            respond(exchange, 200, ofSubject(subject, ids, version));
        }
    }

    private void setLevel(HttpExchange exchange, String subject, JsonNode config) throws IOException {
        if (levelsAreForbidden) {
            error(exchange, 403, 40301, "User is denied operation SubjectCompatibilityWrite");
        } else {
            levels.put(subject, config.get("compatibility").asText());
            respond(exchange, 200, config);
        }
    }

    private void lookUp(HttpExchange exchange, String subject, JsonNode request) throws IOException {
        String schema = request.get("schema").asText();
        if (!subjects().contains(subject)) {
            error(exchange, 404, 40401, "Subject '" + subject + "' not found.");
            return;
        }
        List<Integer> ids = versions(subject);
        for (int version = 1; version <= ids.size(); version++) {
            if (content(ids.get(version - 1)).equals(schema)) {
                respond(exchange, 200, ofSubject(subject, ids, version));
                return;
            }
        }
        error(exchange, 404, 40403, "Schema not found");
    }

    private void register(HttpExchange exchange, String subject, JsonNode request) throws IOException {
        Schema schema;
        try {
            schema = new Schema.Parser().parse(request.get("schema").asText());
        } catch (AvroRuntimeException e) {
            error(exchange, 422, 42201, "Invalid schema");
            return;
        }
        if (!fits(subject, schema)) {
            error(exchange, 409, 409, "Schema being registered is incompatible with an earlier schema");
            return;
        }
        int id = idOf(request.get("schema").asText());
        versions(subject).add(id);
        if (anotherIsFaster) {
            error(exchange, 409, 409, "This version exists already");
        } else {
            respond(exchange, 200, JSON.createObjectNode().put("id", id));
        }
    }

    private int idOf(String schema) {
        for (int id = 1; id <= contents.size(); id++) {
            if (content(id).equals(schema)) {
                return id;
            }
        }
        return register(schema);
    }

    /** Whether the subject's compatibility level allows a schema: all in both directions, or any. */
    private boolean fits(String subject, Schema schema) {
        return !"FULL_TRANSITIVE".equals(levels.get(subject))
                || versions(subject).stream()
                        .map(id -> new Schema.Parser().parse(content(id)))
                        .allMatch(earlier -> isReadable(earlier, schema) && isReadable(schema, earlier));
    }

    private static boolean isReadable(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private ObjectNode ofSubject(String subject, List<Integer> ids, int version) throws IOException {
        int id = ids.get(version - 1);
        return json(id).put("subject", subject).put("version", version).put("id", id);
    }

    private ObjectNode json(int id) throws IOException {
        Content content = contents.get(id - 1);
        ObjectNode json = JSON.createObjectNode().put("schema", content.schema());
        if (!content.type().equals("AVRO")) {
            json.put("schemaType", content.type());
        }
        if (!content.references().equals("[]")) {
            json.set("references", JSON.readTree(content.references()));
        }
        return json;
    }

    private void fail(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case UNAVAILABLE -> respond(exchange, 503, "text/html", "<html>come back later</html>");
            case NOT_FOUND -> respond(exchange, 404, "text/html", "<html>no such page</html>");
            case NO_SUCH_PATH -> error(exchange, 404, 404, "HTTP 404 Not Found");
            case UNAUTHORIZED -> error(exchange, 401, 40101, "Unauthorized");
            case REDIRECTED -> {
                exchange.getResponseHeaders().add("Location", url() + "/login");
                respond(exchange, 302, "text/html", "<html>log in</html>");
            }
            case REDIRECTED_WITH_USER -> {
                exchange.getResponseHeaders().add("Location", "http://me:secret@elsewhere/login");
                respond(exchange, 302, "text/html", "<html>log in</html>");
            }
            case REPEATING ->
                error(
                        exchange,
                        401,
                        40101,
                        "no\n\u001b[31m" + exchange.getRequestHeaders().getFirst("Authorization"));
            case OF_ANOTHER_PROGRAM -> respond(exchange, 200, "application/json", "{\"status\": \"UP\"}");
            case ENDLESS -> writeWithoutEnd(exchange);
            case STALLED -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().flush();
                sleep();
            }
            case SILENT -> sleep();
        }
    }

    private static void writeWithoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        // Until the client goes away, which is an IOException here.
        while (true) {
            exchange.getResponseBody().write(spaces);
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(Duration.ofMinutes(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void error(HttpExchange exchange, int status, int code, String message) throws IOException {
        respond(
                exchange,
                status,
                JSON.createObjectNode().put("error_code", code).put("message", message));
    }

    private static void respond(HttpExchange exchange, int status, JsonNode json) throws IOException {
        respond(exchange, status, MEDIA_TYPE, json.toString());
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
