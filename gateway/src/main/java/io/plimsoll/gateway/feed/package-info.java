/**
 * What the gateway knows of {@code orders}: one thread reads the log once and encodes each record once, clients that are far behind read
 * pages of history, and everything a client is sent goes through its {@link io.plimsoll.gateway.feed.Follower}. Nothing of HTTP is in here.
 */
package io.plimsoll.gateway.feed;
