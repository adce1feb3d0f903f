/** What the daemon's log is about, and the lines of its liquidations. Nothing here is called by the engine's thread. */
package io.plimsoll.daemon.log;
