/** Sockets of live sources, on {@code java.net.http} alone: WebSockets, server-sent events and single answers. */
package io.plimsoll.feed.live.net;
