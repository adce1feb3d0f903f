package io.plimsoll.gateway.http;

/** Answers the requests of one path, on one of the server's threads; it may not block. */
@FunctionalInterface
public interface Route {
    /** Answers, now or later; a failure here is a fault of the program. */
    void handle(Exchange exchange);

    /** Whether it is open to those without a token: says nothing of orders. */
    default boolean isOpen() {
        return false;
    }

    /** The one HTTP method that it answers. */
    default String method() {
        return "GET";
    }

    /** A route that is open. */
    static Route open(final Route route) {
        return new Route() {
            @Override
            public void handle(final Exchange exchange) {
                route.handle(exchange);
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        };
    }
}
