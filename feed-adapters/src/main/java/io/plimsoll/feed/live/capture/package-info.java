/** What a live source heard, kept as it came and played again: docs/formats/capture.md. */
package io.plimsoll.feed.live.capture;
