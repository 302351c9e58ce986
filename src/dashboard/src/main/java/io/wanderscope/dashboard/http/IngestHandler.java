package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.http.Parameters.acquisition;
import static io.wanderscope.dashboard.http.Parameters.requireKnown;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.ingest.Publication;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.ingest.RowDefaults;
import io.wanderscope.ingest.RowException;
import io.wanderscope.ingest.RowFormat;
import io.wanderscope.ingest.RowReader;
import io.wanderscope.ingest.RowTimes;
import io.wanderscope.wire.SchemaRegistryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in positions and localisations: the rows of a request become records, and the answer leaves when Kafka has all of them. Nothing of a
 * request is published unless all its rows are good, so they are read twice: only their bytes are held, within a limit. All other
 * requests go to the next handler.
 */
final class IngestHandler extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(IngestHandler.class);
    private static final Duration RETRY_WITHOUT_BROKER = Duration.ofSeconds(5);

    private static final String START = "start";
    private static final String FRAME_INTERVAL = "frame_interval";
    private static final String LENGTH_UNIT = "length_unit";

    private final Ingest ingest;
    private final IngestSettings settings;
    private final BodyLimit limit;
    private final Bodies bodies;
    private final MeterRegistry metrics;

    IngestHandler(Ingest ingest, Bodies bodies, MeterRegistry metrics, Handler next) {
        super(next);
        this.ingest = ingest;
        this.settings = ingest.settings();
        this.limit = BodyLimit.ofRows(settings);
        this.bodies = bodies;
        this.metrics = metrics;
    }

    /**
     * Rows that are on their way, and how they are to be read.
     *
     * @param clock stands still, so that a row that was good is good when it is read again
     */
    private record Rows(
            IngestPath.Kind kind, String topic, RowFormat format, RowDefaults defaults, InstantSource clock) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<IngestPath> path = IngestPath.of(Endpoints.path(request));
        if (path.isEmpty()) {
            return super.handle(request, response, callback);
        }
        Reply reply = new Reply(response, callback, metrics);
        if (!HttpMethod.POST.is(request.getMethod())) {
            reply.send(wrongMethod(request, path.get()));
            return true;
        }
        try {
            Rows rows = rows(request, path.get());
            bodies.receive(request, reply, limit, "rows", body -> answer(rows, body));
        } catch (ProblemException e) {
            bodies.refuse(e.answer(), request, reply, limit);
        }
        return true;
    }

    private static Answer wrongMethod(Request request, IngestPath path) {
        return Answer.problem(
                        HttpStatus.METHOD_NOT_ALLOWED_405,
                        path.kind() + " are sent with POST, not " + request.getMethod())
                .with(HttpHeader.ALLOW, "POST");
    }

    private Rows rows(Request request, IngestPath path) throws ProblemException {
        RowFormat format = format(request);
        RowDefaults defaults = defaults(acquisition(path.acquisition()), Endpoints.query(request));
        Optional<String> noBroker = ingest.noBroker().get();
        if (noBroker.isPresent()) {
            throw withoutBroker(noBroker.get());
        }
        InstantSource clock = InstantSource.fixed(ingest.clock().instant());
        return new Rows(path.kind(), topic(path.kind()), format, defaults, clock);
    }

    private String topic(IngestPath.Kind kind) throws ProblemException {
        return kind.topic(ingest.topics())
                .orElseThrow(() -> ProblemException.notFound("this server has no topic for " + kind + "; topics." + kind
                        + " in its configuration names it"));
    }

    private static RowFormat format(Request request) throws ProblemException {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                    "rows are taken in without compression, not with the Content-Encoding " + encoding);
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return Optional.ofNullable(type)
                .flatMap(RowFormat::of)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                        "the Content-Type must be " + RowFormat.NDJSON.mediaType() + " or " + RowFormat.CSV.mediaType()
                                + ", got " + type));
    }

    private static RowDefaults defaults(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of(START, FRAME_INTERVAL, LENGTH_UNIT));
        String unit = query.getValue(LENGTH_UNIT);
        Optional<RowTimes> times = times(query);
        try {
            return new RowDefaults(acquisition, times, unit == null ? RowDefaults.PIXEL : unit);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(LENGTH_UNIT + " " + e.getMessage());
        }
    }

    private static Optional<RowTimes> times(Fields query) throws ProblemException {
        String start = query.getValue(START);
        String interval = query.getValue(FRAME_INTERVAL);
        if (start == null && interval == null) {
            return Optional.empty();
        }
        if (start == null || interval == null) {
            throw ProblemException.badRequest(START + " and " + FRAME_INTERVAL
                    + " belong together: the time of a frame is start + frame × frame_interval");
        }
        try {
            return Optional.of(new RowTimes(RowTimes.parse(start), Double.parseDouble(interval)));
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(START + " must be " + RowTimes.EXPECTED + ", got \"" + start + "\"");
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    FRAME_INTERVAL + " must be a number of seconds above 0, got \"" + interval + "\"");
        }
    }

    private Answer answer(Rows rows, RequestBody body) {
        try {
            return publish(rows, rows.kind().type(), body);
        } catch (RowException e) {
            return ofBadRow(e);
        } catch (ProblemException e) {
            return e.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Bodies.stopping();
        }
    }

    private <T extends SpecificRecordBase> Answer publish(Rows rows, RecordType<T> type, RequestBody body)
            throws RowException, ProblemException, IOException, InterruptedException {
        requireGoodRows(reader(rows, type, body));
        try {
            long accepted =
                    published(reader(rows, type, body), ingest.publisher().begin(type, rows.topic()));
            count(rows.kind(), accepted);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("accepted", accepted);
            answer.put("topic", rows.topic());
            return Answer.json(answer);
        } catch (KafkaException | IllegalStateException e) {
            // The latter when the publisher is closed.
            LOG.warn("event=rows_not_published topic={} reason=\"{}\"", rows.topic(), e.getMessage());
            String reason = String.valueOf(e.getMessage());
            throw isPassing(e) ? withoutBroker(reason) : refusedByKafka(reason);
        }
    }

    /** Whether the same records can be published later, without anyone having done something about it. */
    private boolean isPassing(RuntimeException e) {
        boolean isPassing = ingest.publisher().isClosed();
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            isPassing |= cause instanceof RetriableException
                    || cause instanceof SchemaRegistryException
                    || cause instanceof InterruptException;
        }
        return isPassing;
    }

    private <T extends SpecificRecordBase> RowReader<T> reader(Rows rows, RecordType<T> type, RequestBody body) {
        return new RowReader<>(body.bytes(), rows.format(), type, rows.defaults(), rows.clock());
    }

    private <T extends SpecificRecordBase> void requireGoodRows(RowReader<T> reader)
            throws RowException, ProblemException, IOException {
        for (int number = 0; reader.next().isPresent(); number++) {
            if (number == settings.requestRows()) {
                throw tooLarge("more than " + settings.requestRows() + " rows");
            }
        }
    }

    private static <T extends SpecificRecordBase> long published(RowReader<T> reader, Publication<T> publication)
            throws RowException, IOException, InterruptedException {
        for (Optional<T> record = reader.next(); record.isPresent(); record = reader.next()) {
            publication.send(record.get());
        }
        return publication.await();
    }

    private void count(IngestPath.Kind kind, long accepted) {
        Counter.builder("wanderscope.ingest.records")
                .description("Records that were taken in over HTTP")
                .tag("kind", kind.toString())
                .register(metrics)
                .increment((double) accepted);
    }

    private static Answer ofBadRow(RowException e) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("line", e.line());
        more.put("cause", e.rejection().name());
        return Answer.problem(
                HttpStatus.UNPROCESSABLE_ENTITY_422, e.getMessage() + "; nothing of this request was published", more);
    }

    private static ProblemException tooLarge(String what) {
        return new ProblemException(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "the request has " + what + "; send several. Nothing of this one was published");
    }

    private static ProblemException refusedByKafka(String why) {
        return new ProblemException(
                HttpStatus.INTERNAL_SERVER_ERROR_500,
                why + "; to send the request again does not help before this is mended. Some of it may have been"
                        + " published, and counts once");
    }

    private static ProblemException withoutBroker(String why) {
        return ProblemException.passing(
                HttpStatus.SERVICE_UNAVAILABLE_503,
                why + "; send the request again: what was published of it already counts once",
                RETRY_WITHOUT_BROKER);
    }
}
