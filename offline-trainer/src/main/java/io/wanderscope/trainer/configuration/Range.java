package io.wanderscope.trainer.configuration;

import static io.wanderscope.trainer.configuration.Requirements.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * The range of a random value; in the file, a list of two numbers.
 *
 * @param minimum smallest value
 * @param maximum largest value
 */
public record Range(double minimum, double maximum) {
    /** Reads the two numbers. */
    @JsonCreator
    static Range of(List<Double> bounds) {
        require(bounds.size() == 2, "a range must be two numbers, got " + bounds);
        return new Range(bounds.get(0), bounds.get(1));
    }

    /** The two numbers. */
    @JsonValue
    List<Double> bounds() {
        return List.of(minimum, maximum);
    }

    /** Checks that the range ascends and lies within bounds, both included. */
    Range requireWithin(String key, double smallest, double largest) {
        require(
                smallest <= minimum && minimum <= maximum && maximum <= largest,
                key + " must be two numbers from " + smallest + " to " + largest + ", the smaller first, got "
                        + bounds());
        return this;
    }

    /** The value at a position, 0 to 1, between the ends on a linear scale. */
    public double linear(double position) {
        return minimum + (maximum - minimum) * position;
    }

    /** The value at a position, 0 to 1, between the ends on a logarithmic scale; for a positive range. */
    public double logarithmic(double position) {
        return minimum * Math.pow(maximum / minimum, position);
    }
}
