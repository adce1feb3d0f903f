/** Account records on their way to the ring. They are facts: they wait for room and are never dropped. */
package io.plimsoll.feed.fact;
