package io.plimsoll.feed.pace;

/** Which event time a replay's records get. */
public enum EventTime {
    /** The recorded one: backtests, which come out the same whenever they run. */
    RECORDED,
    /** The sequencing stage's clock: load tests and rehearsals of a live run. */
    LIVE
}
