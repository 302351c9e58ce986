package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.http.Parameters.requireKnown;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.dashboard.image.FieldImage;
import io.wanderscope.dashboard.image.FieldImages;
import io.wanderscope.dashboard.image.ImagePlace;
import io.wanderscope.dashboard.image.UnusableImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Takes in images of the field of view, and forgets them on demand. All other requests go to the next handler. */
final class ImageHandler extends Handler.Wrapper {
    /** What changes the image of an acquisition. */
    static final Set<String> METHODS = Set.of(HttpMethod.PUT.asString(), HttpMethod.DELETE.asString());

    /** Maximum size of a file: that of the largest image, without compression and with a head. */
    static final int MAX_BYTES = 34_000_000;

    private static final Pattern PATH = Pattern.compile("/api/acquisitions/([^/]*)/image");
    private static final Set<String> CONTENT_TYPES = Set.of("image/png", "image/tiff");
    private static final int MAX_NAME_LENGTH = 1_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final FieldImages images;
    private final BodyLimit limit;
    private final Bodies bodies;
    private final MeterRegistry metrics;
    /** One image is decoded at a time, which bounds the memory. */
    private final Semaphore decoding = new Semaphore(1);

    ImageHandler(FieldImages images, IngestSettings settings, Bodies bodies, MeterRegistry metrics, Handler next) {
        super(next);
        this.images = images;
        this.limit = BodyLimit.ofImage(settings, MAX_BYTES);
        this.bodies = bodies;
        this.metrics = metrics;
    }

    /** Whether a path is that of an acquisition's image. */
    static boolean isImage(String path) {
        return PATH.matcher(path).matches();
    }

    /** What is known of an acquisition's image, which may be that there is none. */
    static Answer described(String acquisition, Optional<FieldImage> image) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("acquisition", acquisition);
        answer.put("image", image.map(ImageHandler::described).orElse(null));
        return Answer.json(answer);
    }

    private static Map<String, Object> described(FieldImage image) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("version", image.version());
        described.put("width", image.width());
        described.put("height", image.height());
        described.put("x", image.place().x());
        described.put("y", image.place().y());
        described.put("pixel_size", image.place().pixelSize());
        described.put("length_unit", image.place().lengthUnit());
        return described;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Matcher path = PATH.matcher(Endpoints.path(request));
        if (!path.matches() || !METHODS.contains(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        Reply reply = new Reply(response, callback, metrics);
        try {
            String acquisition = acquisition(path.group(1));
            if (HttpMethod.DELETE.is(request.getMethod())) {
                reply.send(forget(acquisition, Endpoints.query(request)));
            } else {
                requireImage(request);
                ImagePlace place = place(Endpoints.query(request));
                bodies.receive(request, reply, limit, "images", body -> take(acquisition, place, body));
            }
        } catch (ProblemException e) {
            bodies.refuse(e.answer(), request, reply, limit);
        }
        return true;
    }

    private static String acquisition(String encoded) throws ProblemException {
        String acquisition = Parameters.acquisition(encoded);
        if (acquisition.contains("/") || acquisition.length() > MAX_NAME_LENGTH) {
            throw ProblemException.badRequest(
                    "the name of an acquisition has no slash and at most " + MAX_NAME_LENGTH + " characters");
        }
        return acquisition;
    }

    private Answer forget(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        images.remove(acquisition);
        return described(acquisition, Optional.empty());
    }

    private static void requireImage(Request request) throws ProblemException {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean isImage = type != null && CONTENT_TYPES.contains(type.strip().toLowerCase(Locale.ROOT));
        if (!isImage || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                    "the Content-Type must be image/png or image/tiff, without a Content-Encoding, got " + type);
        }
    }

    private static ImagePlace place(Fields query) throws ProblemException {
        requireKnown(query, Set.of("pixel_size", "x", "y", "length_unit"));
        double pixelSize = number(query, "pixel_size", null);
        double x = number(query, "x", 0.0);
        double y = number(query, "y", 0.0);
        String unit = query.getValue("length_unit");
        if (unit == null) {
            throw ProblemException.badRequest("length_unit is missing: the unit of pixel_size, x and y, such as um");
        }
        try {
            return new ImagePlace(x, y, pixelSize, unit);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static double number(Fields query, String parameter, @Nullable Double otherwise) throws ProblemException {
        String value = query.getValue(parameter);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest(
                    parameter + " must be a number, got " + (value == null ? "nothing" : "\"" + value + "\""));
        }
    }

    private Answer take(String acquisition, ImagePlace place, RequestBody body) {
        if (!decoding.tryAcquire()) {
            return ProblemException.passing(
                            HttpStatus.TOO_MANY_REQUESTS_429,
                            "another image is being decoded; send this one again",
                            RETRY_AFTER)
                    .answer();
        }
        try {
            FieldImage image = images.put(acquisition, place, body.bytes().readAllBytes());
            return described(acquisition, Optional.of(image));
        } catch (UnusableImageException e) {
            return Answer.problem(HttpStatus.UNPROCESSABLE_ENTITY_422, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            decoding.release();
        }
    }
}
