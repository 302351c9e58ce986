package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.wanderscope.dashboard.http.Refusals.Reason;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests for the API, on threads of their own and within a limit of bytes; all other requests go to the next handler. An
 * answer of the API is made for its request, takes time and may be large; all others are short, or the same for everybody.
 */
final class ApiHandler extends Handler.Wrapper {
    /**
     * Maximum number of bytes on their way to all clients together, as the {@link Broadcaster} has one for WebSockets; half of it to
     * one address.
     */
    static final long BYTES_ON_THEIR_WAY = 64_000_000;

    /** Answers up to this size are always sent; there are no more of them at once than the {@link Reception} has places. */
    static final int SMALL_BYTES = Answer.SLICE_BYTES;

    private static final String PATH = "/api/";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Endpoints api;
    private final Executor threads;
    private final Refusals refusals;
    private final Allowance bytes = new Allowance(BYTES_ON_THEIR_WAY, BYTES_ON_THEIR_WAY / 2);

    ApiHandler(Endpoints api, Executor threads, Refusals refusals, MeterRegistry metrics, Handler next) {
        super(next);
        this.api = api;
        this.threads = threads;
        this.refusals = refusals;
        Gauge.builder("wanderscope.http.unread", bytes, Allowance::held)
                .description("Size of the API's answers that their clients have not read yet")
                .baseUnit(BaseUnits.BYTES)
                .register(metrics);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Endpoints.path(request).startsWith(PATH)) {
            return super.handle(request, response, callback);
        }
        try {
            threads.execute(() -> answer(request, response, callback));
        } catch (RejectedExecutionException e) {
            busy("the server is stopping").send(response, callback);
        }
        return true;
    }

    private void answer(Request request, Response response, Callback callback) {
        try {
            withinLimit(request, api.answer(request)).send(response, callback);
        } catch (RuntimeException | Error e) {
            callback.failed(e);
            throw e;
        }
    }

    private Answer withinLimit(Request request, Answer answer) {
        int length = answer.body().length;
        if (length <= SMALL_BYTES) {
            return answer;
        }
        ClientAddress address = ClientAddress.of(request.getConnectionMetaData().getRemoteSocketAddress());
        if (bytes.take(address, length)) {
            Request.addCompletionListener(request, failure -> bytes.giveBack(address, length));
            return answer;
        }
        refusals.count(Reason.BYTES);
        return busy("this answer has " + length
                + " bytes, and as many as may be are on their way already; read those first, or ask for fewer");
    }

    private static Answer busy(String detail) {
        return Answer.problem(HttpStatus.SERVICE_UNAVAILABLE_503, detail)
                .with(HttpHeader.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
    }
}
