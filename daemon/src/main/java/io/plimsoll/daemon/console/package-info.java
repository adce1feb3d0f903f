/** What a console is shown of a running daemon: asked of the engine in small pieces when it has nothing else to do. */
package io.plimsoll.daemon.console;
