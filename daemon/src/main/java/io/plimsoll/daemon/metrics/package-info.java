/** What the daemon shows to monitoring systems: the list of its metrics, and a scrape of them as text. */
package io.plimsoll.daemon.metrics;
