/** Who else there is: an oracle, a venue with its matching engine, a bot, an operator, and time. */
package io.plimsoll.simulator.world;
