package io.plimsoll.gateway.feed;

import java.util.Locale;

/**
 * A client cannot go on from where it asked to.
 *
 * @param reason why
 * @param after the place that it named
 * @param from sequence of the record that it goes on with
 */
public record Resync(Reason reason, Place after, long from) {
    /** Why. */
    public enum Reason {
        /** Records after that place were pruned before they were sent. */
        PRUNED,
        /** There is no such record yet: it is of another journal, or of a tail that was cut. */
        FUTURE,
        /** The log has another record in that place: its tail was cut and written anew, or it is another journal. */
        FORKED;

        /** One word for machines. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As one JSON object. */
    public String json() {
        return "{\"type\":\"resync\",\"reason\":\"" + reason.code() + "\",\"after\":\"" + after + "\",\"from\":" + from
                + "}";
    }
}
