/** Recorded price files, read whole, sorted by time and handed out tick by tick. The formats: docs/formats/ticks.md. */
package io.plimsoll.feed.file;
