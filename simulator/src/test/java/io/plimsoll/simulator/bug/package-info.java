/** Bugs to plant, each of which a checker must catch: one that cannot fail proves nothing. */
package io.plimsoll.simulator.bug;
