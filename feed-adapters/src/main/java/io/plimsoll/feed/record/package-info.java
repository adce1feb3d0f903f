/**
 * A matching engine's protocol records on their way to the ring, whatever carries them: their checks, what is left out because it is there
 * already, and how a source that may have lost some is made whole.
 */
package io.plimsoll.feed.record;
