package io.wanderscope.dashboard.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A request that cannot be answered, and why: a problem in the sense of RFC 9457. */
final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;
    private final @Nullable Duration retryAfter;

    ProblemException(int status, String detail) {
        this(status, detail, null);
    }

    private ProblemException(int status, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST_400, detail);
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(HttpStatus.NOT_FOUND_404, detail);
    }

    /** A problem that will have passed after a while. */
    static ProblemException passing(int status, String detail, Duration retryAfter) {
        return new ProblemException(status, detail, retryAfter);
    }

    Answer answer() {
        Answer answer = Answer.problem(status, detail);
        return retryAfter == null ? answer : answer.with(HttpHeader.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
}
