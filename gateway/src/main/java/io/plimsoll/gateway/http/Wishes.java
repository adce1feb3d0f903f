package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.Place;
import io.plimsoll.gateway.feed.Wish;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.util.Fields;

/** What a request asks for, read strictly: an unknown parameter is an error, since a bot that misspells one would lose orders. Stateless. */
final class Wishes {
    /** Where to begin. */
    static final String AFTER = "after";

    private static final String ALL = "all";
    private static final String LIMIT = "limit";
    private static final String RESYNC = "resync";
    private static final Set<String> OF_LINES = Set.of(AFTER, ALL, LIMIT);
    private static final Set<String> OF_STREAMS = Set.of(AFTER, ALL, RESYNC);

    private Wishes() {}

    /** A parameter, and what is wrong with it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(final String message) {
            super(message);
        }
    }

    static Wish ofLines(final Exchange exchange) throws Malformed {
        check(exchange.query(), OF_LINES);
        final Place after = place(exchange.parameter(AFTER).orElse("0"));
        return new Wish(after, all(exchange), true, limit(exchange), false);
    }

    static Wish ofStream(final Exchange exchange) throws Malformed {
        check(exchange.query(), OF_STREAMS);
        // A browser that comes back repeats the first address: what it saw last counts for more.
        final Optional<String> after =
                exchange.header("Last-Event-ID").filter(id -> !id.isEmpty()).or(() -> exchange.parameter(AFTER));
        final String resync = exchange.parameter(RESYNC).orElse("oldest");
        if (!Set.of("oldest", "live").contains(resync)) {
            throw new Malformed("resync: expected oldest or live");
        }
        return new Wish(
                after.isEmpty() ? null : place(after.get()),
                all(exchange),
                false,
                Long.MAX_VALUE,
                resync.equals("live"));
    }

    private static void check(final Fields query, final Set<String> known) throws Malformed {
        for (final Fields.Field field : query) {
            if (!known.contains(field.getName())) {
                throw new Malformed("unknown parameter '" + field.getName() + "', expected one of "
                        + String.join(", ", new TreeSet<>(known)));
            }
            if (field.hasMultipleValues()) {
                throw new Malformed(field.getName() + ": given twice");
            }
        }
    }

    static Place place(final String text) throws Malformed {
        return Place.parse(text)
                .orElseThrow(() -> new Malformed("after: expected a sequence, as 4711 or 4711-9e2f01ab, or 0"));
    }

    private static boolean all(final Exchange exchange) throws Malformed {
        final String all = exchange.parameter(ALL).orElse("false");
        if (!Set.of("true", "false").contains(all)) {
            throw new Malformed("all: expected true or false");
        }
        return all.equals("true");
    }

    private static long limit(final Exchange exchange) throws Malformed {
        final String text = exchange.parameter(LIMIT).orElse("1000");
        try {
            final long limit = Long.parseLong(text);
            if (limit >= 1 && limit <= 1_000_000) {
                return limit;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw new Malformed("limit: expected a whole number from 1 to 1000000");
    }
}
