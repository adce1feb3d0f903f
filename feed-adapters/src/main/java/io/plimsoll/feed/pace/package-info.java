/** Replays recorded ticks at full speed, at a multiple of real time, or at a fixed rate. */
package io.plimsoll.feed.pace;
