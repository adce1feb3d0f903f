/** A server that does what a test tells it, byte for byte: for the tests of transports, venues and the daemon. */
package io.plimsoll.feed.live.server;
