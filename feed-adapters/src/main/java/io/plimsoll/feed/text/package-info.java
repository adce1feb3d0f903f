/** Bytes to lines and plain decimals, for the line formats. */
package io.plimsoll.feed.text;
