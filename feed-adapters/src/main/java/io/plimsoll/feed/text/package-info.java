/** Bytes to lines, decimals and times: for the line formats, and for what venues send. */
package io.plimsoll.feed.text;
