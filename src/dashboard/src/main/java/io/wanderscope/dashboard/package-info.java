/**
 * What a person looks at: the dashboard, which subscribes to the topics and serves the page, and still pictures.
 *
 * <p>What is not here: deciding anything about a trajectory; this module only shows what the topics say.
 */
package io.wanderscope.dashboard;
