package io.wanderscope.trainer.study;

import java.util.List;
import java.util.Map;

/**
 * The result of a study.
 *
 * @param summary the findings, a sentence each
 * @param csv every figure with its standard error or confidence interval, as a table
 * @param figures SVG by name, in the order of the page; the page contains them, too
 * @param page a self-contained page as HTML
 */
public record StudyResult(List<String> summary, String csv, Map<String, String> figures, String page) {}
