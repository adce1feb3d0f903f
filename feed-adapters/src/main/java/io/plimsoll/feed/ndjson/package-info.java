/**
 * Prices and account records as JSON, one object a line, from standard input or a Unix domain socket. The format:
 * docs/formats/ndjson.md.
 */
package io.plimsoll.feed.ndjson;
