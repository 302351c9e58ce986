/** What tests of several packages share: small training runs, and the shipped weights in DL4J and in plain Java. */
package io.wanderscope.trainer.testing;
