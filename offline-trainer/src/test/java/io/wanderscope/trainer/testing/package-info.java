/** Shared by the tests of several packages: small training runs, and the shipped weights in DL4J and in plain Java. */
package io.wanderscope.trainer.testing;
