package io.plimsoll.benchmarks;

/** What is different about a run of a regime. */
enum RevaluationVariant {
    /** Nothing. */
    PLAIN,
    /** One record in five is a fill, a deposit or a withdrawal. */
    EVENTS,
    /** One record orders for so many accounts at most; prices that stand still follow each round until nobody waits, and count as its ticks. */
    BOUND
}
