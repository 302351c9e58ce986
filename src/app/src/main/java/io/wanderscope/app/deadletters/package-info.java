/**
 * Dead letters for an operator: reading, selecting and listing them, and publishing them back to the topic they came
 * from once the cause is fixed.
 *
 * <p>Not here: writing dead letters and defining their headers, which the stream does ({@code streaming}).
 */
@NullMarked
package io.wanderscope.app.deadletters;

import org.jspecify.annotations.NullMarked;
