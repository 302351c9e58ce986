/**
 * What the stream promises, as objects that check it: randomised acquisitions whose truth is known, what came out of
 * the topics, and the guarantees that hold between the two. Used by the chaos command and at the end of integration
 * tests.
 */
package io.wanderscope.verification.guarantees;
