/**
 * What every live price source shares (docs/internals/live-feeds.md): a {@link io.plimsoll.feed.live.Venue} knows one venue's messages
 * and nothing of sockets, a transport knows sockets and nothing of venues, and the supervisor between them decides when to connect, whom
 * to trust and when to say that a source is down. Venues have a package each, beside this one.
 */
package io.plimsoll.feed.live;
