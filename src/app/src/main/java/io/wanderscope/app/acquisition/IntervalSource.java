package io.wanderscope.app.acquisition;

import java.util.Locale;

/** Who says how long it takes from one frame of a recording to the next. */
public enum IntervalSource {
    /** The tracking file. */
    FILE,
    /** The user, because the file does not. */
    OPTION,
    /** Nobody; it is assumed. Labels do not depend on it. */
    ASSUMED;

    /** In one word for people and for files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
