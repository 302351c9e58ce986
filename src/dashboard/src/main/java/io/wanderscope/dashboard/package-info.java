/**
 * What a person looks at: the live dashboard, still pictures, and the server that answers for a program's health and
 * metrics, and takes in what trackers without a Kafka client send. Other modules use this package only; the packages inside it are the
 * module's own.
 *
 * <p>Not here: any label of a trajectory. This module shows what the topics say, and only asks a model, on a person's demand, what led to
 * the label of a single track.
 */
@NullMarked
package io.wanderscope.dashboard;

import org.jspecify.annotations.NullMarked;
