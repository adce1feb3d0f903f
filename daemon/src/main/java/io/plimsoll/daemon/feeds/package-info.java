/** Price feeds of a configuration: what the operator wrote, which venue speaks that way, and the running source. */
package io.plimsoll.daemon.feeds;
