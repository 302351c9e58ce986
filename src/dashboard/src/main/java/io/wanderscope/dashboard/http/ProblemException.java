package io.wanderscope.dashboard.http;

import org.eclipse.jetty.http.HttpStatus;

/** A request that cannot be answered, and why: a problem in the sense of RFC 9457. */
final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;

    ProblemException(int status, String detail) {
        super(detail);
        this.status = status;
        this.detail = detail;
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST_400, detail);
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(HttpStatus.NOT_FOUND_404, detail);
    }

    Answer answer() {
        return Answer.problem(status, detail);
    }
}
