package io.plimsoll.gateway.http;

import io.plimsoll.gateway.config.ClientLimits;

/** What each of those who ask may take: requests a second, and requests and streams at once. Any thread. */
final class Allowance {
    private final RateLimits rates;
    private final Tally open;

    Allowance(final ClientLimits limits) {
        rates = new RateLimits(limits.requestsPerSecond(), limits.requestsBurst(), System::nanoTime);
        open = new Tally(limits.streamsPerClient());
    }

    /** Whether one may ask for one thing more now. */
    boolean take(final String name) {
        return rates.take(name);
    }

    /** A request begins, which {@link #leave} ends; false where too many have begun. */
    boolean enter(final String name) {
        return open.enter(name);
    }

    /** A request became something that goes on when it is answered, which {@link #leave} ends. */
    void stay(final String name) {
        open.add(name);
    }

    /** See {@link #enter} and {@link #stay}. */
    void leave(final String name) {
        open.leave(name);
    }
}
