/** What the daemon says to whoever reads its log: lines with a code that stays, no more of them than can be read. Nothing here is called by the engine's thread. */
package io.plimsoll.daemon.log;
