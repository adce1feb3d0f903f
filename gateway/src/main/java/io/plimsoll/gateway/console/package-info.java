/** The console: a page of static files, what it is shown of the daemon, and what operators may have done through it. */
package io.plimsoll.gateway.console;
