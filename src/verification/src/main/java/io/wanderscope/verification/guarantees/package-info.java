/**
 * The stream's promises as objects that check them: randomised acquisitions whose truth is known, what was observed on
 * the topics, and the guarantees that must hold between the two. Used by the chaos command and by integration tests.
 */
@NullMarked
package io.wanderscope.verification.guarantees;

import org.jspecify.annotations.NullMarked;
