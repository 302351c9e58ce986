/**
 * Dead letters for an operator: reading, selecting and listing them, and publishing them back to the topic they came
 * from once the cause is fixed.
 *
 * <p>The stream writes dead letters and defines their headers ({@code streaming}).
 */
@NullMarked
package io.wanderscope.app.deadletters;

import org.jspecify.annotations.NullMarked;
