/** A server that does what a test tells it, by a library that keeps to the protocol: for the tests of transports and venues. */
package io.plimsoll.feed.live.server;
