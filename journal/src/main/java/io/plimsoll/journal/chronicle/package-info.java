/**
 * The ports over Chronicle Queue: the one package that imports {@code net.openhft}, so that another log could replace it.
 * Internal: use {@link io.plimsoll.journal.FrameLogs}.
 */
package io.plimsoll.journal.chronicle;
