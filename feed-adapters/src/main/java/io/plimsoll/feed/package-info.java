/**
 * How prices and account records come in. An adapter owns its thread, parses and range-checks what a source sent, and
 * encodes records in place through an {@link io.plimsoll.feed.InputPort}; it never decides what a record means.
 */
package io.plimsoll.feed;
