package io.plimsoll.feed.live.server;

import org.eclipse.jetty.websocket.core.OpCode;

/**
 * A frame that a client sent.
 *
 * @param opcode as {@link OpCode} names them
 * @param text its payload; of a close, two bytes of status stand before the reason
 */
public record Received(int opcode, String text) {}
